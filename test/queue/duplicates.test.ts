/** Item 1 of issue 4 in n8n's queue mode: two workers share nothing but the CRM. */
import type { CrmId } from '../../core/model/plan';
import { labs } from '../../sandbox/labs';
import { startN8nQueue, type N8nQueue } from '../../sandbox/hosts/n8n-queue';
import { packed } from '../hosts/kit/packed';
import { fakeCall, missedCall } from '../hosts/kit/webhook';
import { counts, ids, linked } from '../scenarios/look';
import { deliver, expectBothWorked, withCalls, type Flow } from './kit';

const CRMS = Object.keys(labs) as CrmId[];
const COPIES = 50;
/** A table that makes everything: client, deal, call record, task. */
const EVERYTHING = { matrix: { preset: 'hubspot' } };
/** What a missed call of a new client leaves under each template's own preset (docs/matrix.md#the-presets). */
const NONE = { contacts: 0, leads: 0, deals: 0, calls: 0, tasks: 0 };
const OWN: Record<CrmId, Record<string, number>> = {
  hubspot: { ...NONE, contacts: 1, deals: 1, calls: 1, tasks: 1 },
  salesforce: { ...NONE, leads: 1, tasks: 1 },
  zoho: { ...NONE, leads: 1, tasks: 1 },
  nethunt: { ...NONE, contacts: 1, calls: 1 },
  pipedrive: { ...NONE, contacts: 1, deals: 1, tasks: 1 },
};
let queue: N8nQueue;
beforeAll(async () => {
  queue = await startN8nQueue(packed('n8n'));
}, 240_000);
afterAll(() => queue?.stop(), 120_000);

async function flood({ url, ended, sandbox }: Flow): Promise<void> {
  const call = missedCall('380677650001');
  const answers = await Promise.all(Array.from({ length: COPIES }, () => deliver(url, call)));
  expect(answers).toEqual(Array.from({ length: COPIES }, () => 200));
  expectBothWorked(queue, await ended(COPIES));
  sandbox.lab.faults.clear();
}

describe.each(CRMS)('%s', (crm) => {
  test(
    `${COPIES} copies of 1 missed call at once through 2 workers: 1 contact, 1 deal, 1 call record, 1 task`,
    () =>
      withCalls(queue, crm, EVERYTHING, async (flow) => {
        await flood(flow);
        const view = await flow.sandbox.lab.view();
        expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 1, tasks: 1 });
        expect(view.deals[0]?.contactIds).toEqual(ids(view.contacts));
        for (const activity of [view.calls[0], view.tasks[0]])
          expect(linked(activity, 'deal')).toEqual(ids(view.deals));
        expect(flow.violations()).toEqual([]);
      }),
    180_000,
  );

  test(
    `${COPIES} copies of 1 missed call at once through 2 workers, the template as delivered: each record once`,
    () =>
      withCalls(queue, crm, {}, async (flow) => {
        await flood(flow);
        expect(counts(await flow.sandbox.lab.view())).toEqual(OWN[crm]);
        expect(flow.violations()).toEqual([]);
      }),
    180_000,
  );

  test(
    '2 different calls of 1 new number at once through 2 workers, 5 times: 1 contact, 1 deal, both calls',
    () =>
      withCalls(queue, crm, EVERYTHING, async ({ url, ended, sandbox, violations }) => {
        const numbers = [1, 2, 3, 4, 5].map((n) => `38067765010${n}`);
        let runs: string[] = [];
        for (const [index, number] of numbers.entries()) {
          const calls = [fakeCall(number), missedCall(number)];
          const answers = await Promise.all(calls.map((call) => deliver(url, call)));
          expect(answers).toEqual([200, 200]);
          runs = await ended((index + 1) * 2);
        }
        expectBothWorked(queue, runs);
        sandbox.lab.faults.clear();
        const view = await sandbox.lab.view();
        expect(view.contacts.map(({ phone }) => phone).sort()).toEqual(numbers.map((number) => `+${number}`));
        expect(counts(view)).toMatchObject({ contacts: 5, leads: 0, deals: 5, calls: 10 });
        for (const contact of view.contacts) {
          const [deal] = view.deals.filter(({ contactIds }) => contactIds.includes(contact.id));
          const calls = view.calls.filter((call) => linked(call, 'contact').includes(contact.id));
          expect(calls.map((call) => linked(call, 'deal'))).toEqual([[deal?.id], [deal?.id]]);
        }
        expect(violations()).toEqual([]);
      }),
    180_000,
  );
});
