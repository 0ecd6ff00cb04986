/** Findings of the health check. */
import { CrmError } from '../http/errors';
import type { HealthFinding } from '../crm/port';

export const problem = (code: string, message: string, advice: string): HealthFinding => ({
  level: 'problem',
  code,
  message,
  advice,
});
export const warning = (code: string, message: string, advice: string): HealthFinding => ({
  ...problem(code, message, advice),
  level: 'warning',
});

/** Runs a check; a refusal of the CRM is a finding. Throws whatever is no CrmError. */
export async function findingsOf(
  code: string,
  check: () => Promise<HealthFinding[]>,
): Promise<HealthFinding[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof CrmError) return [problem(`${code}.${error.kind}`, error.message, error.advice)];
    throw error;
  }
}

/** The same fault met by several checks is one finding. */
export const distinct = (findings: HealthFinding[]): HealthFinding[] =>
  findings.filter(({ message }, index) => findings.findIndex((other) => other.message === message) === index);
