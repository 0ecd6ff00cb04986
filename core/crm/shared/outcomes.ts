/** Outcomes of steps, as the port wants them. */
import type { PlanStep, StepOutcome } from '../../plan/types';
import { CrmError } from '../../http/errors';

type Done = Pick<StepOutcome, 'status' | 'recordId'> & Partial<Pick<StepOutcome, 'url' | 'changes'>>;

/** Takes the step, what became of it and what a person should know besides its reason. */
export function outcomeOf({ id, kind, reason }: PlanStep, done: Done, notes: string[] = []): StepOutcome {
  const text = [reason.text, ...notes].join(' ');
  return { id, kind, url: null, changes: [], ...done, reason: { ...reason, text }, error: null };
}

export function failureOf(
  { id, kind, reason }: PlanStep,
  error: CrmError,
  recordId: string | null = null,
): StepOutcome {
  return { id, kind, status: 'failed', recordId, url: null, reason, error: error.toStepError(), changes: [] };
}

/** The step waits for a record that could not be made; running the plan again finishes it. `system` is the CRM's label. */
export function waitsFor(
  system: string,
  step: PlanStep,
  missing: string,
  cause: CrmError | undefined,
): CrmError {
  const kind = cause?.kind ?? 'temporary';
  const what = step.kind === 'callRecord' ? 'call record' : step.kind;
  return new CrmError({
    kind,
    system,
    message: `${system}: the ${what} was not written because the ${missing} it belongs to was not.`,
    advice: cause?.advice ?? 'Run the item again.',
  });
}
