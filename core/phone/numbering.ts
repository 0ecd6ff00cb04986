/** Numbering plans of all countries: those of libphonenumber, with a few additions. */
import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { Metadata } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.max.json';
import { asDialled } from './mobile-tokens';
import trunks from './trunks.json';

export type { PhoneNumber };

/** Longest E.164 number is 15 digits; two more leave room for a trunk or an exit code. */
export const MAX_DIGITS = 17;
const FORMER_TRUNKS: Record<string, string[] | undefined> = trunks.former;

/** Place of the general pattern of national numbers in a country's metadata. */
const PATTERN = 2;

/** Exit codes of all countries (00, 011, 810, 0011, 00 and a carrier, …); a single 0 says too little. */
const EXIT_CODES = ((): RegExp[] => {
  const plans = new Metadata(metadata);
  const patterns = getCountries().map((country) => {
    plans.selectNumberingPlan(country);
    return plans.numberingPlan?.IDDPrefix() ?? '';
  });
  const several = [...new Set([...patterns, ...trunks.exitCodes])].filter((pattern) => pattern.length > 1);
  return several.map((pattern) => new RegExp(`^(?:${pattern})(?=[1-9])`));
})();

export const codeOf = (country: string): string | undefined =>
  isSupportedCountry(country) ? getCountryCallingCode(country) : undefined;

/** Digits of an E.164 number as they are dialled inside the country, trunk prefix included; null for one of another country. */
export function nationalDigits(e164: string, country: string): string | null {
  const number = parsePhoneNumberFromString(e164);
  if (!number || number.countryCallingCode !== codeOf(country)) return null;
  return number.formatNational().replace(/\D/g, '');
}

/** The country that stands for a calling code: the others of it dial alike. */
export function mainCountry(code: string): string {
  const countries: Record<string, CountryCode[] | undefined> = metadata.country_calling_codes;
  return countries[code]?.[0] ?? '';
}

/** Calling code that the digits begin with, whatever follows. */
export function codeAtHead(digits: string): string | undefined {
  return [1, 2, 3].map((length) => digits.slice(0, length)).find((code) => mainCountry(code) !== '');
}

/** Reads digits that begin with a calling code; "8 800 …" is not Bangladesh (880): no digit may be dropped. */
function withCode(digits: string): PhoneNumber | undefined {
  const found = parsePhoneNumberFromString(`+${digits}`);
  return found?.number === `+${digits}` ? found : undefined;
}

/** A valid number with its calling code. */
export function international(digits: string): PhoneNumber | undefined {
  const found = withCode(digits);
  return found?.isValid() ? found : undefined;
}

/** As `international`, of a length that the country has: for ranges that are newer than the library. */
export function possible(digits: string): PhoneNumber | undefined {
  const found = withCode(digits);
  return found?.isPossible() ? found : undefined;
}

/** The number with its mobile token as it is dialled today, when that makes it valid. */
export function redialled(code: string, nationalNumber: string): PhoneNumber | undefined {
  const dialled = asDialled(code, nationalNumber);
  return dialled === nationalNumber ? undefined : international(code + dialled);
}

/** A valid number as it is dialled inside the country: with its trunk prefix, a carrier or exit code, or with none. */
export function national(digits: string, country: string): PhoneNumber | undefined {
  if (!isSupportedCountry(country)) return undefined;
  const found = parsePhoneNumberFromString(digits, country);
  if (!found || found.isValid()) return found;
  const dialled = redialled(found.countryCallingCode, found.nationalNumber);
  // A token that is too much at home may as well be another country's code.
  return dialled && dialled.nationalNumber.length > found.nationalNumber.length ? dialled : undefined;
}

/**
 * Digits as they are dialled inside the country, valid or not: when they begin as its numbers do. Undefined when they are
 * of another shape.
 */
export function asWritten(digits: string, country: string): PhoneNumber | undefined {
  if (!isSupportedCountry(country)) return undefined;
  const found = parsePhoneNumberFromString(digits, country);
  const shape: unknown = metadata.countries[country]?.[PATTERN];
  const known = typeof shape === 'string' && new RegExp(`^(?:${shape})$`).test(found?.nationalNumber ?? '');
  return known || found?.number === `+${digits}` ? found : undefined;
}

/** As `national`, with a trunk prefix of former years; a zero is typed where there is none, too. */
export function formerly(digits: string, country: string): PhoneNumber | undefined {
  for (const trunk of FORMER_TRUNKS[country] ?? ['0']) {
    const rest = digits.slice(trunk.length);
    const found = digits.startsWith(trunk) ? national(rest, country) : undefined;
    if (found && found.nationalNumber === asDialled(found.countryCallingCode, rest)) return found;
  }
  return undefined;
}

/** As dialled from abroad, whichever country that is: all that it may be, the shortest exit code first. */
export function afterExitCode(digits: string): PhoneNumber[] {
  const lengths = new Set(EXIT_CODES.map((code) => code.exec(digits)?.[0].length ?? 0));
  lengths.delete(0);
  return [...lengths]
    .sort((a, b) => a - b)
    .map((length) => international(digits.slice(length)))
    .filter((found) => found !== undefined);
}
