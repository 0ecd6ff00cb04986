/** Masks phone numbers in log texts. */

import { digitsOf } from './phone';

/** Digits kept at the head (country and network) and at the tail. */
const HEAD = 5;
const TAIL = 4;
const HIDDEN = '•••';

/**
 * Takes a number or a text that should be one; returns it masked: +380671234567 → +38067•••4567.
 * Numbers of 9 digits and less keep two digits at the end; texts without digits come back as they are.
 */
export function maskNumber(number: string): string {
  const digits = digitsOf(number);
  if (!digits) return number;
  const plus = number.trim().startsWith('+') ? '+' : '';
  if (digits.length < HEAD + TAIL + 1) return `${plus}${HIDDEN}${digits.slice(-2)}`;
  return `${plus}${digits.slice(0, HEAD)}${HIDDEN}${digits.slice(-TAIL)}`;
}

/** Begins a word, or follows an escaped sign of a URL (%2B). */
const START = String.raw`(?:(?<![\p{L}\p{Nd}_])|(?<=%[\dA-Fa-f]{2}))`;
const NUMBER = new RegExp(
  String.raw`${START}\+?\p{Nd}(?:[\s().\u2010-\u2013-]{0,2}\p{Nd}){8,14}(?![\p{L}\p{Nd}_])`,
  'gu',
);
/** Dates look like numbers of eight digits and more. */
const DATE = /^\d{4}-\d{2}-\d{2}(?!\d)/;

/**
 * Takes a text; returns it with every run of 9 to 15 digits (spaces, brackets, dots, dashes between) masked, whatever
 * it is: a record's id of that length is masked too. Dates as ISO 8601 writes them stay, and so do digits inside a word
 * (a field's code).
 */
export function maskNumbers(text: string): string {
  return text.replace(NUMBER, (found) => (DATE.test(found) ? found : maskNumber(found)));
}

/** Takes an event and a text about it for people or logs; returns it masked when the trigger says so. */
export function forPeople(event: { maskNumbers?: true } | null | undefined, text: string): string {
  return event?.maskNumbers ? maskNumbers(text) : text;
}
