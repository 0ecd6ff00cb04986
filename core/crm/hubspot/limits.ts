/** HubSpot's limits: searches per account, everything else per app by the portal's plan. */
import type { RateLimits } from '../../http/types';

export const LIMITS: RateLimits = {
  searchPerSecond: 5,
  // Free and Starter; the headers of the first answer tell of more.
  burst: { max: 100, windowMs: 10_000 },
  learn: (headers) => {
    const max = Number(headers['x-hubspot-ratelimit-max']);
    const windowMs = Number(headers['x-hubspot-ratelimit-interval-milliseconds']);
    return max > 0 && windowMs > 0 ? { max, windowMs } : null;
  },
};
