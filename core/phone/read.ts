/** One run of digits read as a number: at home, in the caller's country, as dialled from anywhere. */
import { mended } from './mended';
import { withoutToken } from './mobile-tokens';
import {
  afterExitCode,
  asWritten,
  formerly,
  international,
  mainCountry,
  MAX_DIGITS,
  national,
  possible,
  type PhoneNumber,
} from './numbering';
import type { PhoneForms } from './types';

export interface Run {
  /** A plus stands before the digits. */
  plus: boolean;
  digits: string;
}
type Reading = () => PhoneNumber | undefined;

/** Without plus, as many digits as these are mostly an international number: Ringostat sends those so. */
const LONG = 11;
/** No shorter number can be called from outside. */
const MIN_DIGITS = 5;

/** A plus before a trunk zero is none: "+067 …". */
const isInternational = ({ plus, digits }: Run): boolean => plus && !digits.startsWith('0');
const fits = ({ digits }: Run): boolean => digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS;

function firstOf(readings: Reading[]): PhoneNumber | undefined {
  for (const read of readings) {
    const found = read();
    if (found) return found;
  }
  return undefined;
}

/**
 * True when digits without plus surely are this number at home: its own calling code or a prefix of its dialling is
 * written, or there are too few of them for a number of abroad.
 */
const isSure = (atHome: PhoneNumber | undefined, digits: string): boolean =>
  atHome !== undefined && (atHome.nationalNumber !== digits || digits.length < LONG);

/** Takes a run and the home country; returns its valid number. */
export function readValid(run: Run, home: string): PhoneNumber | undefined {
  if (!fits(run)) return undefined;
  const { digits } = run;
  const old: Reading = () => formerly(digits, home);
  const abroad: Reading = () => international(digits);
  const mend: Reading = () => (digits.length >= LONG ? mended(digits, home) : undefined);
  if (isInternational(run)) return firstOf([abroad, mend, old]);
  const atHome = national(digits, home);
  if (isSure(atHome, digits)) return atHome;
  return firstOf([
    ...(digits.length < LONG ? [old, abroad] : [abroad, old]),
    () => atHome,
    () => afterExitCode(digits)[0],
    mend,
  ]);
}

/**
 * Takes a run and the home country; returns a number whose length is right, though the library does not know its range:
 * with the calling code written out, or dialled at home as that country's numbers are.
 */
export function readPossible(run: Run, home: string): PhoneNumber | undefined {
  if (!fits(run)) return undefined;
  const { digits } = run;
  if (isInternational(run)) return possible(digits);
  const written = asWritten(digits, home);
  // A trunk prefix of home is written: then it is no calling code.
  if (written && written.nationalNumber !== digits) return written.isPossible() ? written : undefined;
  return digits.length >= LONG && !digits.startsWith('0') ? possible(digits) : undefined;
}

/** Equal for all spellings of one subscriber. */
const subscriber = (code: string, nationalNumber: string): string =>
  code + withoutToken(code, nationalNumber);
const isOf = (found: PhoneNumber | undefined, wanted: string): boolean =>
  found !== undefined && subscriber(found.countryCallingCode, found.nationalNumber) === wanted;

/** All that digits without plus may be, where home does not settle it. */
function* mayBe(digits: string, home: string, theirs: string): Generator<PhoneNumber | undefined> {
  const atHome = national(digits, home);
  yield atHome;
  yield international(digits);
  yield formerly(digits, home);
  yield* afterExitCode(digits);
  yield mended(digits, home);
  // Without a home country nobody can say whose a number without calling code is.
  if (atHome || home === '') return;
  yield national(digits, theirs);
  yield formerly(digits, theirs);
  yield mended(digits, theirs);
  // A range that is newer than the library.
  yield asWritten(digits, theirs);
}

/**
 * Takes a stored run and the forms of the caller; returns whether it is his number, undefined when it reads as nobody's.
 * What is a number at home, or has a plus, is that number and no other.
 */
export function isNumberOf(run: Run, caller: PhoneForms): boolean | undefined {
  if (!fits(run)) return undefined;
  const { home, countryCode, digits: own } = caller;
  const wanted = subscriber(countryCode, caller.national);
  const { digits } = run;
  const theirs = mainCountry(countryCode);
  if (isInternational(run)) {
    const found = readValid(run, home) ?? mended(digits, theirs) ?? possible(digits);
    return found && isOf(found, wanted);
  }
  const atHome = home === '' ? undefined : national(digits, home);
  if (isSure(atHome, digits)) return isOf(atHome, wanted);
  if (digits === own) return true;
  let isNumber = false;
  for (const found of mayBe(digits, home, theirs)) {
    if (isOf(found, wanted)) return true;
    isNumber ||= found?.isValid() === true;
  }
  return isNumber ? false : undefined;
}
