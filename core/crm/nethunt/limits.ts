/** NetHunt publishes no limit and sends no header about one (docs/reference/nethunt.md#limits-and-refusals): only a 429 shows it. */
import type { RateLimits } from '../../http/types';

export const LIMITS: RateLimits = { untold: true };
