/** Several numbers in one run: "0501112233 0671234567". The groups are combined into numbers from the left. */
import { MAX_DIGITS } from './numbering';
import type { Run } from './read';
import type { Segment } from './segments';

/** Shorter groups beside a number are the rest of something: an extension, a house number. */
const MIN_DIGITS = 7;
/** Readings one text may cost, each some tens of µs: far more than a phone field needs. */
const READINGS_MAX = 32;

/** Readings that are left for a text. */
export interface Budget {
  left: number;
}
export const newBudget = (): Budget => ({ left: READINGS_MAX });

/**
 * Takes a segment and how a run is read: true = the one sought, false = another number, undefined = none. Tells whether
 * the segment, or a number in it, is the one sought. A number begins at the start or where another one ends.
 */
export function someNumber(
  { plus, groups }: Segment,
  budget: Budget,
  read: (run: Run) => boolean | undefined,
): boolean {
  const ask = (from: number, to: number): boolean | undefined => {
    const digits = groups.slice(from, to).join('');
    const whole = from === 0 && to === groups.length;
    if (digits.length > MAX_DIGITS || (!whole && digits.length < MIN_DIGITS) || budget.left <= 0)
      return undefined;
    budget.left -= 1;
    return read({ plus: plus && from === 0, digits });
  };
  const all = ask(0, groups.length);
  if (all !== undefined) return all;
  const starts = new Set([0]);
  for (const from of starts)
    for (let to = groups.length; to > from; to--) {
      if (from === 0 && to === groups.length) continue;
      const one = ask(from, to);
      if (one) return true;
      if (one === false) starts.add(to);
    }
  return false;
}
