/** dealIfNew in every CRM: a deal for a client who is new by this very call, and for nobody else (NH-09). */
import type { CrmId } from '../../../core/model/plan';
import { labs } from '../../../sandbox/labs';
import { openCore } from '../../scenarios/hosts/core';
import { counts, ids } from '../../scenarios/look';
import { createWorld } from '../../scenarios/world';

const CRMS = Object.keys(labs) as CrmId[];
const SCENARIO = { id: 'dealIfNew', title: '', run: () => Promise.resolve() };
const deal = { contact: true, dealIfNew: true, callRecord: true } as const;

test.each(CRMS)(
  '%s',
  async (crm) => {
    const world = createWorld(await openCore(), crm, SCENARIO);
    const of = async (): Promise<unknown> => {
      const { contacts, deals } = counts(await world.view());
      return { contacts, deals };
    };
    try {
      // New: one deal, on the contact, also when the event comes again and when the client calls once more.
      await world.setup({ rows: { R4: deal, R5: deal } });
      await world.send(world.call(), 'ended');
      const { contacts, deals } = await world.view();
      expect(deals.map(({ ownerId, contactIds }) => ({ ownerId, contactIds }))).toEqual([
        { ownerId: world.people.olena.crmUserId, contactIds: ids(contacts) },
      ]);
      await world.send(world.call(), 'ended');
      await world.send(world.call({ id: 'ua0_-1763700009.1' }), 'ended');
      expect(await of()).toEqual({ contacts: 1, deals: 1 });
      // Known before the call, without a deal.
      await world.setup({ rows: { R4: deal, R5: deal } });
      world.lab.seed('contact');
      const { result } = await world.send(world.call(), 'ended');
      expect(await of()).toEqual({ contacts: 1, deals: 0 });
      expect(result?.plan?.notes.map(({ code }) => code)).toContain('note.keep.dealKnown');
      // The contact made at pick-up does not make him known; in another process neither.
      for (const again of [false, true]) {
        await world.setup({ rows: { R2: { contact: true }, R5: { dealIfNew: true, callRecord: true } } });
        await world.send(world.call(), 'answered');
        if (again) await world.change({});
        await world.send(world.call(), 'ended');
        expect([again, await of()]).toEqual([again, { contacts: 1, deals: 1 }]);
      }
      // A missed call made the contact; the conversation that follows is not by whom he is new.
      await world.setup({ rows: { R3: { contact: true, callRecord: true }, R4: deal, R5: deal } });
      await world.send(world.call({ by: null, status: 'NO ANSWER', talk: 0 }), 'ended');
      await world.send(world.call({ id: 'ua0_-1763700009.1' }), 'ended');
      expect(await of()).toEqual({ contacts: 1, deals: 0 });
      expect(world.violations()).toEqual([]);
    } finally {
      await world.end();
    }
  },
  60_000,
);
