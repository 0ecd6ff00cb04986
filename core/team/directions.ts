/** Directions (numbers, SIP logins, external SIP addresses): comparing them and writing them for Ringostat. */
import { HOME_COUNTRY } from '../phone/home';
import { digitsOf, isNumberLike, phoneForms } from '../phone/phone';

/** "sip:login@host", "SIP/login", "tel:+380…", as PBX logs write directions. */
const SCHEME = /^(?:sips?:|sip\/|pjsip\/|tel:)/i;

/** Keys of directions seen lately: a team is compared at every call, and parsing a number costs tens of µs. */
const seen = new Map<string, string>();
const SEEN_MAX = 5000;

function bare(direction: string): string {
  return direction.trim().replace(SCHEME, '');
}

/**
 * Takes a direction in any notation and the ISO country of local numbers. Returns a text that is equal for equal
 * directions: digits of E.164 for a number, digits for a short number, the lower-case address for a SIP login.
 * Empty for an empty direction.
 */
export function directionKey(direction: string, country: string = HOME_COUNTRY): string {
  const text = bare(direction);
  if (!text) return '';
  const cacheKey = `${country} ${text}`;
  const known = seen.get(cacheKey);
  if (known !== undefined) return known;
  const key = isNumberLike(text)
    ? `number ${phoneForms(text, country)?.digits ?? digitsOf(text)}`
    : `sip ${text.toLowerCase()}`;
  if (seen.size >= SEEN_MAX) seen.clear();
  seen.set(cacheKey, key);
  return key;
}

/** True for a SIP login or an external SIP address, false for a number. */
export function isSip(direction: string): boolean {
  const text = bare(direction);
  return text !== '' && !isNumberLike(text);
}

/**
 * Takes a direction and the ISO country of local numbers. Returns it as Ringostat's "Webhook forwarding" wants it:
 * international digits without plus (docs/reference/ringostat.md#webhook-forwarding), anything that is no full number as it is.
 */
export function toDial(direction: string, country: string = HOME_COUNTRY): string {
  const text = bare(direction);
  // An address is dialled as it is, though a number may be its user.
  return isSip(text) ? text : (phoneForms(text, country)?.digits ?? text);
}
