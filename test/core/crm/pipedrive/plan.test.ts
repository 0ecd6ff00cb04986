/** PD-16: the smallest plan, 20 requests a minute, and a burst of 200 calls; time jumps instead of passing. */
import { createRecentMemory } from '../../../../core/apply/recent';
import { chain, signs } from '../../apply/chain';
import { event } from '../../apply/kit';
import { patientClock } from './clocks';
import { startKit, type Kit } from './kit';

const CALLS = 200;
const PER_MINUTE = 20;
const WINDOW_MS = 60_000;

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});

test('200 calls at once: all of them are in Pipedrive in the end, and the vendor refuses hardly anything', async () => {
  kit = await startKit({
    clock: patientClock(),
    limits: {
      perMinute: PER_MINUTE,
      burstPer2s: null,
      searchPer2s: 10,
      dailyTokens: null,
      refusalsBeforeBlock: 10,
    },
  });
  const memory = createRecentMemory(kit.clock);
  const began = kit.clock.now();
  const carry = (n: number): ReturnType<typeof chain> => {
    const id = `c${n}`;
    const client = `+3806700${String(10_000 + n)}`;
    return chain(
      event({
        callId: id,
        eventKey: `p/${id}/incoming.ended`,
        clientNumber: client,
        clientNumberAsSent: client,
        clientNumberInternational: client,
        employee: signs('101'),
        times: { startedAt: '2026-11-20T14:10:00+02:00', answeredAt: null, endedAt: null },
      }),
      { provider: kit.provider, clock: kit.clock, memory, accountKey: 'plan' },
    );
  };
  const outcomes = await Promise.all(Array.from({ length: CALLS }, (_, n) => carry(n)));
  expect(outcomes.filter(({ complete }) => !complete)).toEqual([]);
  expect(kit.fake.records('person')).toHaveLength(CALLS);
  expect(kit.fake.records('deal')).toHaveLength(CALLS);
  expect(kit.fake.records('callLog')).toHaveLength(CALLS);
  // Call record and done task: the test's table is HubSpot's, where they are two.
  expect(kit.fake.records('activity')).toHaveLength(2 * CALLS);
  const refused = kit.fake.requests.filter(({ status }) => status === 429 || status === 403);
  expect(refused.length).toBeLessThan(PER_MINUTE);
  // Nobody else uses the token, so nothing is read back; one list a day is looked through for a number to try the search on.
  const reads = kit.log().filter((line) => line.startsWith('GET') && !/itemSearch$|Fields$/.test(line));
  expect(reads).toEqual(['GET persons']);
  // Kept to the plan: not faster than it allows, and at most a quarter slower.
  const fastest = (kit.fake.requests.length / PER_MINUTE) * WINDOW_MS;
  const took = kit.clock.now() - began;
  expect(took).toBeGreaterThan(fastest * 0.9);
  expect(took).toBeLessThan(fastest * 1.25);
}, 60_000);
