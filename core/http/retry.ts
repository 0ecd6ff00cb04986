/** When to try again: vendors' headers first, else 1-2-4-8 seconds with jitter. */

const FIRST_MS = 1000;
const LONGEST_MS = 8000;
/** Share by which a wait may be shorter or longer, so that many waiting clients do not return at once. */
const JITTER = 0.2;

/** Takes the number of the failed attempt (from 1) and a random number below 1; returns milliseconds. */
export function backoff(attempt: number, random: number): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.round(base * (1 - JITTER + 2 * JITTER * random));
}

/**
 * Reads `Retry-After` in seconds or as an HTTP date; returns milliseconds from `now`. Null when it is absent or unreadable, and for a
 * date where `now` is null: whoever classifies an answer knows no time.
 */
export function retryAfter(headers: Record<string, string>, now: number | null): number | null {
  const text = headers['retry-after']?.trim();
  if (!text) return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const at = Date.parse(text);
  return now === null || Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Reads vendors' reset headers: seconds until the limit starts anew. Returns milliseconds or null. */
export function limitReset(headers: Record<string, string>): number | null {
  for (const name of ['ratelimit-reset', 'x-ratelimit-reset']) {
    const seconds = Number(headers[name]);
    // Some vendors send a moment instead of a span; no limit lasts longer than a day.
    if (headers[name]?.trim() && seconds >= 0 && seconds <= 86_400) return Math.ceil(seconds * 1000);
  }
  return null;
}
