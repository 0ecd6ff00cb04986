/**
 * Several events of one call at the same moment: each plan was made before it could see what the others create. The one that
 * reaches a record last corrects its owner, so that the owner is the same as if the events had come in order (G-32).
 */
import type { CrmProvider } from '../crm/port';
import type { FoundRecord } from '../model/record';
import { ownerStep } from '../matrix/attribution-steps';
import { isBefore, keyOfCall, madeByThisCall } from '../matrix/this-call';
import type { Entity, HandOver, OwnerStep, PlanStep } from '../model/plan';
import type { StepOutcome } from '../model/outcome';
import { reason, say } from '../text/text';
import type { ApplyInput } from './types';

/** A record that a step wanted to make and that was there. */
export type Met = Pick<FoundRecord, 'entity' | 'id'>;

const isEntity = (kind: string): kind is Entity => ['company', 'contact', 'lead', 'deal'].includes(kind);
const ownerKey = ({ entity, id }: Met): string => `owner of ${entity} ${id}`;

/** Notes whom the plan gives the call's records to: an event that comes later, or a plan made earlier, must know. */
export function noteHandOver({ plan, event, memory, accountKey }: ApplyInput): void {
  if (!plan.handOver || event.kind !== 'call') return;
  memory.rememberOwnerOfCall(accountKey, keyOfCall(event), { moment: event.moment, to: plan.handOver.to });
}

/** Notes owners of records as this process wrote them. */
export function noteOwners({ memory, accountKey }: ApplyInput, steps: PlanStep[], done: StepOutcome[]): void {
  for (const { id, kind, status, recordId } of done) {
    const step = steps.find((candidate) => candidate.id === id);
    if (!step || recordId === null) continue;
    if (isEntity(kind) && isEntity(step.kind) && 'ownerId' in step.values && status === 'created')
      memory.rememberStep(accountKey, ownerKey({ entity: kind, id: recordId }), step.values.ownerId ?? '');
    if (step.kind === 'owner' && status === 'updated')
      memory.rememberStep(accountKey, ownerKey(step.target), step.values.ownerId);
  }
}

/**
 * Takes the steps of a plan that was made before a later event of the same call was carried out. Returns them with that
 * event's owner: nothing is taken from the last talker, and what is made now is his.
 */
export function withLaterOwner(input: ApplyInput, steps: PlanStep[]): { steps: PlanStep[]; late: boolean } {
  const { event, memory, accountKey } = input;
  if (event.kind !== 'call') return { steps, late: false };
  const later = (memory.ownersOfCall?.(accountKey, keyOfCall(event)) ?? []).find(({ moment }) =>
    isBefore(event.moment, moment),
  );
  if (!later) return { steps, late: false };
  const left = steps
    .filter(({ kind }) => kind !== 'owner')
    .map((step): PlanStep =>
      isEntity(step.kind) && 'phone' in step.values
        ? ({ ...step, values: { ...step.values, ownerId: later.to } } as PlanStep)
        : step,
    );
  return { steps: left, late: true };
}

/** Owners the call's records may be taken from: the plan's, and whom earlier events named after it was made. */
function takenFrom({ event, memory, accountKey }: ApplyInput, { to, from }: HandOver): Set<string | null> {
  const earlier = (memory.ownersOfCall?.(accountKey, keyOfCall(event)) ?? [])
    .filter(({ moment }) => isBefore(moment, event.moment))
    .map((owner) => owner.to);
  return new Set([...from, ...earlier].filter((id) => id !== to));
}

/** The step that gives a record to the call's last talker. */
export function mendStep(
  { plan, event }: Pick<ApplyInput, 'plan' | 'event'>,
  record: Met & { name?: string | null },
): OwnerStep {
  const params = { entity: say(plan.language, `entity.${record.entity}`), name: record.name ?? record.id };
  const why = reason(plan.language, 'apply.handOver', params);
  return ownerStep(keyOfCall(event), record, plan.handOver?.to ?? '', why);
}

/**
 * Takes records that the plan wanted to make and that were there. Returns the steps that give those of this call to its
 * last talker. Asks the CRM (one find by id) only where this process did not write that owner itself. Throws CrmError.
 */
export async function ownersToMend(
  input: ApplyInput,
  provider: Pick<CrmProvider, 'find'>,
  met: Met[],
): Promise<{ steps: OwnerStep[]; found: FoundRecord[] }> {
  const { plan, event, memory, accountKey } = input;
  const { handOver } = plan;
  const none = { steps: [], found: [] };
  if (!handOver || event.kind !== 'call') return none;
  const doubtful = met.filter((one) => memory.recallStep(accountKey, ownerKey(one)) !== handOver.to);
  if (doubtful.length === 0) return none;
  const records = await provider.find({
    phone: null,
    email: null,
    googleClientId: null,
    entities: doubtful.map(({ entity }) => entity),
    closedDeals: true,
    recent: Object.fromEntries(doubtful.map(({ entity, id }) => [entity, id])),
  });
  const from = takenFrom(input, handOver);
  const found = records.filter((record) =>
    doubtful.some(({ entity, id }) => entity === record.entity && id === record.id),
  );
  const wrong = found.filter((record) => {
    // Made for nobody, so it is the CRM's default owner who has it.
    const byDefault = memory.recallStep(accountKey, ownerKey(record)) === '';
    const ours = byDefault || from.has(record.ownerId);
    return madeByThisCall(record, event) && record.ownerId !== handOver.to && ours;
  });
  return { steps: wrong.map((record) => mendStep(input, record)), found };
}
