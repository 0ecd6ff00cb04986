/** An org that answers the other way wherever recordings and descriptions of Salesforce disagree (docs/reference/salesforce.md). */
import type { FakeSalesforceOptions } from './types';

export const OTHER_ANSWERS = {
  duplicateKey: 'duplicateResult',
  unlisted: 'stored',
} as const satisfies FakeSalesforceOptions;
