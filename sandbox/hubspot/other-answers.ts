/** A portal that answers the other way wherever recordings and descriptions of HubSpot disagree (docs/reference/hubspot.md). */
import type { FakeHubSpotOptions } from './types';

export const OTHER_ANSWERS = {
  activitySchemas: 'own',
  batchConflict: 'partial',
  uniqueConflict: 'plain',
} as const satisfies FakeHubSpotOptions;
