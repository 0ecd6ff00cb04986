/** Two tables over 5,000 calls: reported is what two copies of the CRM to which they were applied differ in. Other CRMs: test/core/compare/exact.test.ts. */
import type { CrmId } from '../../core/model/plan';
import { twoCopies } from '../core/compare/two-copies';

const CRMS: CrmId[] = ['hubspot'];

test.each(CRMS)('%s: 5,000 calls', (crm) => twoCopies(crm, 5000, 0.1), 1_200_000);
