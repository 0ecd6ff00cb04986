/** Pipedrive's limits (docs/reference/pipedrive.md#limits-and-refusals): per token in a rolling window, by plan; searches have a smaller one of their own. */
import type { RateLimits } from '../../http/types';

/** Searches per window. A search's answer that tells a larger number speaks of all requests. */
const SEARCHES = 10;
/** The vendor's window. Another one shows in the reset header: what is left of it. */
const WINDOW_MS = 2000;
/** A reset later than this is no burst window but the day's budget. */
const WINDOW_MAX_MS = 120_000;

export interface Counter {
  max: number;
  remaining: number | null;
  /** Until the window is empty again. */
  restMs: number | null;
}
/** What an answer says of the window; null when it says nothing. */
export function counterOf(headers: Record<string, string>): Counter | null {
  const max = Number(headers['x-ratelimit-limit']);
  if (!(max > 0)) return null;
  const number = (name: string): number | null => {
    const text = headers[name]?.trim();
    return text && Number(text) >= 0 ? Number(text) : null;
  };
  const seconds = number('x-ratelimit-reset');
  const restMs = seconds === null ? null : Math.ceil(seconds * 1000);
  return {
    max,
    remaining: number('x-ratelimit-remaining'),
    restMs: restMs === null || restMs > WINDOW_MAX_MS ? null : restMs,
  };
}

export const LIMITS: RateLimits = {
  searchPerSecond: SEARCHES / 2,
  // The smallest plan with an API token; the headers of the first answer tell of more.
  burst: { max: 20, windowMs: WINDOW_MS },
  learn: (headers, search) => {
    const counter = counterOf(headers);
    if (!counter) return null;
    const { max, remaining, restMs } = counter;
    return {
      max,
      windowMs: WINDOW_MS,
      remaining,
      restMs,
      joint: true,
      ...(search && max <= SEARCHES ? { of: 'search' as const } : {}),
    };
  },
};
