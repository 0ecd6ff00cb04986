/** Many calls of one number, in any order, at several workers, over a CRM that breaks off: never two of anything. */
import fc from 'fast-check';
import { createRecentMemory } from '../../../../core/apply/recent';
import type { RingostatEvent } from '../../../../core/event/types';
import type { FaultAnswer } from '../../../../sandbox/common/types';
import { chain, signs, team } from '../../apply/chain';
import { event } from '../../apply/kit';
import { CHOSEN, startKit, type Kit } from './kit';

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
  const who = kind === 'unmapped' ? '999' : talked || kind === 'answered' ? `10${1 + (call % 2)}` : '';
  return event({
    moment,
    name: `incoming.${moment}`,
    callId: `c${call}`,
    eventKey: `p/c${call}/incoming.${moment}`,
    status: !ended ? 'running' : talked ? 'answered' : 'missed',
    employee: signs(who),
    durations: { total: ended ? 60 : null, talk: talked ? 50 : null, wait: null },
  });
}
const page = { status: 503, body: '<html>down</html>', headers: { 'content-type': 'text/html' } };
const FAULTS: FaultAnswer[] = [
  'dropBefore',
  'dropAfterCommit',
  { status: 429, body: 'Too many requests' },
  page,
];
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
    const several = how === 'two workers';
    const users = team.employees.map(({ crmUserId, name }) => ({
      email: crmUserId ?? '',
      name,
      active: true,
    }));
    kit = await startKit({ ...CHOSEN, workers: several ? 'several' : 'one' }, { searchLagMs: 60_000, users });
    await fc.assert(
      fc.asyncProperty(deliveries, fc.constantFrom(...END), async (list, end) => {
        kit.fake.reset();
        const workers = [0, 1].map((index) => ({
          provider: kit.connect().provider,
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
              const outcome = await chain(one, workers[several ? worker : 0]!).catch(() => null);
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
        expect(kit.fake.records('Contacts').length).toBeLessThanOrEqual(1);
        expect(kit.fake.records('Deals').length).toBeLessThanOrEqual(1);
        const reported = kit.fake
          .records('Ringostat calls')
          .map(({ fields }) => String(fields['Ringostat call id']));
        expect(reported.sort()).toEqual([...calls].map((call) => `p_c${call}`).sort());
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
