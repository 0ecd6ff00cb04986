/** Carries a plan out: company, contact, deal or lead, changes beside them; then tasks, the call record last. */
import type { CreateStep, PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { Run } from '../engine/run';
import { isCall, isCreate, isTask, isUpdate } from '../engine/steps';
import { writeActivities } from './activities';
import { createRecord } from './create';
import { SYSTEM } from './errors';
import { updateAll } from './update';
import { urlOf, type Work } from './work';

const ORDER: readonly CreateStep['kind'][] = ['company', 'contact', 'lead', 'deal'];

/**
 * One after the other, since each one's id goes into the next. A client's records belong together, so after one of them was
 * settled in favour of another worker the others get that one's owner.
 */
async function create(work: Work, run: Run, steps: CreateStep[]): Promise<void> {
  const instead = new Map<string | null, string | null>();
  for (const planned of steps) {
    const { ownerId } = planned.values;
    const owner = instead.has(ownerId) ? (instead.get(ownerId) ?? null) : ownerId;
    const step = { ...planned, values: { ...planned.values, ownerId: owner } };
    await run.carryOut(step, async (own, targets) => {
      const unforeseen = run.unforeseenContact(own.links) !== null;
      const written = await createRecord(work, own, targets, unforeseen);
      const { settledOwner } = written;
      if (settledOwner !== undefined && settledOwner !== owner && instead.size === 0)
        instead.set(owner, settledOwner);
      return written;
    });
  }
}

/** As CrmProvider.apply: an outcome for each step; throws CrmError only when the credential is refused for all. */
export async function applySteps(work: Work, steps: PlanStep[]): Promise<StepOutcome[]> {
  const run = new Run({
    system: SYSTEM,
    url: (kind, id) => urlOf(work, kind, id),
  });
  const creates = steps.filter(isCreate).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  work.planned = steps.filter(isCreate).map(({ kind }) => kind);
  const changes = async (): Promise<void> => {
    for (const outcome of await updateAll(work, steps.filter(isUpdate))) run.done(outcome);
  };
  await Promise.all([create(work, run, creates), changes()]);
  await writeActivities(work, run, [...steps.filter(isTask), ...steps.filter(isCall)]);
  return run.result(steps);
}
