/** One call told as missed, answered and answered with its recording, in any order and any number of times: one end state. */
import fc from 'fast-check';
import { labs } from '../../../sandbox/labs';
import { earlierEvents } from '../../scenarios/cases/earlier-events';
import { openCore } from '../../scenarios/hosts/core';
import { MISSED, openTasks, REC } from '../../scenarios/look';
import { createWorld } from '../../scenarios/world';
import type { CrmId } from '../../../core/model/plan';
import type { Driver } from '../../scenarios/types';

const [scenario] = earlierEvents;
const RUNS = 5;
let driver: Driver;
beforeAll(async () => {
  driver = await openCore();
});
afterAll(() => driver.close());

type Told = 'missed' | 'answered' | 'recording';

test.each(Object.keys(labs) as CrmId[])(
  '%s: random orders and repetitions of missed, answered, recording end in one state',
  async (crm) => {
    const world = createWorld(driver, crm, scenario!);
    const end = async (order: Told[]): Promise<unknown> => {
      await world.setup();
      const ownerId = world.people.ivan.crmUserId;
      world.lab.seed('contact', { ownerId });
      for (const told of order)
        await world.send(
          world.call(told === 'missed' ? MISSED : told === 'recording' ? { recording: REC } : {}),
          'ended',
        );
      const view = await world.view();
      // Tasks of the missed call that were done by us differ by whether anybody ever told it as missed.
      return {
        calls: view.calls.map(({ answered, ownerId: owner, seconds, subject, key, recordings }) => ({
          answered,
          owner,
          seconds,
          subject,
          key,
          recorded: recordings.length > 0,
        })),
        open: openTasks(view).map(({ ownerId: owner, subject }) => ({ owner, subject })),
        contacts: view.contacts.length,
        deals: view.deals.map(({ ownerId: owner }) => owner),
        twice: new Set(view.tasks.map(({ key }) => key)).size !== view.tasks.length,
      };
    };
    try {
      const wanted = await end(['answered', 'recording']);
      expect(wanted).toMatchObject({
        calls: [{ answered: true, recorded: true }],
        contacts: 1,
        twice: false,
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom<Told>('missed', 'answered', 'recording'), { maxLength: 5 }).chain((more) =>
            fc.shuffledSubarray<Told>(['missed', 'answered', 'recording', ...more], {
              minLength: 3 + more.length,
            }),
          ),
          async (order) => {
            expect({ order, end: await end(order) }).toEqual({ order, end: wanted });
          },
        ),
        { numRuns: RUNS, seed: 33 },
      );
    } finally {
      await world.end();
    }
  },
  120_000,
);
