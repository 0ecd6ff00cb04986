/** Takes out of a plan what this process did moments ago; the CRM's search may not have shown it when the plan was made. */
import type { AttributionStep, CallRecordStep, PlanStep, RecordRef, StepOutcome } from '../plan/types';
import { clientKey } from '../plan/keys';
import { reason } from '../text/text';
import type { ApplyInput } from './types';

/** Key under which the client is remembered: by number, else by e-mail; null when he is known by neither. */
export function rememberedAs({ event, plan }: Pick<ApplyInput, 'event' | 'plan'>): string | null {
  const created = plan.steps.flatMap((step) =>
    'phone' in step.values && step.values.phone ? [step.values.phone] : [],
  );
  const number = event.clientNumber ?? created[0] ?? null;
  return clientKey(number, event.clientEmail);
}

/** Attribution is filled once per record: the search may still show it empty to the next call (scenarios.md §2). */
export function attributionKey({ target }: AttributionStep): string {
  return `attribution ${target.entity} ${target.id}`;
}

/** A call record that has its recording. */
export function recordingKey({ key }: CallRecordStep): string {
  return `recording ${key}`;
}

function knownId(
  input: ApplyInput,
  step: PlanStep,
  client: string | null,
): { id: string; code: 'apply.recentRecord' | 'apply.recentStep' | 'apply.recentAttribution' } | null {
  const { memory, accountKey } = input;
  if (step.kind === 'owner') return null;
  if (step.kind === 'attribution') {
    const filled = memory.recallStep(accountKey, attributionKey(step));
    return filled === null ? null : { id: filled, code: 'apply.recentAttribution' };
  }
  const done = memory.recallStep(accountKey, `${step.kind} ${step.key}`);
  // A recording that came late still has to reach the record.
  if (step.kind === 'callRecord' && step.values.recordings.length > 0)
    if (memory.recallStep(accountKey, recordingKey(step)) === null) return null;
  if (step.kind === 'callRecord' || step.kind === 'task')
    return done === null ? null : { id: done, code: 'apply.recentStep' };
  const recent = client === null ? undefined : memory.recall(accountKey, client)[step.kind];
  const id = recent ?? (step.kind === 'deal' ? done : undefined);
  // The plan knows of it and wants another one: it was closed within these minutes.
  if (id === null || id === undefined || (step.kind === 'deal' && input.client.closedDeal?.id === id))
    return null;
  return { id, code: 'apply.recentRecord' };
}

/** Returns the steps that are left, with references to the known records, and the outcomes of those left out. */
export function recallDone(input: ApplyInput, steps: PlanStep[]): { left: PlanStep[]; done: StepOutcome[] } {
  const client = rememberedAs(input);
  const ids = new Map<string, string>();
  const done: StepOutcome[] = [];
  const open = new Set<string>();
  // An activity written before its deal could be made still has to be linked to it.
  const waits = (step: PlanStep): boolean =>
    'links' in step && step.links.some((ref) => 'step' in ref && open.has(ref.step));
  const left = steps.filter((step) => {
    const known = knownId(input, step, client);
    const activity = step.kind === 'callRecord' || step.kind === 'task';
    if (!known || (activity && waits(step))) {
      open.add(step.id);
      return true;
    }
    ids.set(step.id, known.id);
    const why = reason(input.plan.language, known.code);
    done.push({
      id: step.id,
      kind: step.kind,
      status: 'alreadyThere',
      recordId: known.id,
      url: null,
      reason: why,
      error: null,
      changes: [],
    });
    return false;
  });
  const resolved = (ref: RecordRef): RecordRef => {
    const id = 'step' in ref ? ids.get(ref.step) : undefined;
    return id === undefined ? ref : { entity: ref.entity, id, remembered: true };
  };
  return {
    left: left.map((step) => ('links' in step ? { ...step, links: step.links.map(resolved) } : step)),
    done,
  };
}
