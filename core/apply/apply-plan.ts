/** Carries a plan out through a provider: one event of a client at a time, nothing twice. */
import type { CrmProvider, FoundRecord } from '../crm/port';
import type { Clock } from '../http/types';
import type { Outcome, PlanStep, StepOutcome } from '../plan/types';
import { forPeople } from '../phone/mask';
import type { Client } from '../routing/types';
import { checkSettings } from './check-settings';
import { createLanes } from './lanes';
import { attributionKey, rememberedAs, recallDone, recordingKey } from './recall';
import { resolveSteps } from './resolve';
import type { ApplyInput } from './types';

export type { ApplyInput, ApplySettings } from './types';

/** Lanes of the process: two nodes of one account work on one client one after the other. */
const lanes = createLanes();
const ENTITIES = new Set<string>(['contact', 'company', 'lead', 'deal']);

function existingOf({ contact, lead, company, deal, closedDeal, candidates }: Client): FoundRecord[] {
  const chosen = [contact, lead, company, deal, closedDeal].filter((record) => record !== null);
  return [...chosen, ...candidates.filter((record) => !chosen.includes(record))];
}

function remember(input: ApplyInput, steps: PlanStep[], outcomes: StepOutcome[]): void {
  const { memory, accountKey } = input;
  const client = rememberedAs(input);
  for (const { id, kind, status, recordId } of outcomes) {
    const step = steps.find((candidate) => candidate.id === id);
    if (step?.kind === 'attribution' && status === 'updated')
      memory.rememberStep(accountKey, attributionKey(step), step.target.id);
    if (!step || recordId === null || (status !== 'created' && status !== 'alreadyThere')) continue;
    if (kind === 'attribution' || kind === 'owner') continue;
    memory.rememberStep(accountKey, `${kind} ${step.key}`, recordId);
    if (step.kind === 'callRecord' && step.values.recordings.length > 0)
      memory.rememberStep(accountKey, recordingKey(step), recordId);
    if (client !== null && ENTITIES.has(kind))
      memory.remember(accountKey, client, step.kind as 'contact', recordId);
  }
}

/** A record this process remembered is gone: the next try must look it up. */
function forget({ memory, accountKey, ...input }: ApplyInput): void {
  const client = rememberedAs(input);
  for (const { kind, key } of input.plan.steps) memory.forgetStep(accountKey, `${kind} ${key}`);
  if (client === null) return;
  for (const entity of ['contact', 'company', 'lead', 'deal'] as const)
    memory.forget(accountKey, client, entity);
}

/** Vendors repeat the values they refuse. */
const masked = (outcome: StepOutcome, { event }: ApplyInput): StepOutcome =>
  outcome.error === null
    ? outcome
    : { ...outcome, error: { ...outcome.error, message: forPeople(event, outcome.error.message) } };

async function carryOut(input: ApplyInput, provider: CrmProvider): Promise<Outcome> {
  const { plan, client, dryRun } = input;
  const before = provider.requests?.() ?? 0;
  const { steps, notes } = resolveSteps(input);
  const { left, done } = recallDone(input, steps);
  const existing = existingOf(client);
  const now =
    left.length === 0
      ? []
      : await (dryRun ? provider.preview(left, existing) : provider.apply(left, existing));
  if (!dryRun) {
    remember(input, left, now);
    if (now.some(({ error }) => error?.kind === 'notFound')) {
      forget(input);
      // What was remembered was deleted by a person: once more without it. Keys keep the rest from being doubled.
      if (done.some(({ kind }) => ENTITIES.has(kind))) return carryOut(input, provider);
    }
  }
  const byId = new Map([...done, ...now].map((outcome) => [outcome.id, outcome]));
  const all = steps.flatMap(({ id }) => byId.get(id) ?? []).map((one) => masked(one, input));
  return {
    version: 1,
    crm: provider.crm,
    eventKey: plan.eventKey,
    row: plan.row,
    dryRun,
    complete: all.every(({ status }) => status !== 'failed'),
    steps: all,
    requests: (provider.requests?.() ?? 0) - before,
    notes: [...plan.notes, ...notes],
  };
}

/**
 * Takes the plan, the event and client it was made of, the node's settings and the process's memory. Returns what
 * became of each step; faults of single steps are outcomes with `complete` false, and running the plan again finishes
 * it. Throws CrmError when nothing could be tried: credential refused, mapping or pipeline rules that cannot work.
 */
export async function applyPlan(
  input: ApplyInput,
  provider: CrmProvider,
  clock: Pick<Clock, 'now'>,
): Promise<Outcome> {
  const { plan, settings, accountKey } = input;
  if (plan.steps.length > 0) await checkSettings(settings, provider, accountKey, clock);
  return lanes.run(JSON.stringify([accountKey, plan.lockKey]), () => carryOut(input, provider));
}
