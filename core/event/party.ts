/** One side of a call as a payload writes it: a number, a SIP login, a name with a number, or nothing of use. */
import words from './words.json';
import { digitsOf, isNumberLike, phoneForms } from '../phone/phone';
import type { PhoneForms } from '../phone/types';

export type PartyKind = 'number' | 'short' | 'login' | 'hidden';
export interface Party {
  kind: PartyKind;
  /** As sent, decoded. */
  sent: string;
  /** Number, SIP login or short number without the display name. */
  address: string;
  forms: PhoneForms | null;
  /** Display name before `<…>`, when it is a name and not the number again. */
  displayName: string | null;
}

const ANONYMOUS = new Set<string>(words.anonymous);
/** Longest extension Ringostat gives is 5 digits; longer ones are numbers the country does not know. */
const MAX_SHORT = 7;

/** Takes decoded text such as `"Olena" <380…>`, `380…`, `login_1`, `anonymous`; returns the side, null for no text. */
export function readParty(text: string | null, country: string): Party | null {
  if (text === null) return null;
  const named = /^\s*"?([^"<]*)"?\s*<\s*(?:sips?:)?([^>]*)>?/i.exec(text);
  const address = (named?.[2] ?? text).trim().replace(/^(?:sips?|tel):/i, '');
  const title = named?.[1]?.trim() ?? '';
  const displayName = /\p{L}/u.test(title) && !ANONYMOUS.has(title.toLowerCase()) ? title : null;
  const forms = phoneForms(address, country);
  const side = { sent: text, address, forms, displayName };
  if (forms) return { ...side, kind: 'number' };
  if (!address || ANONYMOUS.has(address.toLowerCase()) || !/[\p{L}\d]/u.test(address))
    return { ...side, kind: 'hidden' };
  if (isNumberLike(address))
    return { ...side, kind: digitsOf(address).length <= MAX_SHORT ? 'short' : 'hidden' };
  // A SIP login has no spaces; anything else with letters is some word for "no number".
  return { ...side, kind: /\p{L}/u.test(address) && !/\s/.test(address) ? 'login' : 'hidden' };
}
