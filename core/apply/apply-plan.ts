/** Carries out a plan through a CRM provider: one event of a client at a time, without duplicates. */
import type { CrmProvider } from '../crm/port';
import type { FoundRecord } from '../model/record';
import type { Clock } from '../http/types';
import type { Entity, PlanStep, Reason } from '../model/plan';
import type { Outcome, StepOutcome } from '../model/outcome';
import { isDryTest } from '../event/test-call';
import { forPeople } from '../phone/mask';
import type { Client } from '../model/client';
import { failureOf } from '../crm/engine/outcomes';
import { CrmError } from '../http/errors';
import { inLanguage } from '../http/in-language';
import { toText } from '../text/said';
import { candidatesOf, decisionsOf } from './candidates';
import { carriersOf } from './carriers';
import { checkSettings } from './check-settings';
import { correctEarlier, noteResult, partStale, startReading } from './earlier';
import { mendStep, noteHandOver, noteOwners, ownersToMend, withLaterOwner, type Met } from './hand-over';
import { createLanes } from './lanes';
import { keepMissed, noteMissed, siftMissed } from './missed';
import { fillingKey, rememberedAs, recallDone, recordingKey } from './recall';
import { resolveSteps } from './resolve';
import type { ApplyInput } from './types';
import { isUpdate } from '../crm/engine/steps';

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
  const carriers = carriersOf(input.event, steps);
  noteOwners(input, steps, outcomes);
  for (const { id, kind, status, recordId, recordingLacks } of outcomes) {
    const step = steps.find((candidate) => candidate.id === id);
    if (step && (step.kind === 'attribution' || step.kind === 'phone') && status === 'updated')
      memory.rememberStep(accountKey, fillingKey(step), step.target.id);
    if (!step || recordId === null || status === 'failed' || status === 'skipped') continue;
    if (isUpdate(step)) continue;
    memory.rememberStep(accountKey, `${kind} ${step.key}`, recordId);
    if (carriers.includes(step) && !recordingLacks)
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

/** Notes in the language of the plan; vendors repeat the values they refuse. */
function reasonFor({ reason }: StepOutcome, { event, plan }: ApplyInput): Reason {
  const { words, ...rest } = reason;
  if (!words) return rest;
  const text = words.map((one) => toText(one, plan.language)).join(' ');
  return { ...rest, text: forPeople(event, text) };
}

/** What became of a step in the language of the plan. */
function forReader(given: StepOutcome, input: ApplyInput): StepOutcome {
  const { event, plan } = input;
  const outcome = { ...given, reason: reasonFor(given, input) };
  if (outcome.error === null) return outcome;
  const error = inLanguage(outcome.error, plan.language);
  return { ...outcome, error: { ...error, message: forPeople(event, error.message) } };
}

const metIn = (outcomes: StepOutcome[]): Met[] =>
  outcomes.flatMap(({ kind, status, recordId }) =>
    ENTITIES.has(kind) && status === 'alreadyThere' && recordId !== null
      ? [{ entity: kind as Entity, id: recordId }]
      : [],
  );

/** Owners of records that turned out to be there only when they were to be made; a refusal is an outcome. */
async function mendMet(
  input: ApplyInput,
  provider: CrmProvider,
  outcomes: StepOutcome[],
): Promise<{ steps: PlanStep[]; outcomes: StepOutcome[] }> {
  const met = metIn(outcomes);
  try {
    const { steps, found } = await ownersToMend(input, provider, met);
    return { steps, outcomes: steps.length > 0 ? await provider.apply(steps, found) : [] };
  } catch (error) {
    const [first] = met;
    if (!(error instanceof CrmError) || !first) throw error;
    const step = mendStep(input, first);
    return { steps: [step], outcomes: [failureOf(step, error, first.id)] };
  }
}

async function carryOut(input: ApplyInput, provider: CrmProvider): Promise<Outcome> {
  const { plan, client, dryRun } = input;
  const before = provider.requests?.() ?? 0;
  const resolved = resolveSteps(input);
  const { steps, late } = withLaterOwner(input, resolved.steps);
  const reading = startReading(input);
  const { fresh, stale } = partStale(reading, steps);
  const sifted = reading.stale ? { steps: fresh, outcomes: [] } : await siftMissed(input, provider, fresh);
  const { left, done } = recallDone(input, sifted.steps, reading.sure);
  const existing = existingOf(client);
  const now: StepOutcome[] = [];
  const mended: PlanStep[] = [];
  if (dryRun) {
    if (left.length > 0) now.push(...(await provider.preview(left, existing)));
  } else {
    noteHandOver(input);
    const early = late ? { steps: [], found: [] } : await ownersToMend(input, provider, metIn(done));
    const todo = [...left, ...early.steps];
    const made = todo.length > 0 ? await provider.apply(todo, [...existing, ...early.found]) : [];
    now.push(...(await correctEarlier(reading, provider, { steps: sifted.steps, made, done })));
    const after = late ? { steps: [], outcomes: [] } : await mendMet(input, provider, now);
    now.push(...after.outcomes);
    mended.push(...early.steps, ...after.steps);
    remember(input, [...left, ...mended], now);
    noteMissed(input, left, now);
    if (now.every(({ status }) => status !== 'failed')) noteResult(reading);
    if (now.some(({ error }) => error?.kind === 'notFound')) {
      forget(input);
      // What was remembered was deleted by a person: once more without it. Keys keep the rest from being doubled.
      if (done.some(({ kind }) => ENTITIES.has(kind))) return carryOut(input, provider);
    }
  }
  now.push(...(await keepMissed(input, provider)));
  done.push(...stale, ...sifted.outcomes);
  const byId = new Map([...done, ...now].map((outcome) => [outcome.id, outcome]));
  // Tasks of an earlier event are no steps of this plan; they are told behind them.
  const ids = [...new Set([...[...steps, ...mended].map(({ id }) => id), ...byId.keys()])];
  const all = ids.flatMap((id) => byId.get(id) ?? []).map((one) => forReader(one, input));
  return {
    version: 1,
    crm: provider.crm,
    eventKey: plan.eventKey,
    row: plan.row,
    dryRun,
    complete: all.every(({ status }) => status !== 'failed'),
    steps: all,
    ...candidatesOf(client),
    requests: (provider.requests?.() ?? 0) - before,
    notes: [...plan.notes, ...decisionsOf(client), ...resolved.notes],
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
  const { plan, settings, accountKey, event } = input;
  const dryRun = input.dryRun || isDryTest(event);
  if (plan.steps.length > 0) await checkSettings(settings, provider, accountKey, clock);
  return lanes.run(JSON.stringify([accountKey, plan.lockKey]), () =>
    carryOut({ ...input, dryRun }, provider),
  );
}
