/**
 * NetHunt publishes no limit and sends no header about one (crm-apis.md §5.10): only its 429 tells.
 * The minute is the usual window of such limits.
 */
import type { RateLimits } from '../../http/types';

export const LIMITS: RateLimits = { burst: { max: Infinity, windowMs: 60_000 }, untold: true };
