/** A real webhook without real numbers: each is replaced by an invented one, the same for the same, and nobody can be called. */
import { sha256 } from '../shared/sha256';

/** Digits at the end that become others; country and network stay, so that the number is read as before. */
const TAIL = 4;
/** Smaller numbers are seconds and ids. */
const LEAST = 1e8;
/** Nine to fifteen digits that stand alone; an id such as `ua0_-1795168800.1` does not. */
const NUMBER = /(?<![\w.-])\+?\d(?:[\s().-]{0,2}\d){8,14}(?![\w.-]*\d)/g;
const DATE = /^\d{4}-\d\d-\d\d/;
/** What these fields hold is no number of anybody, whatever it looks like. */
const OTHER = /(^|_)(id|uniqueid|uuid|calldate|date|time|billsec|duration|client_id)$/i;

function invent(number: string): string {
  if (DATE.test(number)) return number;
  const all = number.replace(/\D/g, '');
  const tail = (parseInt(sha256(all).slice(0, 8), 16) % 10 ** TAIL).toString().padStart(TAIL, '0');
  let left = all.length;
  return number.replace(/\d/g, (digit) => {
    left -= 1;
    return left < TAIL ? tail[TAIL - 1 - left]! : digit;
  });
}

/** Takes anything JSON can hold; returns it with other numbers, and without what addresses carry behind `?`. */
export function withInventedNumbers(value: unknown, name = ''): unknown {
  if (typeof value === 'number')
    return OTHER.test(name) || value < LEAST ? value : Number(invent(String(value)));
  if (typeof value === 'string') {
    if (/^https?:\/\//.test(value)) return value.replace(/\?.*$/, '');
    return OTHER.test(name) ? value : value.replace(NUMBER, invent);
  }
  if (Array.isArray(value)) return value.map((item) => withInventedNumbers(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withInventedNumbers(item, key)]),
  );
}
