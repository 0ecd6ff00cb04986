/**
 * A table with every box ticked makes plans of several requests, in Zoho too. The host dies at
 * any request (to the CRM: nothing comes from then on), and the replay brings what is missing.
 */
import { providers } from '../../core/crm/registry';
import type { MatrixRow } from '../../core/matrix/types';
import type { CrmId } from '../../core/model/plan';
import { openCore } from '../scenarios/hosts/core';
import { createWorld } from '../scenarios/world';
import { leapingClock } from './clocks';
import { CRMS, FAULT } from './kit';
import { dropFrom, steps } from './kill';
import { toldOfLog } from './state';

const UTM = { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'brand' };
const task = { state: 'open' } as const;
const TASKS = { taskManager: task, taskResponsible: task, taskSenior: task };
const ROWS: Record<string, MatrixRow> = {
  'everything but the lead': { company: true, contact: true, deal: true, callRecord: true, ...TASKS },
  'everything but the call record': { company: true, contact: true, lead: true, deal: true, ...TASKS },
};

/** HubSpot and NetHunt have no leads here. */
const hasLeads = (crm: CrmId): boolean => providers[crm]?.entities.includes('lead') ?? false;
const rowOf = (crm: CrmId, { lead, ...row }: MatrixRow): MatrixRow =>
  lead && hasLeads(crm) ? { ...row, lead } : row;

describe.each(Object.entries(ROWS))('%s', (_, row) => {
  test.each(CRMS)(
    '%s: cut at every request of a plan, then the replay: nothing is missing, nothing twice',
    async (crm) => {
      const clock = leapingClock();
      const world = createWorld(await openCore({ clock, replayAny: true }), crm, FAULT, { clock });
      const setup = (): Promise<void> =>
        world.setup({ projectId: '11111', names: { company: '{number}' }, rows: { R5: rowOf(crm, row) } });
      try {
        await setup();
        const call = world.call({ utm: UTM });
        expect((await world.send(call, 'ended')).result?.error).toBeNull();
        const boundaries = steps(world.lab);
        const wanted = await toldOfLog(world);
        for (let at = 0; at < boundaries; at += 1) {
          await setup();
          dropFrom(world.lab, at);
          await world.send(call, 'ended');
          world.lab.faults.clear();
          // A fresh process.
          await world.change({});
          expect(await world.replay([{ ...call, hoursAgo: 2 }], 1)).toEqual([]);
          expect({ at, ended: await toldOfLog(world) }).toEqual({ at, ended: wanted });
        }
        // Salesforce takes 25 writes in one request, all or none; Zoho 5.
        expect(boundaries).toBeGreaterThan(crm === 'salesforce' ? 1 : 2);
        expect(world.violations()).toEqual([]);
      } finally {
        await world.end();
      }
    },
    60_000,
  );
});
