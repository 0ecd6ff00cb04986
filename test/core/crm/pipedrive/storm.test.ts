/** Many calls of one number, in any order, at several workers, over a CRM that breaks off: never two of anything. */
import fc from 'fast-check';
import type { FaultAnswer } from '../../../../sandbox/common/types';
import { deliver, storms, workerOf } from '../../apply/storm';
import { startKit, type Kit } from './kit';

const busy = {
  status: 429,
  headers: { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
  body: { success: false, error: 'request over limit' },
};
const down = { status: 503, body: '<html>down</html>', headers: { 'content-type': 'text/html' } };
const FAULTS: FaultAnswer[] = ['dropBefore', 'dropAfterCommit', busy, down];
let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});

test.each(['one process', 'two workers'])(
  '%s: one contact, one open deal, one record per call, one task per call and role',
  async (how) => {
    kit = await startKit({ searchLagMs: 60_000 });
    const settings = how === 'two workers' ? { workers: 'several' } : {};
    await fc.assert(
      fc.asyncProperty(...storms(FAULTS), async (list, end) => {
        kit.fake.reset();
        const workers = (how === 'two workers' ? [0, 1] : [0]).map(() =>
          workerOf(kit.connect({ settings }).provider, kit.clock),
        );
        const ended = await deliver(list, end, workers, kit.fake.faults);
        expect(kit.fake.records('person').length).toBeLessThanOrEqual(1);
        expect(kit.fake.records('deal').length).toBeLessThanOrEqual(1);
        const markers = (type: 'callLog' | 'activity'): string[] =>
          kit.fake
            .records(type)
            .map(({ values }) => /Ringostat (\S+)$/.exec(String(values['note']))?.[1] ?? '')
            .sort();
        expect(markers('callLog')).toEqual(ended);
        const keys = markers('activity');
        expect(new Set(keys).size).toBe(keys.length);
        const deal = kit.fake.records('deal')[0]?.id;
        for (const { values } of kit.fake.records('activity')) expect(values['deal_id']).toEqual(deal);
      }),
      { numRuns: 60 },
    );
  },
  120_000,
);
