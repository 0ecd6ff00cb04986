/** Regular expressions that a user typed and that run on untrusted text: matched in linear time (RE2). */
import { setAtMost } from '../http/set-at-most';
import { RE2JS } from 're2js';
import type { Said } from '../model/said';
import { said } from '../text/said';
import { alternativesOf, type Alternative } from './pattern-syntax';

const PATTERN_MAX = 200;
/** Characters of the value that are looked at. */
const VALUE_MAX = 2000;
/** Instructions of RE2's program: with the longest value about 2 million steps, near 50 ms. */
const PROGRAM_MAX = 1000;
/** Compiled patterns kept; a flow has a handful. */
const KEPT = 100;

export interface SafePattern {
  /** Takes a value; true when the pattern fits it, case aside. Linear time. */
  fits(value: string): boolean;
}
type Compiled = SafePattern | { fault: Said };

function compileAlternative({ ahead, rest }: Alternative): { size: number; fits(value: string): boolean } {
  const compile = (source: string): RE2JS => RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  const main = compile(rest);
  const conditions = ahead.map(({ source, wanted }) => ({ test: compile(source), wanted }));
  return {
    size: [main, ...conditions.map(({ test }) => test)].reduce((sum, one) => sum + one.programSize(), 0),
    fits: (value) => conditions.every(({ test, wanted }) => test.test(value) === wanted) && main.test(value),
  };
}

function compile(source: string): Compiled {
  if (source.length > PATTERN_MAX) return { fault: said('pattern.long', { max: PATTERN_MAX }) };
  try {
    // Only what JavaScript takes means what builders know from there.
    new RegExp(source, 'i');
  } catch {
    return { fault: said('pattern.invalid') };
  }
  const read = alternativesOf(source);
  if ('fault' in read) return read;
  try {
    const all = read.alternatives.map(compileAlternative);
    if (all.reduce((sum, { size }) => sum + size, 0) > PROGRAM_MAX) return { fault: said('pattern.repeats') };
    return { fits: (value) => all.some((one) => one.fits(value.slice(0, VALUE_MAX))) };
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    return { fault: said('pattern.unbounded', { why }) };
  }
}

const known = new Map<string, Compiled>();

/** Takes a pattern as typed. Returns its test, or in words why it cannot be used. Never throws. */
export function compilePattern(source: string): Compiled {
  const kept = known.get(source);
  if (kept) return kept;
  const compiled = compile(source);
  setAtMost(known, source, compiled, KEPT);
  return compiled;
}
