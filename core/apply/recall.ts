/** Removes from a plan the steps that this process did moments ago, which the CRM's search did not show yet when the plan was made. */
import { carriersOf } from './carriers';
import type { AttributionStep, PhoneStep, PlanStep, RecordRef } from '../model/plan';
import type { StepOutcome } from '../model/outcome';
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

/** Attribution and a number are given once per record: the search may not show them to the next event (docs/reference/product.md#words). */
export function fillingKey({ kind, target, values }: AttributionStep | PhoneStep): string {
  const key = `${kind} ${target.entity} ${target.id}`;
  return 'phone' in values ? `${key} ${values.phone}` : key;
}

/** An activity that has the recordings of its call. */
export function recordingKey({ kind, key }: Pick<PlanStep, 'kind' | 'key'>): string {
  return `recording ${kind} ${key}`;
}

function knownId(
  input: ApplyInput,
  step: PlanStep,
  client: string | null,
  carriesRecording: boolean,
): { id: string; code: 'apply.recentRecord' | 'apply.recentStep' | 'apply.recentAttribution' } | null {
  const { memory, accountKey } = input;
  if (step.kind === 'owner' || step.kind === 'fields') return null;
  if (step.kind === 'attribution' || step.kind === 'phone') {
    const filled = memory.recallStep(accountKey, fillingKey(step));
    return filled === null ? null : { id: filled, code: 'apply.recentAttribution' };
  }
  const done = memory.recallStep(accountKey, `${step.kind} ${step.key}`);
  // A recording that came late still has to reach the record.
  if (carriesRecording && memory.recallStep(accountKey, recordingKey(step)) === null) return null;
  if (step.kind === 'callRecord' || step.kind === 'task' || step.kind === 'note')
    return done === null ? null : { id: done, code: 'apply.recentStep' };
  const recent = client === null ? undefined : memory.recall(accountKey, client)[step.kind];
  const id = recent ?? (step.kind === 'deal' ? done : undefined);
  // The plan knows of it and wants another one: it was closed within these minutes.
  if (id === null || id === undefined || (step.kind === 'deal' && input.client.closedDeal?.id === id))
    return null;
  return { id, code: 'apply.recentRecord' };
}

/**
 * Returns the steps that are left, with references to the known records, and the outcomes of those left out. `anew`: what is
 * remembered of this call's activities is another result than the event's, so they are looked at again.
 */
export function recallDone(
  input: ApplyInput,
  steps: PlanStep[],
  anew = false,
): { left: PlanStep[]; done: StepOutcome[] } {
  const client = rememberedAs(input);
  const carriers = anew ? [] : carriersOf(input.event, steps);
  const ids = new Map<string, string>();
  const done: StepOutcome[] = [];
  const open = new Set<string>();
  // An activity written before its deal could be made still has to be linked to it.
  const waits = (step: PlanStep): boolean =>
    'links' in step && step.links.some((ref) => 'step' in ref && open.has(ref.step));
  const left = steps.filter((step) => {
    const known = knownId(input, step, client, carriers.includes(step));
    const activity = step.kind === 'callRecord' || step.kind === 'task' || step.kind === 'note';
    if (!known || (activity && (anew || waits(step)))) {
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
