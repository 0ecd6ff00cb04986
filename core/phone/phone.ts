/** Phone numbers: any notation in, one set of forms out, and whose number a stored text is. Rules: docs/crms.md. */
import { digitsOf, plainText } from './digits';
import { sharedDigits } from './mobile-tokens';
import { MAX_DIGITS, type PhoneNumber } from './numbering';
import { newBudget, someNumber } from './pieces';
import { isNumberOf, readPossible, readValid } from './read';
import { withoutResidue } from './residue';
import { segmentsOf, type Segment } from './segments';
import type { PhoneForms } from './types';

export { digitsOf } from './digits';
export { orderedDigits, sharedDigits } from './mobile-tokens';

/** Digits at the end of a number that every notation shows together; a segment without them is not read. */
const TAIL = 6;
/** A text with words is number-like when it holds as many digits in a row as a full number has. */
const FULL = 9;
/** Letters that may stand around: "моб. 067 … (Viber)"; a sentence with a number in it has more. */
const LETTERS_MAX = 24;

const segmentsIn = (plain: string): Segment[] => segmentsOf(withoutResidue(plain));

/**
 * Takes any text; tells whether it reads as a number: digits (3 to 17) without letters, short numbers and extensions
 * included, or a full number with another one or a few words beside it. An anonymous caller, a SIP login or address and
 * an empty text are not number-like.
 */
export function isNumberLike(input: string | null | undefined): boolean {
  if (typeof input !== 'string') return false;
  const text = plainText(input).replace(/^tel:/i, '');
  if (/[@_]/.test(text)) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const count = digitsOf(text).length;
  if (letters === 0 && count >= 3 && count <= MAX_DIGITS) return true;
  return letters <= LETTERS_MAX && segmentsIn(text).some(({ groups }) => groups.join('').length >= FULL);
}

function read(plain: string, home: string): PhoneNumber | undefined {
  const segments = segmentsIn(plain);
  const budget = newBudget();
  let found: PhoneNumber | undefined;
  const some = segments.some((segment) =>
    someNumber(segment, budget, (run) => {
      found = readValid(run, home);
      return found ? true : undefined;
    }),
  );
  const [first] = segments;
  if (some || !first) return found;
  return readPossible({ plus: first.plus, digits: first.groups.join('') }, home);
}

/**
 * Takes a text with a number in any notation, words and an extension beside it, and the ISO country for numbers without
 * country code. Returns the forms of the first number in it, or null when there is none (short number, extension, SIP
 * login, anonymous, empty). Never throws; an unknown country leaves only international notations readable.
 */
export function phoneForms(input: string | null | undefined, defaultCountry: string): PhoneForms | null {
  if (typeof input !== 'string') return null;
  const home = defaultCountry.toUpperCase();
  const found = read(plainText(input), home);
  if (!found) return null;
  return {
    e164: found.number,
    digits: found.number.slice(1),
    national: found.nationalNumber,
    countryCode: found.countryCallingCode,
    country: found.country ?? null,
    international: found.formatInternational(),
    home,
  };
}

/**
 * Takes a text as a CRM stores it and the forms of the wanted number; true when the text holds that number. Searches
 * over-match (tokens, suffixes), so every hit is checked here. A text is read in the home country first, in the wanted
 * number's country only where it is no number at home.
 */
export function sameNumber(stored: string, forms: PhoneForms): boolean {
  const tail = sharedDigits(forms).slice(-TAIL);
  const budget = newBudget();
  return segmentsIn(plainText(stored))
    .filter(({ groups }) => groups.join('').includes(tail))
    .some((segment) => someNumber(segment, budget, (run) => isNumberOf(run, forms)));
}
