import { SlidingWindow } from '../common/rate-limit';
import type { SandboxClock } from '../common/types';
import { Refusal } from './errors';
import type { HubSpotLimits } from './types';

const VENDOR: HubSpotLimits = { searchPerSecond: 5, burstPer10s: 190 };
const BURST_MS = 10_000;

/** The two limits a plan of calls can meet: searches per second of the account, requests per 10 s of the app. */
export class Limits {
  private readonly search = new SlidingWindow(VENDOR.searchPerSecond, 1000);
  private readonly burst = new SlidingWindow(VENDOR.burstPer10s, BURST_MS);

  constructor(
    private readonly clock: SandboxClock,
    limits: Partial<HubSpotLimits> | false | undefined,
  ) {
    this.set(limits ?? {});
  }
  set(limits: Partial<HubSpotLimits> | false): void {
    const { searchPerSecond, burstPer10s } =
      limits === false ? { searchPerSecond: null, burstPer10s: null } : { ...VENDOR, ...limits };
    this.search.max = searchPerSecond;
    this.burst.max = burstPer10s;
  }
  clear(): void {
    this.search.clear();
    this.burst.clear();
  }
  /** Counts a request; throws 429. A refused search carries no header at all, a refused burst says Retry-After. */
  count(isSearch: boolean): void {
    const now = this.clock.now();
    if (!this.burst.allow(now)) {
      const retryAfter = String(Math.max(1, Math.ceil(this.burst.waitMs(now) / 1000)));
      const more = { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' };
      const headers = { 'retry-after': retryAfter, ...this.headers() };
      throw new Refusal(
        429,
        'RATE_LIMITS',
        'You have reached your ten_secondly_rolling limit.',
        more,
        headers,
      );
    }
    if (isSearch && !this.search.allow(now)) {
      const more = { errorType: 'RATE_LIMIT', policyName: 'SECONDLY' };
      throw new Refusal(429, 'RATE_LIMITS', 'You have reached your secondly limit.', more);
    }
  }
  /** Headers of every answer but those of searches. */
  headers(): Record<string, string> {
    return {
      'x-hubspot-ratelimit-max': String(this.burst.max ?? VENDOR.burstPer10s),
      'x-hubspot-ratelimit-remaining': String(this.burst.remaining(this.clock.now())),
      'x-hubspot-ratelimit-interval-milliseconds': String(BURST_MS),
      'x-hubspot-ratelimit-daily': '650000',
      'x-hubspot-ratelimit-daily-remaining': '649999',
    };
  }
}
