import { SlidingWindow } from '../common/rate-limit';
import type { SandboxClock } from '../common/types';
import type { SignedIn } from './access';
import { NO_LIMITS, OAUTH_FACTOR, VENDOR_LIMITS } from './defaults';
import { Refusal } from './errors';
import type { PipedriveLimits } from './types';

const BURST_MS = 2000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How long Cloudflare keeps who went on asking out. */
const BLOCK_MS = 60_000;
const BLOCKED = `<!DOCTYPE html>
<html lang="en-US"><head><title>Access denied | api.pipedrive.com used Cloudflare to restrict access</title></head>
<body><h1>Error 1015</h1><h2>You are being rate limited</h2></body></html>
`;

/** Burst, searches, requests a minute and the day's budget; who ignores their refusals is blocked (docs/reference/pipedrive.md#limits-and-refusals). */
export class Limits {
  private readonly burst = new SlidingWindow(null, BURST_MS);
  private readonly search = new SlidingWindow(null, BURST_MS);
  private readonly minute = new SlidingWindow(null, MINUTE_MS);
  private limits: PipedriveLimits = VENDOR_LIMITS;
  private day = 0;
  private spent = 0;
  private refused = 0;
  private blockedUntil = 0;

  constructor(
    private readonly clock: SandboxClock,
    limits: Partial<PipedriveLimits> | false | undefined,
  ) {
    this.set(limits ?? {});
  }
  set(limits: Partial<PipedriveLimits> | false): void {
    this.limits = limits === false ? NO_LIMITS : { ...VENDOR_LIMITS, ...limits };
    this.search.max = this.limits.searchPer2s;
    this.minute.max = this.limits.perMinute;
  }
  /** Throws 403 with HTML while Cloudflare blocks. Comes before anything the API does. */
  checkBlock(): void {
    if (this.clock.now() < this.blockedUntil)
      throw new Refusal(403, BLOCKED, { 'content-type': 'text/html; charset=UTF-8', server: 'cloudflare' });
  }
  /** Counts a request of that cost; throws 429 with the seconds to wait. */
  count(cost: number, isSearch: boolean, how: SignedIn): void {
    const now = this.clock.now();
    this.burst.max =
      this.limits.burstPer2s === null ? null : this.limits.burstPer2s * (how === 'oAuth2' ? OAUTH_FACTOR : 1);
    this.newDay(now);
    const windows = [this.burst, this.minute, ...(isSearch ? [this.search] : [])];
    const full = windows.find((window) => window.remaining(now) === 0);
    if (full) throw this.refusal(full.waitMs(now), full);
    const budget = this.limits.dailyTokens;
    if (budget !== null && this.spent + cost > budget)
      throw this.refusal((this.day + 1) * DAY_MS - now, this.burst);
    for (const window of windows) window.allow(now);
    this.spent += cost;
    this.refused = 0;
  }
  /** Headers of every answer; none of them when there are no limits. */
  headers(window = this.limits.perMinute === null ? this.burst : this.minute): Record<string, string> {
    const now = this.clock.now();
    const { dailyTokens } = this.limits;
    const daily = dailyTokens === null ? null : Math.max(0, dailyTokens - this.spent);
    return {
      ...(window.max === null
        ? {}
        : {
            'x-ratelimit-limit': String(window.max),
            'x-ratelimit-remaining': String(window.remaining(now)),
            'x-ratelimit-reset': String(Math.ceil(window.waitMs(now) / 1000)),
          }),
      ...(daily === null
        ? {}
        : {
            'x-daily-requests-left': String(daily),
            'x-daily-ratelimit-token-limit': String(dailyTokens),
            'x-daily-ratelimit-token-remaining': String(daily),
          }),
    };
  }

  private newDay(now: number): void {
    const day = Math.floor(now / DAY_MS);
    if (day !== this.day) this.spent = 0;
    this.day = day;
  }
  private refusal(waitMs: number, window: SlidingWindow): Refusal {
    const { refusalsBeforeBlock } = this.limits;
    this.refused += 1;
    if (refusalsBeforeBlock !== null && this.refused >= refusalsBeforeBlock) {
      this.blockedUntil = this.clock.now() + BLOCK_MS;
      this.refused = 0;
    }
    const reset = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.max(1, Math.ceil(waitMs / 1000))),
    };
    const body = { success: false, error: 'request over limit', errorCode: 429 };
    return new Refusal(429, body, { ...this.headers(window), ...reset });
  }
}
