/** Findings of the health check, the same in every CRM. */
import type { CrmError } from '../../http/errors';
import type { Words } from '../../model/said';
import { worded } from '../../text/said';
import type { HealthFinding } from '../port';

export const ok = (code: string, message: Words): HealthFinding => ({
  level: 'ok',
  code,
  ...worded(message, null),
});
export const problem = (code: string, message: Words, advice: Words): HealthFinding => ({
  level: 'problem',
  code,
  ...worded(message, advice),
});
export const warning = (code: string, message: Words, advice: Words): HealthFinding => ({
  ...problem(code, message, advice),
  level: 'warning',
});
/** A refusal met by a check. */
export const refused = (code: string, { words }: CrmError): HealthFinding =>
  problem(code, words.message, words.advice);
