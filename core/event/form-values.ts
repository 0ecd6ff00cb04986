/** Recognises a phone or e-mail by the value of a form field, whatever the field is called. One pass over a text of limited length. */
import { digitsOf, phoneForms } from '../phone/phone';

/** Characters: longest address by RFC 5321; a phone with brackets and an extension; a name of several people. */
const MAX_EMAIL = 254;
const MAX_PHONE = 64;
const MAX_NAME = 200;
/** Fewer digits are a postcode, an amount, an order; more are no E.164 number. */
const MIN_DIGITS = 9;
const MAX_DIGITS = 15;

/** Takes a text; returns it in lower case when it is one e-mail address, else null. */
export function emailOf(text: string): string | null {
  if (text.length > MAX_EMAIL || /[\s<>"(),;]/.test(text)) return null;
  const at = text.indexOf('@');
  const domain = text.slice(at + 1);
  if (at < 1 || domain.includes('@')) return null;
  const labels = domain.split('.');
  return labels.length > 1 && labels.every((label) => label !== '') ? text.toLowerCase() : null;
}

/** Takes a text; returns it cut when a name can be in it: it has a letter and is no address or link. */
export function nameOf(text: string): string | null {
  const name = text.slice(0, MAX_NAME).replace(/\s+/g, ' ').trim();
  return /\p{L}/u.test(name) && emailOf(name) === null && !/^https?:/i.test(name) ? name : null;
}

/** `2026-11-20`, `20.11.2026`, `20261120121320`, and Unix times of this century's first half. */
function isDate(text: string, digits: string): boolean {
  if (/^\d{4}[-./]\d{1,2}[-./]\d{1,2}/.test(text) || /^\d{1,2}[-./]\d{1,2}[-./]\d{4}(?!\d)/.test(text))
    return true;
  if (/^(?:\d{12}|\d{14})$/.test(text) && /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(text))
    return true;
  return (
    /^1[5-9]/.test(digits) && (text === digits || text.includes('.')) && [10, 13].includes(digits.length)
  );
}

/**
 * Takes a text and the ISO country of local numbers; true when it can only be a phone number: digits and the signs
 * between them, a number that exists, no date and no amount. Stricter than what a field named "phone" may hold.
 */
export function readsAsPhone(text: string, country: string): boolean {
  if (text.length > MAX_PHONE || !/^[+\d\s().\u2010-\u2013-]+$/.test(text)) return false;
  const digits = digitsOf(text);
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return false;
  const isAmount = /^\d+\.\d{1,2}$/.test(text);
  return !isAmount && !isDate(text, digits) && phoneForms(text, country) !== null;
}
