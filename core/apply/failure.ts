/** The message about failed steps of a plan, the same in both hosts. */
import { CrmError } from '../http/errors';
import { said, sentences } from '../text/said';
import type { Outcome } from '../model/outcome';

/**
 * Takes an outcome and the CRM's label; returns all its failed steps in one error, so that the host shows the event as
 * failed and it can be sent again. Null when no step failed. Kind and advice are the first failed step's.
 */
export function failureOf({ steps }: Pick<Outcome, 'steps'>, system: string): CrmError | null {
  const failed = steps.filter(({ status }) => status === 'failed');
  const [first] = failed;
  if (!first) return null;
  const told = failed.map(({ id, error, reason }) =>
    said('apply.failed.step', { step: id, why: error?.message ?? reason.text }),
  );
  return new CrmError({
    kind: first.error?.kind ?? 'permanent',
    system,
    message: said('apply.failed', { system, steps: sentences(told, 'text.and') }),
    advice: sentences([first.error?.advice ?? '', said('apply.failed.again')].filter(Boolean)),
  });
}
