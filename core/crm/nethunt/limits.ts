/** NetHunt publishes no limit and sends no header about one (crm-apis.md §5.10): only its 429 tells. */
import type { RateLimits } from '../../http/types';

export const LIMITS: RateLimits = { untold: true };
