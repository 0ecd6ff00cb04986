/** A log of the last three days, the same for every CRM: seven calls of six clients, of which each CRM keeps a record. */
import { EMPLOYEES } from '../../sandbox/demo/people';
import type { FakeCall } from '../../sandbox/ringostat/types';

const HOUR_MS = 3_600_000;
/** One hour for all CRMs of a run, so that what they hold can be compared. */
const NOW = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
const [olena, ivan] = EMPLOYEES;
const missed = { employee: undefined, status: 'NO ANSWER', billsec: 0, duration: 20, waittime: 20 };
const CHANGES: Partial<FakeCall>[] = [
  { clientNumber: '380671110001', ...missed },
  { clientNumber: '380671110002' },
  { clientNumber: '380671110003', employee: ivan },
  { clientNumber: '380671110001' },
  { clientNumber: '380671110004', employee: ivan },
  { clientNumber: '380671110005', ...missed },
  { clientNumber: '380671110006' },
];

/** Oldest first, eight hours apart. */
export const CALLS: FakeCall[] = CHANGES.map((change, index) => ({
  id: `ua0_-1795${100_000 + index}.7`,
  direction: 'in',
  clientNumber: '',
  companyNumber: '380441234567',
  employee: olena,
  status: 'ANSWERED',
  billsec: 60,
  duration: 70,
  waittime: 10,
  startedAt: NOW - (CHANGES.length - index) * 8 * HOUR_MS,
  ...change,
}));
