/** Updates of existing records: those of one record are sent together, and if one value is refused the others are still written. */
import { CrmError } from '../../http/errors';
import type { ErrorKind, StepOutcome } from '../../model/outcome';
import type { UpdateStep } from '../../model/plan';
import { failureOf } from './outcomes';

/** Carries the steps of one record out in one request. Throws CrmError when the CRM refuses. */
export type UpdateRecord = (steps: UpdateStep[]) => Promise<StepOutcome[]>;

/** Refusals of what was sent, not of who sends or of the moment: sent apart, the rest may be taken. */
const OWN_FAULT: ErrorKind[] = ['invalidField', 'notPermitted', 'permanent'];

async function ofOneRecord(steps: UpdateStep[], update: UpdateRecord): Promise<StepOutcome[]> {
  try {
    return await update(steps);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    if (steps.length > 1 && OWN_FAULT.includes(error.kind))
      return (await Promise.all(steps.map((step) => ofOneRecord([step], update)))).flat();
    return steps.map((step) => failureOf(step, error, step.target.id));
  }
}

/** Takes update steps and what carries those of one record out; returns an outcome for each, records side by side. */
export async function updateRecords(steps: UpdateStep[], update: UpdateRecord): Promise<StepOutcome[]> {
  const records = new Map<string, UpdateStep[]>();
  for (const step of steps) {
    const key = `${step.target.entity} ${step.target.id}`;
    records.set(key, [...(records.get(key) ?? []), step]);
  }
  return (await Promise.all([...records.values()].map((group) => ofOneRecord(group, update)))).flat();
}
