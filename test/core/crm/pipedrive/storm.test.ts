/** Many calls of one number, in any order, at several workers, over a CRM that breaks off: never two of anything. */
import fc from 'fast-check';
import { createRecentMemory } from '../../../../core/apply/recent';
import type { RingostatEvent } from '../../../../core/event/types';
import type { FaultAnswer } from '../../../../sandbox/common/types';
import { chain, signs } from '../../apply/chain';
import { event } from '../../apply/kit';
import { startKit, type Kit } from './kit';

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
  headers: { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
  body: { success: false, error: 'request over limit' },
};
const down = { status: 503, body: '<html>down</html>', headers: { 'content-type': 'text/html' } };
const FAULTS: FaultAnswer[] = ['dropBefore', 'dropAfterCommit', busy, down];
const END: Kind[] = ['talk', 'missed', 'unmapped'];
const deliveries = fc.array(
  fc.record({
    call: fc.integer({ min: 0, max: 2 }),
    early: fc.constantFrom<Kind | null>('ringing', 'answered', null),
    worker: fc.integer({ min: 0, max: 1 }),
    faults: fc.array(fc.record({ at: fc.nat(8), what: fc.constantFrom(...FAULTS) }), { maxLength: 3 }),
    together: fc.boolean(),
  }),
  { minLength: 1, maxLength: 7 },
);

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
      fc.asyncProperty(deliveries, fc.constantFrom(...END), async (list, end) => {
        kit.fake.reset();
        const workers = [0, 1].map((index) => ({
          provider: kit.connect({ settings }).provider,
          clock: kit.clock,
          memory: createRecentMemory(kit.clock),
          accountKey: `storm ${index} ${Math.random()}`,
        }));
        const running: Promise<unknown>[] = [];
        for (const { call, early, worker, faults, together } of list) {
          const one = eventOf(call, early ?? END[(END.indexOf(end) + call) % 3] ?? 'talk');
          for (const { at, what } of faults) {
            let seen = 0;
            kit.fake.faults.next({ match: () => (seen += 1) > at, answer: what });
          }
          const finish = async (): Promise<void> => {
            for (let tries = 0; tries < 4; tries += 1) {
              const outcome = await chain(one, workers[how === 'two workers' ? worker : 0]!).catch(
                () => null,
              );
              if (outcome?.complete) return;
            }
            throw new Error(`${one.eventKey} was not finished in four tries`);
          };
          const run = finish();
          running.push(run);
          if (!together) await run;
        }
        await Promise.all(running);
        const calls = new Set(list.filter(({ early }) => early === null).map(({ call }) => call));
        expect(kit.fake.records('person').length).toBeLessThanOrEqual(1);
        expect(kit.fake.records('deal').length).toBeLessThanOrEqual(1);
        const markers = (type: 'callLog' | 'activity'): string[] =>
          kit.fake
            .records(type)
            .map(({ values }) => /Ringostat (\S+)$/.exec(String(values['note']))?.[1] ?? '')
            .sort();
        expect(markers('callLog')).toEqual([...calls].map((call) => `p_c${call}`).sort());
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
