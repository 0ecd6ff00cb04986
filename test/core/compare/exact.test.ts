/** What a comparison reports is what is different in two copies of a CRM to which the two tables were applied. */
import type { CrmId } from '../../../core/model/plan';
import { twoCopies } from './two-copies';

/** CRMs that are asked for many numbers at once; test/faults/compare.test.ts takes 5,000 calls in HubSpot. */
const CRMS: CrmId[] = ['salesforce', 'hubspot', 'zoho'];
const CALLS = 200;

test.each(CRMS)(
  `%s: the differences of ${CALLS} calls are those of two copies, for at most 0.1 reads a call`,
  (crm) => twoCopies(crm, CALLS, 0.1),
  120_000,
);
