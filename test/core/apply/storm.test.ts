/** HubSpot, two processes: never two of anything. */
import fc from 'fast-check';
import { startKit, type Kit } from '../crm/hubspot/kit';
import { deliver, storms, workerOf } from './storm';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit({ searchLagMs: 60_000 });
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});

const busy = {
  status: 429,
  headers: { 'retry-after': '1' },
  body: { status: 'error', message: 'x', category: 'RATE_LIMITS' },
};
const down = { status: 503, body: { status: 'error', message: 'x', category: 'SERVICE' } };

test('one contact, one open deal, one record per call, one task per call and role', async () => {
  await fc.assert(
    fc.asyncProperty(...storms(['dropBefore', 'dropAfterCommit', busy, down]), async (list, end) => {
      kit.fake.reset();
      kit.fake.faults.clear();
      const workers = [0, 1].map(() => workerOf(kit.connect().provider, kit.clock));
      const ended = await deliver(list, end, workers, kit.fake.faults);
      const of = (type: 'contacts' | 'deals' | 'calls' | 'tasks') => kit.fake.records(type);
      expect(of('contacts').length).toBeLessThanOrEqual(1);
      expect(of('deals').length).toBeLessThanOrEqual(1);
      const calls = of('calls').map(({ properties }) => properties.ringostat_call_id);
      expect(calls.sort()).toEqual(ended);
      const keys = of('tasks').map(({ properties }) => properties.ringostat_task_key);
      expect(new Set(keys).size).toBe(keys.length);
      const deal = of('deals')[0]?.id;
      for (const activity of [...of('calls'), ...of('tasks')])
        expect(activity.links.deals ?? []).toEqual([deal]);
    }),
    { numRuns: 60 },
  );
}, 60_000);
