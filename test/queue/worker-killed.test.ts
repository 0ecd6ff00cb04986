/** Item 3 of issue 4 in n8n's queue mode: a worker dies by SIGKILL with calls under way; Ringostat's log gives them again. */
import type { CrmId } from '../../core/model/plan';
import { labs } from '../../sandbox/labs';
import { startN8nQueue, type N8nQueue } from '../../sandbox/hosts/n8n-queue';
import type { Execution } from '../../sandbox/hosts/n8n-rest';
import { packed } from '../hosts/kit/packed';
import { missedCall } from '../hosts/kit/webhook';
import { counts, ids, linked } from '../scenarios/look';
import { until } from '../faults/kill';
import { deliver, withCalls } from './kit';

const CRMS = Object.keys(labs) as CrmId[];
const CALLS = 12;
/** Requests after which plans are cut: fewer than any CRM needs for the calls. */
const UNDER_WAY = 10;
const AGAIN_MS = 90_000;
/** Nobody waits longer between two requests of one plan. */
const QUIET_MS = 3000;
let queue: N8nQueue;
beforeAll(async () => {
  queue = await startN8nQueue(packed('n8n'));
}, 240_000);
afterAll(() => queue?.stop(), 120_000);

test.each(CRMS)(
  `%s: 1 of 2 workers dies by SIGKILL with ${CALLS} calls under way; the calls again: each record once`,
  (crm) =>
    withCalls(queue, crm, { matrix: { preset: 'hubspot' } }, async ({ url, id, sandbox, violations }) => {
      const { lab } = sandbox;
      const calls = Array.from({ length: CALLS }, (_, n) => missedCall(`3806776502${String(10 + n)}`));
      const deliverAll = async (): Promise<number[]> => Promise.all(calls.map((call) => deliver(url, call)));
      const asked = lab.requests.length;
      expect(await deliverAll()).toEqual(calls.map(() => 200));
      await until(() => lab.requests.length - asked >= UNDER_WAY, `${UNDER_WAY} requests`, AGAIN_MS);
      const begun = await queue.replaceWorker();
      const runs = (): Promise<Execution[]> => queue.rest.standing(id);
      const cut = (await runs()).filter((run) => begun.includes(run.id) && run.status !== 'success');
      expect(cut.length).toBeGreaterThan(0);

      const before = new Set((await runs()).map((run) => run.id));
      expect(await deliverAll()).toEqual(calls.map(() => 200));
      const ended = async (): Promise<boolean> => {
        const again = (await runs()).filter((run) => !before.has(run.id));
        return again.length >= CALLS && again.every(({ status }) => status === 'success');
      };
      await until(ended, 'the runs of the second delivery', AGAIN_MS);
      // What the other worker still had of the first delivery ends as well.
      let seen = -1;
      const quiet = async (): Promise<boolean> => {
        const { length } = lab.requests;
        const still = length === seen;
        seen = length;
        if (!still) await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
        return still;
      };
      await until(quiet, 'the CRM to be left alone', AGAIN_MS);
      lab.faults.clear();
      const view = await lab.view();
      expect(counts(view)).toEqual({ contacts: CALLS, leads: 0, deals: CALLS, calls: CALLS, tasks: CALLS });
      for (const contact of view.contacts) {
        const deals = view.deals.filter(({ contactIds }) => contactIds.includes(contact.id));
        const theirs = view.calls.filter((call) => linked(call, 'contact').includes(contact.id));
        expect(theirs.map((call) => linked(call, 'deal'))).toEqual([ids(deals)]);
      }
      expect(violations()).toEqual([]);
    }),
  300_000,
);
