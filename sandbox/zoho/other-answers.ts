/** An organisation that answers the other way wherever recordings and descriptions of Zoho disagree (docs/reference/zoho.md). */
import type { FakeZohoOptions } from './types';

export const OTHER_ANSWERS = {
  activityUnique: 'refuse',
  duplicateDetails: 'none',
  layoutChanges: 'refuse',
  refusedStatus: 202,
  unusedColumns: 'answer',
} as const satisfies FakeZohoOptions;
