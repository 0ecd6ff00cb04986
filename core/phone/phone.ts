/** Phone numbers: any notation in, one set of forms out. Rules: reference crm-apis.md §0.1. */
import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';
import type { PhoneForms } from './types';

/** Longest E.164 number is 15 digits; two more leave room for a trunk or an exit code. */
const MAX_DIGITS = 17;
const MAX_TEXT = 64;

/** Trunk prefixes people still type that the metadata does not know: before 2009 Ukraine dialled 8 0 …. */
const OLD_TRUNK: Record<string, string> = { UA: '80' };

/** Prefixes a stored national number may carry besides none, by country code; '0' serves most of the world. */
const TRUNKS: Record<string, string[]> = { '380': ['0', '80'], '375': ['0', '80', '8'], '7': ['8'], '1': [] };

/** "ext. 12", "доб. 12", ";ext=12", "x12" after a number. */
const EXTENSION = /\s*(?:;?\s*ext\.?\s*=?|доб\.?|вн\.?|внутр\.?|x|#)\s*\d{1,6}\s*$/i;

function bare(input: string | null | undefined): string | null {
  if (typeof input !== 'string') return null;
  const text = input.slice(0, MAX_TEXT).trim().replace(/^tel:/i, '').replace(EXTENSION, '');
  if (!text || /[\p{L}@_]/u.test(text)) return null;
  return text;
}

/** The digits of a text, Unicode digits (full-width, Arabic) included as ASCII. */
export function digitsOf(text: string): string {
  // NFKC knows the full-width digits; those of Arabic (from U+0660) and Persian (from U+06F0) end in their value.
  const ascii = text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
  return ascii.replace(/\D/g, '');
}

/**
 * Takes any text; tells whether it reads as a number (3 digits or more, no letters), short numbers and
 * extensions included. An anonymous caller, a SIP login and an empty text are not number-like.
 */
export function isNumberLike(input: string | null | undefined): boolean {
  const text = bare(input);
  if (text === null) return false;
  const count = digitsOf(text).length;
  return count >= 3 && count <= MAX_DIGITS;
}

/** Parses "+digits" and insists that no digit was dropped: else "8 800 …" reads as Bangladesh (880). */
function international(digits: string): PhoneNumber | undefined {
  const found = parsePhoneNumberFromString(`+${digits}`);
  return found && found.number === `+${digits}` ? found : undefined;
}

function parse(text: string, country: CountryCode): PhoneNumber | undefined {
  let digits = digitsOf(text);
  let explicit = text.normalize('NFKC').includes('+');
  if (!explicit && digits.startsWith('00') && digits.length > 10) {
    explicit = true;
    digits = digits.slice(2);
  }
  const oldTrunk = OLD_TRUNK[country];
  const old = oldTrunk && digits.length === 11 && digits.startsWith(oldTrunk) ? digits.slice(1) : null;
  const national = (): PhoneNumber | undefined => parsePhoneNumberFromString(old ?? digits, country);
  // With a plus the library may drop a needless trunk zero: "+380 (067) …".
  const withPlus = (): PhoneNumber | undefined =>
    explicit ? parsePhoneNumberFromString(`+${digits}`) : international(digits);
  // Ringostat sends international digits without plus (11 and more); shorter ones are mostly national.
  const tries = explicit || digits.length >= 11 ? [withPlus, national] : [national, withPlus];
  for (const attempt of tries) {
    const found = attempt();
    if (found?.isValid()) return found;
  }
  // A range too new for the metadata: good enough when the length fits and the country is written out.
  if (explicit || (digits.length >= 11 && !digits.startsWith('0'))) {
    const found = international(digits);
    if (found?.isPossible()) return found;
  }
  return undefined;
}

/**
 * Takes a number in any notation and the ISO country for numbers without country code.
 * Returns its forms, or null when it is no valid number (short number, extension, SIP login, anonymous, empty).
 * Never throws; an unknown country leaves only international notations readable.
 */
export function phoneForms(input: string | null | undefined, defaultCountry: string): PhoneForms | null {
  const text = bare(input);
  if (text === null) return null;
  const count = digitsOf(text).length;
  if (count < 5 || count > MAX_DIGITS) return null;
  // The library takes only its own list of countries and ignores others; the cast narrows a setting to it.
  const found = parse(text, defaultCountry.toUpperCase() as CountryCode);
  if (!found) return null;
  return {
    e164: found.number,
    digits: found.number.slice(1),
    national: found.nationalNumber,
    countryCode: found.countryCallingCode,
    country: found.country ?? null,
    international: found.formatInternational(),
  };
}

/**
 * Takes a number as a CRM stores it and the forms of the wanted one; true when they are the same number.
 * Searches over-match (tokens, suffixes), so every hit is checked here: national number, with trunk prefix, with
 * country code, with exit code. A stored "+" or "00" must carry the very country code.
 */
export function sameNumber(stored: string, forms: PhoneForms): boolean {
  const text = bare(stored);
  if (text === null) return false;
  const digits = digitsOf(text);
  const { digits: full, national, countryCode } = forms;
  const trunks = TRUNKS[countryCode] ?? ['0'];
  const withCode = [full, ...trunks.map((trunk) => countryCode + trunk + national)];
  if (text.includes('+')) return withCode.includes(digits);
  const withExit = withCode.map((form) => `00${form}`);
  return [national, ...trunks.map((trunk) => trunk + national), ...withCode, ...withExit].includes(digits);
}
