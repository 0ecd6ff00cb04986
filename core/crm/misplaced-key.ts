/** Refuses a key of the wrong kind (one API's key in another API's account) before it is sent anywhere. */
import { said } from '../text/said';
import { CrmError } from '../http/errors';
import type { AccountKind, AccountValues } from './account';

/** Takes the CRM's label, the kind of account and its values; returns the refusal, null when the key may be right. */
export function misplacedKey(
  system: string,
  kind: AccountKind | undefined,
  values: AccountValues,
): CrmError | null {
  const advice = kind?.misplaced?.(values) ?? null;
  if (advice === null) return null;
  const message = said('key.misplaced', { system });
  return new CrmError({ kind: 'credentialRefused', system, message, advice });
}
