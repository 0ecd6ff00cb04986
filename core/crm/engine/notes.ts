/**
 * Notes in CRMs whose own notes carry no key of ours, or hang on one record only: a done task there is on the contact and the
 * deal at once, in their history, and its key keeps it single whatever comes twice (docs/decisions/0011).
 */
import type { NoteStep, PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { isNote } from './steps';

export type NoNote = Exclude<PlanStep, NoteStep>;

function asTask(step: PlanStep): NoNote {
  if (!isNote(step)) return step;
  const { title, at, ...values } = step.values;
  // The role only says whose task of a call it is; this one has a key of its own.
  return {
    ...step,
    kind: 'task',
    values: { ...values, role: 'manager', state: 'done', subject: title, dueAt: at },
  };
}

/** Takes a plan's steps and what writes those without notes; returns the outcomes, notes told as such. */
export async function notesAsTasks(
  steps: PlanStep[],
  write: (steps: NoNote[]) => Promise<StepOutcome[]>,
): Promise<StepOutcome[]> {
  const notes = new Set(steps.filter(isNote).map(({ id }) => id));
  const outcomes = await write(steps.map(asTask));
  return outcomes.map((outcome) => (notes.has(outcome.id) ? { ...outcome, kind: 'note' } : outcome));
}
