/** Zoho's limits (docs/reference/zoho.md#refusals-and-limits): daily credits and parallel requests; Zoho reports neither before it is reached. */
import type { RateLimits } from '../../http/types';

export const LIMITS: RateLimits = {
  // A composite takes five of the ten units that every edition has for composites and queries; the free one has five.
  concurrent: 2,
};
