/** Finds the sequences of digits in a text that may be phone numbers, each split into its written groups. */
import { digitsOf } from './digits';
import words from './words.json';

export interface Segment {
  /** A plus stands before it. */
  plus: boolean;
  /** Digits as they are parted, e.g. 067, 123, 45, 67. */
  groups: string[];
}

/** Digits with what people put between them. A comma, a semicolon, a line break and any word end a run. */
const RUN = /[+(]*\d[\d ().+~/-]*/g;
/** Digits read in one text, about six numbers; a phone field has no more. */
const DIGITS_MAX = 80;
/** Letters of a word that are looked at. */
const WORD_MAX = 20;
const BEFORE = new Set<string>(words.before);
const AFTER = new Set<string>(words.after);

/** A Latin word that touches the digits makes them part of a login or an id, unless it is one people put there. */
function touches(word: string | undefined, known: Set<string>): boolean {
  return word !== undefined && word !== '' && !known.has(word.toLowerCase());
}

/** "1) 067 …": numbers of a list. */
const LISTED = /(^|[\n,;|])( ?)\d[.)] /g;

/** Groups of a run, parted at every plus. */
function parts(run: string): Segment[] {
  return run
    .split(/(?=\+)/)
    .map((part) => ({ plus: part.startsWith('+'), groups: part.split(/\D+/).filter(Boolean) }))
    .filter(({ groups }) => groups.length > 0);
}

/** Takes a text without residue; returns its runs in order. Linear in the text's length. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let digits = 0;
  const plain = text.replace(LISTED, '$1 | ');
  for (const { 0: match, index: at } of plain.matchAll(RUN)) {
    const run = match.replace(/\D+$/, '');
    const end = at + run.length;
    const own = parts(run);
    if (touches(/[A-Za-z_]*$/.exec(plain.slice(Math.max(0, at - WORD_MAX), at))?.[0], BEFORE))
      own[0]?.groups.shift();
    if (touches(/^[A-Za-z_]*/.exec(plain.slice(end, end + WORD_MAX))?.[0], AFTER)) own.at(-1)?.groups.pop();
    segments.push(...own.filter(({ groups }) => groups.length > 0));
    digits += digitsOf(run).length;
    if (digits >= DIGITS_MAX) break;
  }
  return segments;
}
