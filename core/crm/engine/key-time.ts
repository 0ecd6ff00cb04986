/** The start time of a call, read from its key: Ringostat's call ids hold the second (`ua0_-1731315881.12669683`). */

/** Takes a call's key (core/plan/keys.ts); returns the start of the call in milliseconds, null for ids of another shape. */
export function beginOfKey(key: string): number | null {
  const seconds = /-(\d{10})(?=_|$)/.exec(key)?.[1];
  return seconds ? Number(seconds) * 1000 : null;
}

/** First and last start of the calls, ms; null when one of them does not tell it. */
export function spanOfKeys(keys: string[]): { first: number; last: number } | null {
  let [first, last] = [Infinity, -Infinity];
  for (const key of keys) {
    const at = beginOfKey(key);
    if (at === null) return null;
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return keys.length > 0 ? { first, last } : null;
}
