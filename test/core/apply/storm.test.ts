/** Many calls of one number, in any order, in several processes, over a CRM that breaks off: never two of anything. */
import fc from 'fast-check';
import { createRecentMemory } from '../../../core/apply/recent';
import type { RingostatEvent } from '../../../core/event/types';
import { startKit, type Kit } from '../crm/hubspot/kit';
import type { FaultAnswer } from '../../../sandbox/common/types';
import { chain, signs } from './chain';
import { event } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit({ searchLagMs: 60_000 });
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});

type Kind = 'ringing' | 'answered' | 'talk' | 'missed' | 'unmapped';
const MOMENT = {
  ringing: 'ringing',
  answered: 'answered',
  talk: 'ended',
  missed: 'ended',
  unmapped: 'ended',
} as const;
function eventOf(call: number, kind: Kind): RingostatEvent {
  const moment = MOMENT[kind];
  const ended = moment === 'ended';
  const talked = kind === 'talk' || kind === 'unmapped';
  return event({
    moment,
    name: `incoming.${moment}`,
    callId: `c${call}`,
    eventKey: `p/c${call}/incoming.${moment}`,
    status: !ended ? 'running' : talked ? 'answered' : 'missed',
    employee: signs(kind === 'unmapped' ? '999' : talked || kind === 'answered' ? `10${1 + (call % 2)}` : ''),
    durations: { total: ended ? 60 : null, talk: talked ? 50 : null, wait: null },
  });
}
const busy = {
  status: 429,
  headers: { 'retry-after': '1' },
  body: { status: 'error', message: 'x', category: 'RATE_LIMITS' },
};
const down = { status: 503, body: { status: 'error', message: 'x', category: 'SERVICE' } };
const FAULTS: FaultAnswer[] = ['dropBefore', 'dropAfterCommit', busy, down];
const END: Kind[] = ['talk', 'missed', 'unmapped'];

const deliveries = fc.array(
  fc.record({
    call: fc.integer({ min: 0, max: 2 }),
    early: fc.constantFrom<Kind | null>('ringing', 'answered', null),
    process: fc.integer({ min: 0, max: 1 }),
    faults: fc.array(fc.record({ at: fc.nat(8), what: fc.constantFrom(...FAULTS) }), { maxLength: 3 }),
    together: fc.boolean(),
  }),
  { minLength: 1, maxLength: 7 },
);

test('one contact, one open deal, one record per call, one task per call and role', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, fc.constantFrom(...END), async (list, end) => {
      kit.fake.reset();
      kit.fake.faults.clear();
      const processes = [0, 1].map((index) => ({
        provider: kit.connect().provider,
        clock: kit.clock,
        memory: createRecentMemory(kit.clock),
        accountKey: `storm ${index} ${Math.random()}`,
      }));
      const running: Promise<unknown>[] = [];
      for (const { call, early, process, faults, together } of list) {
        const one = eventOf(call, early ?? END[(END.indexOf(end) + call) % 3] ?? 'talk');
        for (const { at, what } of faults) {
          let seen = 0;
          kit.fake.faults.next({ match: () => (seen += 1) > at, answer: what });
        }
        const finish = async (): Promise<void> => {
          for (let tries = 0; tries < 4; tries += 1) {
            const outcome = await chain(one, processes[process]!).catch(() => null);
            if (outcome?.complete) return;
          }
          throw new Error(`${one.eventKey} was not finished in four tries`);
        };
        const run = finish();
        running.push(run);
        if (!together) await run;
      }
      await Promise.all(running);
      const of = (type: 'contacts' | 'deals' | 'calls' | 'tasks') => kit.fake.records(type);
      const calls = new Set(list.filter(({ early }) => early === null).map(({ call }) => call));
      expect(of('contacts').length).toBeLessThanOrEqual(1);
      expect(of('deals').length).toBeLessThanOrEqual(1);
      expect(
        of('calls')
          .map(({ properties }) => properties.ringostat_call_id)
          .sort(),
      ).toEqual([...calls].map((call) => `p_c${call}`).sort());
      const keys = of('tasks').map(({ properties }) => properties.ringostat_task_key);
      expect(new Set(keys).size).toBe(keys.length);
      const deal = of('deals')[0]?.id;
      for (const activity of [...of('calls'), ...of('tasks')])
        expect(activity.links.deals ?? []).toEqual([deal]);
    }),
    { numRuns: 60 },
  );
}, 60_000);
