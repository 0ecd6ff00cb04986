/** Whether a record really has the number: CRM searches return too much (tokens, suffixes), so every result is checked. */
import { sameNumber } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';

/** True when one of the stored texts is the number, or holds it among several. */
export function carriesNumber(stored: readonly (string | null | undefined)[], phone: PhoneForms): boolean {
  return stored.some((text) => !!text && sameNumber(text, phone));
}
