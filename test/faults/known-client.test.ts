/** Item 3 of issue 4 for a client who was there before the call: nothing of the call hangs on a record it made. */
import { ROW_IDS } from '../../core/matrix/types';
import { openCore } from '../scenarios/hosts/core';
import { createWorld } from '../scenarios/world';
import { leapingClock } from './clocks';
import { counts } from '../scenarios/look';
import { CRMS, FAULT } from './kit';
import { dropFrom, steps } from './kill';
import { told } from './state';

const open = { state: 'open' } as const;
/** No record of the client is made, only tasks and the call record. */
const ROW = { callRecord: true, taskManager: open, taskResponsible: open, taskSenior: open };
const rows = Object.fromEntries(ROW_IDS.map((row) => [row, ROW]));

test.each(CRMS)(
  '%s: a known client, the host dies at any request of the plan; the event again in a new process: nothing missing, nothing twice',
  async (crm) => {
    const clock = leapingClock();
    const world = createWorld(await openCore({ clock }), crm, FAULT, { clock });
    const setup = async (): Promise<void> => {
      await world.setup({ rows });
      world.lab.seed('contact', { ownerId: world.people.ivan.crmUserId });
    };
    try {
      await setup();
      const call = world.call({});
      expect((await world.send(call, 'ended')).result?.error).toBeNull();
      const boundaries = steps(world.lab);
      const view = await world.view();
      const wanted = told(view);
      expect(counts(view)).toMatchObject({ contacts: 1, leads: 0, deals: 0, calls: 1 });
      expect(view.tasks.length).toBeGreaterThan(0);
      for (let at = 0; at <= boundaries; at += 1) {
        await setup();
        dropFrom(world.lab, at);
        await world.send(call, 'ended');
        world.lab.faults.clear();
        // A fresh process.
        await world.change({});
        expect((await world.send(call, 'ended')).result?.error).toBeNull();
        expect({ at, ended: told(await world.view()) }).toEqual({ at, ended: wanted });
      }
      expect(world.violations()).toEqual([]);
    } finally {
      await world.end();
    }
  },
  60_000,
);
