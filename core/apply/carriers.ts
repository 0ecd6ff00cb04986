/** Which steps of a plan get the links to the recordings: the call record or, if the matrix writes none, the tasks. */
import type { RingostatEvent } from '../model/event';
import { allRecordings } from '../matrix/lines';
import type { PlanStep } from '../model/plan';

/** Takes an event and the steps of its plan; returns those whose text shows its recordings, none without recordings. */
export function carriersOf(event: RingostatEvent, steps: PlanStep[]): PlanStep[] {
  const record = steps.filter((step) => step.kind === 'callRecord');
  if (record.length > 0) return record.filter(({ values }) => values.recordings.length > 0);
  const links = allRecordings(event);
  return steps.filter(
    (step) => step.kind === 'task' && links.some((link) => step.values.body.includes(link)),
  );
}
