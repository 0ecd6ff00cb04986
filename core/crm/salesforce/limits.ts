/**
 * Salesforce counts requests per 24 hours, not per second, and has neither Retry-After nor 429.
 * Only requests over 20 s count against 25 at once, so nothing is paced here.
 */
import type { RateLimits } from '../../http/types';

export const LIMITS: RateLimits = {};
