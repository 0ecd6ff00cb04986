/** Scenarios: smart forwarding. In every CRM; F-06 is NetHunt's alone. */
import { askUntil } from '../ask-until';
import { BUDGETS } from '../budgets';
import { teamOf } from '../people';
import type { Scenario, World } from '../types';
import { usersRead } from '../users-read';

/** A contact of one person with an open deal of another. */
function contactAndDeal(world: World, contactOwner: string, dealOwner: string): void {
  const contactId = world.lab.seed('contact', { ownerId: contactOwner });
  world.lab.seed('deal', { contactId, ownerId: dealOwner });
}

export const routing: Scenario[] = [
  {
    id: 'F-01',
    title:
      'first open entity with a mapped owner answers with his main direction: GET, form, JSON; plain or JSON',
    async run(world) {
      const { olena, ivan } = world.people;
      await world.setup({ receive: 'routing', order: ['deal', 'contact'] });
      contactAndDeal(world, olena.crmUserId, ivan.crmUserId);
      await usersRead(world);
      world.budget(BUDGETS.routing[world.crm]);
      const json = await world.ask(world.call());
      expect([json.status, json.body]).toEqual([200, 'proj_ivan']);
      const get = await world.deliver({
        method: 'GET',
        query: { caller_number: '380671234567', call_id: 'x1' },
        body: '',
      });
      expect(get.answer.body).toBe('proj_ivan');
      const form = await world.deliver({
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'caller_number=380671234567&call_id=x2',
      });
      expect(form.answer.body).toBe('proj_ivan');
      const order = ['contact', 'deal'] as const;
      await world.setup({
        receive: 'routing',
        order: [...order],
        answer: { type: 'json', key: 'direction' },
      });
      contactAndDeal(world, olena.crmUserId, ivan.crmUserId);
      expect(JSON.parse((await world.ask(world.call())).body)).toEqual({ direction: 'proj_olena' });
    },
  },
  {
    id: 'F-02',
    title: 'owner not mapped or inactive: the next entity is tried',
    async run(world) {
      const { ivan, lev, olena } = world.people;
      await world.setup({ receive: 'routing', order: ['contact', 'deal'] });
      contactAndDeal(world, world.lab.users.stranger, ivan.crmUserId);
      await usersRead(world);
      world.budget(BUDGETS.routing[world.crm]);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      await world.setup({ receive: 'routing', order: ['contact', 'deal'] });
      contactAndDeal(world, lev.crmUserId, ivan.crmUserId);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      // Active in the team, mapped by hand, and gone from the CRM, where its API tells.
      if (world.lab.hidesUsers) return;
      await world.setup({ receive: 'routing', order: ['contact', 'deal'] });
      contactAndDeal(world, olena.crmUserId, ivan.crmUserId);
      world.lab.deactivate(olena.crmUserId);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
    },
  },
  {
    id: 'F-03',
    title: 'nothing found: empty answer, or the reserve direction',
    async run(world) {
      await world.setup({ receive: 'routing' });
      world.budget(BUDGETS.routingNobody[world.crm]);
      const empty = await world.ask(world.call());
      expect([empty.status, empty.body]).toEqual([200, '']);
      await world.setup({ receive: 'routing', reserve: '380441110000' });
      expect((await world.ask(world.call())).body).toBe('380441110000');
    },
  },
  {
    id: 'F-04',
    title: 'CRM hangs, fails or limits: answered within the budget, by the remembered owner if there is one',
    async run(world) {
      const ownerId = world.people.ivan.crmUserId;
      await world.setup({ receive: 'routing', order: ['contact', 'lead'], budgetMs: 600 });
      world.lab.seed('contact', { ownerId });
      // Signed in: what hangs is the CRM, not its token server.
      expect((await world.ask(world.call({ client: '380671237777' }))).body).toBe('');
      const hang = (): void => world.lab.faults.next({ answer: 'hang' }, 1000);
      hang();
      const cold = await world.withStall(() => world.ask(world.call({ client: '380671239999' })));
      expect(cold.result.body).toBe('');
      // The contract of the budget, with a second for the host.
      expect(cold.result.elapsedMs).toBeLessThan(1600 + cold.stallMs);
      world.lab.faults.clear();
      expect(await askUntil(world, 'proj_ivan')).toContain('proj_ivan');
      hang();
      const remembered = await world.withStall(() => world.ask(world.call()));
      expect(remembered.result.body).toBe('proj_ivan');
      expect(remembered.result.elapsedMs).toBeLessThan(1600 + remembered.stallMs);
      world.lab.faults.clear();
      world.lab.refuse(30);
      const limited = await world.ask(world.call({ client: '380671238888' }));
      expect([limited.status, limited.body]).toEqual([200, '']);
      world.lab.faults.clear();
    },
  },
  {
    id: 'F-05',
    title: 'additional directions are never dialled',
    async run(world) {
      const { olena, ivan } = world.people;
      const onlyAdditional = { ...ivan, main: [], additional: ['proj_ivan_mobile', '380672220000'] };
      await world.setup({
        receive: 'routing',
        order: ['contact', 'deal'],
        team: teamOf({ ivan: onlyAdditional, olena }, world.people.sofia.crmUserId),
      });
      contactAndDeal(world, ivan.crmUserId, olena.crmUserId);
      await usersRead(world, 'olena');
      world.budget(BUDGETS.routing[world.crm]);
      expect((await world.ask(world.call())).body).toBe('proj_olena');
    },
  },
  {
    id: 'F-07',
    title: 'several open deals: the policy decides',
    async run(world) {
      const { olena, ivan } = world.people;
      const order = ['deal' as const];
      const seed = (): void => {
        const contactId = world.lab.seed('contact');
        const deal = (ownerId: string, name: string, at: string): string =>
          world.lab.seed('deal', { contactId, ownerId, name, at: Date.parse(at) });
        deal(olena.crmUserId, 'older', '2026-01-01T00:00:00Z');
        deal(ivan.crmUserId, 'newer', '2026-06-01T00:00:00Z');
      };
      await world.setup({ receive: 'routing', several: 'newestActivity', order });
      seed();
      await usersRead(world);
      world.budget(BUDGETS.routingSeveral[world.crm]);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      await world.setup({ receive: 'routing', several: 'oldest', order });
      seed();
      expect((await world.ask(world.call())).body).toBe('proj_olena');
    },
  },
];
