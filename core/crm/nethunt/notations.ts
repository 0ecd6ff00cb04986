/**
 * The number as people write it. NetHunt finds what is written out: whether part of a formatted number is found is not
 * documented (docs/reference/nethunt.md#finding), so the usual notations are asked for side by side in one query.
 */
import { orderedDigits } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';

/** Groups of the national number: as the library parts it, and with a last group of four parted in two. */
function groupings({ international, national }: PhoneForms): string[][] {
  const parts = international.split(/\D+/).filter(Boolean).slice(1);
  if (parts.join('') !== national || parts.length < 2) return [];
  const last = parts.at(-1) ?? '';
  const head = parts.slice(0, -1);
  const halves = last.length === 4 ? [[...head, last.slice(0, 2), last.slice(2)]] : [];
  const [first = '', ...rest] = parts;
  return [parts, ...halves, ...(rest.length > 1 ? [[first, rest.join('')]] : [])];
}

/** Takes the forms of a number; returns its notations, each once, the exact ones first. */
export function notationsOf(phone: PhoneForms): string[] {
  const { e164, digits, national, countryCode } = phone;
  const spelt = [...new Set([national, orderedDigits(phone)])];
  const plain = [e164, digits, ...spelt.flatMap((own) => [`0${own}`, own, countryCode + own])];
  plain.push(`00${digits}`, `8${national}`, `80${national}`);
  // "+38 067 …": in the Ukraine and elsewhere the zero of the code reads as the trunk's.
  const short = countryCode.length > 1 && countryCode.endsWith('0') ? countryCode.slice(0, -1) : null;
  const spaced = groupings(phone).flatMap((groups) => {
    const text = groups.join(' ');
    const all = [`+${countryCode} ${text}`, `0${text}`, text];
    return short ? [...all, `+${short} 0${text}`] : all;
  });
  return [...new Set([...plain, ...spaced])];
}

/** A number without blanks is one word, which is found among others: "0671234567 (Viber)". */
const WORD = /^\d{7,}$/;

/** A phrase of the search language: quotes and backslashes of the text would end it. */
export const phrase = (text: string): string =>
  WORD.test(text) ? text : `"${text.replace(/["\\]+/g, ' ').trim()}"`;
export const anyOf = (texts: string[]): string => texts.map(phrase).join(' OR ');
