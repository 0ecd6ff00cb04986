/** Item 1 of issue 4: any permutation and repetition of a call's events ends the same. Item 2: the search is blind. */
import fc from 'fast-check';
import { endState } from '../scenarios/end-state';
import { counts, ids, linked, merged } from '../scenarios/look';
import type { CallMoment, Host } from '../scenarios/types';
import type { RunningWorld } from '../scenarios/world';
import { CRMS, worldsIn } from './kit';

const MOMENTS: CallMoment[] = ['ringing', 'answered', 'ended'];
const EARLY = { R1: { contact: true, deal: true }, R2: { contact: true, deal: true } } as const;
const BLIND_MS = 60_000;
/** Orders tried per CRM without a host; the hosts try the few of G-13. */
const RUNS = 25;

const after = async (world: RunningWorld, order: CallMoment[]): Promise<unknown> => {
  await world.setup({ rows: EARLY });
  const call = world.call({ utm: { utm_source: 'google' } });
  for (const moment of order) await world.send(call, moment);
  return endState(world);
};
/** Each moment one to three times, in any order. */
const orders = fc.tuple(...MOMENTS.map(() => fc.integer({ min: 1, max: 3 }))).chain((times) =>
  fc.shuffledSubarray(
    MOMENTS.flatMap((moment, index) => Array.from({ length: times[index] ?? 1 }, () => moment)),
    { minLength: times.reduce((sum, count) => sum + count, 0) },
  ),
);

describe('without a host', () => {
  const { inWorld } = worldsIn('core');
  test.each(CRMS)(
    `%s: ${RUNS} random orders of 3 to 9 events of one call end as the right order does`,
    (crm) =>
      inWorld(crm, async (world) => {
        const wanted = await after(world, MOMENTS);
        await fc.assert(
          fc.asyncProperty(orders, async (order) => {
            expect({ order, state: await after(world, order) }).toEqual({ order, state: wanted });
          }),
          { numRuns: RUNS },
        );
      }),
    300_000,
  );
});

describe.each<Host>(['core', 'n8n', 'node-red'])('in %s', (host) => {
  const { inWorld } = worldsIn(host);
  test.each(CRMS)(
    `%s: search blind for ${BLIND_MS / 1000} s, the 2nd and 3rd event of a new number find the first one's records`,
    (crm) =>
      inWorld(crm, async (world) => {
        await world.setup({ rows: EARLY });
        world.lab.searchLag(BLIND_MS);
        const first = world.call({ id: 'ua0_-1763700001.3' });
        await world.send(first, 'answered');
        await world.send(first, 'ended');
        await world.send(world.call({ id: 'ua0_-1763700002.3' }), 'ended');
        const view = await world.view();
        expect(counts(view)).toEqual({
          contacts: 1,
          leads: 0,
          deals: 1,
          calls: 2,
          tasks: merged(world) ? 0 : 2,
        });
        for (const one of view.calls) {
          expect(linked(one, 'contact')).toEqual(ids(view.contacts));
          expect(linked(one, 'deal')).toEqual(ids(view.deals));
        }
      }),
    60_000,
  );
});
