/** Many calls of one number, in any order, at several workers, over a CRM that breaks off: never two of anything. */
import fc from 'fast-check';
import type { FaultAnswer } from '../../../../sandbox/common/types';
import { team } from '../../apply/chain';
import { deliver, storms, workerOf } from '../../apply/storm';
import { CHOSEN, startKit, type Kit } from './kit';

const page = { status: 503, body: '<html>down</html>', headers: { 'content-type': 'text/html' } };
const FAULTS: FaultAnswer[] = [
  'dropBefore',
  'dropAfterCommit',
  { status: 429, body: 'Too many requests' },
  page,
];
let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});

test.each(['one process', 'two workers'])(
  '%s: one contact, one open deal, one record per call, one task per call and role',
  async (how) => {
    const several = how === 'two workers';
    const users = team.employees.map(({ crmUserId, name }) => ({
      email: crmUserId ?? '',
      name,
      active: true,
    }));
    kit = await startKit({ ...CHOSEN, workers: several ? 'several' : 'one' }, { searchLagMs: 60_000, users });
    await fc.assert(
      fc.asyncProperty(...storms(FAULTS), async (list, end) => {
        kit.fake.reset();
        const workers = (several ? [0, 1] : [0]).map(() => workerOf(kit.connect().provider, kit.clock));
        const ended = await deliver(list, end, workers, kit.fake.faults);
        expect(kit.fake.records('Contacts').length).toBeLessThanOrEqual(1);
        expect(kit.fake.records('Deals').length).toBeLessThanOrEqual(1);
        const reported = kit.fake
          .records('Ringostat calls')
          .map(({ fields }) => String(fields['Ringostat call id']));
        expect(reported.sort()).toEqual(ended);
        const tasks = kit.fake.records('Tasks');
        const keys = tasks.map(
          ({ fields }) => /\[ringostat:(\S+)\]$/.exec(String(fields['Description']))?.[1],
        );
        expect(new Set(keys).size).toBe(keys.length);
        const deal = kit.fake.records('Deals')[0]?.id;
        for (const { fields } of tasks) expect(fields['Record links']).toContain(deal);
      }),
      { numRuns: 60 },
    );
  },
  120_000,
);
