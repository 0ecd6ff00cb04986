/** Items 1 and 2 of issue 4 in n8n's queue mode: events of one call in any order, several of them under way at once. */
import fc from 'fast-check';
import { cellsFromTable } from '../../core/matrix/cells';
import { presets } from '../../core/matrix/presets';
import { ROW_IDS } from '../../core/matrix/types';
import type { CrmId } from '../../core/model/plan';
import type { LabCall, LabRecord, LabTask, LabView } from '../../sandbox/common/lab';
import { labs } from '../../sandbox/labs';
import { startN8nQueue, type N8nQueue } from '../../sandbox/hosts/n8n-queue';
import type { CallMoment } from '../../sandbox/ringostat/types';
import { packed } from '../hosts/kit/packed';
import { fakeCall } from '../hosts/kit/webhook';
import { linked } from '../scenarios/look';
import { deliver, expectBothWorked, withCalls, type Choice } from './kit';

const CRMS = Object.keys(labs) as CrmId[];
const MOMENTS: CallMoment[] = ['ringing', 'answered', 'ended'];
const ORDERS = 6;
const BLIND_MS = 60_000;
/** Client and deal are made from the first ring on, so that every event has something to make. */
const cells = cellsFromTable({
  ...presets.hubspot.rows,
  R1: { contact: true, deal: true },
  R2: { contact: true, deal: true },
});
const EARLY: Choice = {
  trigger: { events: MOMENTS.map((moment) => `incoming.${moment}`) },
  matrix: {
    preset: 'hubspot',
    ...Object.fromEntries(ROW_IDS.map((row) => [`hubspot_${row}`, cells[row] ?? []])),
  },
};
/** Each moment one to three times, in any order. */
const orders = fc.tuple(...MOMENTS.map(() => fc.integer({ min: 1, max: 3 }))).chain((times) =>
  fc.shuffledSubarray(
    MOMENTS.flatMap((moment, index) => Array.from({ length: times[index] ?? 1 }, () => moment)),
    { minLength: times.reduce((sum, count) => sum + count, 0) },
  ),
);
let queue: N8nQueue;
beforeAll(async () => {
  queue = await startN8nQueue(packed('n8n'));
}, 240_000);
afterAll(() => queue?.stop(), 120_000);

/** What hangs on a client, without ids and times. */
function stateOf({ deals, calls, tasks }: LabView, contact: LabRecord): unknown {
  const theirs = deals.filter(({ contactIds }) => contactIds.includes(contact.id));
  const about = <T extends LabCall | LabTask>(all: T[]): T[] =>
    all.filter(
      (one) =>
        linked(one, 'contact').includes(contact.id) ||
        theirs.some(({ id }) => linked(one, 'deal').includes(id)),
    );
  return {
    contact: { ownerId: contact.ownerId, attribution: contact.attribution },
    deals: theirs.map(({ stage, ownerId, attribution }) => ({ stage, ownerId, attribution })),
    calls: about(calls).map((call) => ({
      answered: call.answered,
      ownerId: call.ownerId,
      deals: linked(call, 'deal').length,
    })),
    tasks: about(tasks).map(({ ownerId, state }) => ({ ownerId, state })),
  };
}

test.each(CRMS)(
  `%s: ${ORDERS} random orders of 3 to 9 events of one call through 2 workers end as the right order does, search blind for ${BLIND_MS / 1000} s`,
  (crm) =>
    withCalls(queue, crm, EARLY, async ({ url, ended, sandbox, violations }) => {
      const numberOf = (index: number): string => `38067766${String(1000 + index)}`;
      const right = fakeCall(numberOf(0));
      let sent = 0;
      for (const moment of MOMENTS) {
        expect(await deliver(url, right, moment)).toBe(200);
        await ended((sent += 1));
      }
      sandbox.lab.searchLag(BLIND_MS);
      const some = fc.sample(orders, { numRuns: ORDERS });
      const runs = await Promise.all(
        some.map(async (order, index) => {
          const call = fakeCall(numberOf(index + 1));
          for (const moment of order) expect(await deliver(url, call, moment)).toBe(200);
          return order.length;
        }),
      );
      sent += runs.reduce((sum, count) => sum + count, 0);
      expectBothWorked(queue, await ended(sent));
      sandbox.lab.faults.clear();
      const view = await sandbox.lab.view();
      const clients = [right.clientNumber, ...some.map((_, index) => numberOf(index + 1))];
      expect(view.contacts.map(({ phone }) => phone).sort()).toEqual(
        clients.map((number) => `+${number}`).sort(),
      );
      const stateFor = (number: string): unknown => {
        const contact = view.contacts.find(({ phone }) => phone === `+${number}`);
        return contact && stateOf(view, contact);
      };
      const wanted = stateFor(right.clientNumber);
      expect(wanted).toMatchObject({ deals: [{}], calls: [{ answered: true, deals: 1 }] });
      for (const [index, order] of some.entries())
        expect({ order, state: stateFor(numberOf(index + 1)) }).toEqual({ order, state: wanted });
      expect(violations()).toEqual([]);
    }),
  180_000,
);
