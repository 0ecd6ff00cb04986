/** Searches over-match (tokens, suffixes): every hit is checked on our side (crm-apis.md §0.1 rule 3). */
import { sameNumber } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';

/** People write two numbers into one field. */
const SEVERAL = /[,;/|]/;

/** True when one of the stored texts is the number, or holds it among several. */
export function carriesNumber(stored: readonly (string | null | undefined)[], phone: PhoneForms): boolean {
  return stored.some(
    (text) => !!text && [text, ...text.split(SEVERAL)].some((part) => sameNumber(part, phone)),
  );
}
