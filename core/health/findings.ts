/** Findings of the health check. */
import { CrmError } from '../http/errors';
import { refused } from '../crm/engine/findings';
import type { HealthFinding } from '../crm/port';

/** Runs a check; a refusal of the CRM is a finding. Throws whatever is no CrmError. */
export async function findingsOf(
  code: string,
  check: () => Promise<HealthFinding[]>,
): Promise<HealthFinding[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof CrmError) return [refused(`${code}.${error.kind}`, error)];
    throw error;
  }
}

/** The same fault met by several checks is one finding. */
export const distinct = (findings: HealthFinding[]): HealthFinding[] =>
  findings.filter(({ message }, index) => findings.findIndex((other) => other.message === message) === index);
