import fc from 'fast-check';
import { createRecentMemory } from '../../../core/apply/recent';
import type { RingostatEvent } from '../../../core/model/event';
import { realClock, startKit, type Kit } from '../crm/hubspot/kit';
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
const counts = (): number[] =>
  (['contacts', 'deals', 'calls', 'tasks'] as const).map((type) => kit.fake.records(type).length);

const moments: RingostatEvent[] = [
  event({
    moment: 'ringing',
    name: 'incoming.ringing',
    status: 'running',
    employee: signs(''),
    eventKey: 'p/call1/incoming.ringing',
    durations: { total: null, talk: null, wait: null },
  }),
  event({
    moment: 'answered',
    name: 'incoming.answered',
    status: 'running',
    employee: signs('101'),
    eventKey: 'p/call1/incoming.answered',
    durations: { total: null, talk: null, wait: null },
  }),
  event({ employee: signs('101') }),
];

test('the second call, a second after the first, finds the client though search is blind for a minute', async () => {
  const world = {
    provider: kit.provider,
    clock: kit.clock,
    memory: createRecentMemory(kit.clock),
    accountKey: 'lag',
  };
  await chain(event({ employee: signs('101') }), world);
  const second = event({ employee: signs('102'), callId: 'call2', eventKey: 'p/call2/incoming.ended' });
  const outcome = await chain(second, world);
  expect(counts()).toEqual([1, 1, 2, 3]);
  expect(outcome.row).toBe('R4');
  expect(kit.fake.records('contacts')[0]?.properties.hubspot_owner_id).toBe('81234');
});

test('any order of the moments of a call, with repetitions, ends in one state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 2, 0], { minLength: 5 }), async (order) => {
      kit.fake.reset();
      const world = {
        provider: kit.provider,
        clock: kit.clock,
        memory: createRecentMemory(kit.clock),
        accountKey: 'orders',
      };
      for (const index of order) await chain(moments[index] ?? moments[2]!, world);
      expect(counts()).toEqual([1, 1, 1, 1]);
      const [deal] = kit.fake.records('deals');
      expect(deal?.properties.hubspot_owner_id).toBe('81234');
      expect(kit.fake.records('calls')[0]?.links.deals).toEqual([deal?.id]);
    }),
    { numRuns: 15 },
  );
});

test('a CRM at a tenth of its capacity: nothing is lost, nothing twice', async () => {
  kit.fake.set({ limits: { searchPerSecond: 5, burstPer10s: 19 }, searchLagMs: 0 });
  const { provider } = kit.connect({ clock: realClock });
  const world = { provider, clock: realClock, memory: createRecentMemory(realClock), accountKey: 'tenth' };
  const clients = [
    '+380671111111',
    '+380672222222',
    '+380673333333',
    '+380674444444',
    '+380675555555',
    '+380676666666',
  ];
  const outcomes = await Promise.all(
    clients.map((clientNumber, n) =>
      chain(
        event({ clientNumber, callId: `c${n}`, eventKey: `p/c${n}/incoming.ended`, employee: signs('101') }),
        world,
      ),
    ),
  );
  expect(outcomes.every(({ complete }) => complete)).toBe(true);
  expect(counts()).toEqual([6, 6, 6, 6]);
}, 60_000);
