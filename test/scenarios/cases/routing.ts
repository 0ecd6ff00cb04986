/** Section 4 of scenarios.md: smart forwarding. */
import { ivan, lev, olena } from '../people';
import type { Scenario } from '../types';

export const routing: Scenario[] = [
  {
    id: 'F-01',
    title:
      'first open entity with a mapped owner answers with his main direction: GET, form, JSON; plain or JSON',
    async run(world) {
      await world.setup({ receive: 'routing', order: ['deal', 'contact'] });
      const contact = world.portal.contact({ hubspot_owner_id: olena.crmUserId! });
      world.portal.deal(contact, { hubspot_owner_id: ivan.crmUserId! });
      world.budget(2);
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
      await world.setup({ receive: 'routing', answer: { type: 'json', key: 'direction' } });
      world.portal.contact({ hubspot_owner_id: olena.crmUserId! });
      expect(JSON.parse((await world.ask(world.call())).body)).toEqual({ direction: 'proj_olena' });
    },
  },
  {
    id: 'F-02',
    title: 'owner not mapped or inactive: the next entity is tried',
    async run(world) {
      await world.setup({ receive: 'routing', order: ['contact', 'deal'] });
      const contact = world.portal.contact({ hubspot_owner_id: '89999' });
      world.portal.deal(contact, { hubspot_owner_id: ivan.crmUserId! });
      world.budget(2);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      await world.setup({ receive: 'routing', order: ['contact', 'deal'] });
      const second = world.portal.contact({ hubspot_owner_id: lev.crmUserId! });
      world.portal.deal(second, { hubspot_owner_id: ivan.crmUserId! });
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
    },
  },
  {
    id: 'F-03',
    title: 'nothing found: empty answer, or the reserve direction',
    async run(world) {
      await world.setup({ receive: 'routing' });
      world.budget(1);
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
      await world.setup({ receive: 'routing', budgetMs: 600 });
      world.portal.contact({ hubspot_owner_id: ivan.crmUserId! });
      world.portal.hang();
      const cold = await world.ask(world.call({ client: '380671239999' }));
      expect(cold.body).toBe('');
      expect(cold.elapsedMs).toBeLessThan(2600);
      world.portal.heal();
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      world.portal.hang();
      const remembered = await world.ask(world.call());
      expect(remembered.body).toBe('proj_ivan');
      expect(remembered.elapsedMs).toBeLessThan(2600);
      world.portal.heal();
      world.portal.answerAlways(429, { 'retry-after': '30' });
      expect((await world.ask(world.call({ client: '380671238888' }))).status).toBe(200);
      world.portal.heal();
    },
  },
  {
    id: 'F-05',
    title: 'additional directions are never dialled',
    async run(world) {
      const onlyAdditional = { ...ivan, main: [], additional: ['proj_ivan_mobile', '380672220000'] };
      await world.setup({
        receive: 'routing',
        team: { employees: [onlyAdditional, olena], senior: '81003' },
      });
      const contact = world.portal.contact({ hubspot_owner_id: ivan.crmUserId! });
      world.portal.deal(contact, { hubspot_owner_id: olena.crmUserId! });
      world.budget(2);
      expect((await world.ask(world.call())).body).toBe('proj_olena');
    },
  },
  {
    id: 'F-07',
    title: 'several open deals: the policy decides',
    async run(world) {
      const seed = (): void => {
        const contact = world.portal.contact({});
        world.portal.deal(
          contact,
          { hubspot_owner_id: olena.crmUserId!, dealname: 'older' },
          Date.parse('2026-01-01T00:00:00Z'),
        );
        world.portal.deal(
          contact,
          { hubspot_owner_id: ivan.crmUserId!, dealname: 'newer' },
          Date.parse('2026-06-01T00:00:00Z'),
        );
      };
      await world.setup({ receive: 'routing', several: 'newestActivity' });
      seed();
      world.budget(2);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      await world.setup({ receive: 'routing', several: 'oldest' });
      seed();
      expect((await world.ask(world.call())).body).toBe('proj_olena');
    },
  },
];
