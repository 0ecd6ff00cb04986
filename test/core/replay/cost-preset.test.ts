/** The same under each CRM's own table: what a missed call leaves there (in some CRMs tasks only) is enough to know it. */
import { createWorld } from '../../scenarios/world';
import { openCore } from '../../scenarios/hosts/core';
import type { CrmId } from '../../../core/model/plan';
import { labs } from '../../../sandbox/labs';
import { MISSED } from '../../scenarios/look';
import type { Scenario } from '../../scenarios/types';

const CALLS = 100;
const BUDGET = 0.05;
const crms = Object.keys(labs) as CrmId[];

test.each(crms)(
  `%s: ${CALLS} missed calls of its own preset, asked for by a new process: none comes again, at most ${BUDGET} requests each`,
  async (crm) => {
    const scenario: Scenario = { id: 'cost', title: '', crm, run: () => Promise.resolve() };
    const world = createWorld(await openCore(), crm, scenario);
    try {
      await world.setup({ projectId: '11111' });
      const begun = Math.floor(Date.now() / 1000) - 7200;
      const calls = Array.from({ length: CALLS }, (_, n) =>
        world.call({ ...MISSED, id: `ua0_-${begun + n}.1`, client: `38067${String(1_000_000 + n)}` }),
      );
      const done = await Promise.all(calls.map((call) => world.send(call, 'ended')));
      expect(done.map(({ result }) => result?.error ?? null)).toEqual(calls.map(() => null));
      // Nothing is remembered.
      await world.change({});
      const before = world.lab.spent();
      const log = calls.map((call) => ({ ...call, hoursAgo: 2 }));
      expect(await world.replay(log, 0)).toEqual([]);
      expect((world.lab.spent() - before) / CALLS).toBeLessThanOrEqual(BUDGET);
      expect(world.violations()).toEqual([]);
    } finally {
      await world.end();
    }
  },
  120_000,
);
