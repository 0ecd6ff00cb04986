/** Section 3 of scenarios.md, G-01 to G-11: who the client is, what is decided, what is written. */
import { ivan, maksym, olena, petro, sofia } from '../people';
import type { Call, Scenario } from '../types';
import { ivansClient } from './hubspot';

const NOTATIONS = [
  '+380671234567',
  '380671234567',
  '0671234567',
  '067 123 45 67',
  '+380 67 123 4567',
  '+38-067-123-4567',
  '(067) 123-45-67',
  '80671234567',
];
const FOREIGN: [sent: string, e164: string][] = [
  ['48512345678', '+48512345678'],
  ['4915123456789', '+4915123456789'],
  ['12125550123', '+12125550123'],
  ['77012345678', '+77012345678'],
  ['447911123456', '+447911123456'],
];
const missed: Partial<Call> = { by: null, status: 'NO ANSWER', talk: 0 };

export const numbers: Scenario[] = [
  {
    id: 'G-01',
    title: 'a contact stored in any notation is found; no duplicate',
    async run(world) {
      for (const [index, phone] of NOTATIONS.entries()) {
        if (index > 0) await world.setup();
        const contact = world.portal.contact({ phone, utm_source: 'old' });
        // Known contact without a deal: two reads, deal, call record and done task.
        world.budget(5);
        await world.send(world.call({ id: `ua0_-1763700000.1${index}` }), 'ended');
        const { contacts, deals, calls } = await world.portal.view();
        expect([phone, contacts.map((record) => record.id)]).toEqual([phone, [contact]]);
        expect(deals[0]!.contacts).toEqual([contact]);
        expect(calls[0]!.contacts).toEqual([contact]);
      }
    },
  },
  {
    id: 'G-02',
    title: 'numbers of other countries become E.164; an anonymous call creates no client',
    async run(world) {
      for (const [index, [sent, e164]] of FOREIGN.entries()) {
        if (index > 0) await world.setup();
        await world.send(world.call({ client: sent, id: `ua0_-1763700000.2${index}` }), 'ended');
        const { contacts } = await world.portal.view();
        expect(contacts.map((record) => record.properties['phone'])).toEqual([e164]);
      }
      for (const client of ['anonymous', '', 'Unknown']) {
        await world.setup();
        await world.send(world.call({ ...missed, client }), 'ended');
        const view = await world.portal.view();
        expect([view.contacts.length, view.deals.length, view.calls.length]).toEqual([0, 0, 1]);
        expect(view.tasks.map((task) => task.properties['hubspot_owner_id'])).toEqual([sofia.crmUserId]);
      }
    },
  },
  {
    id: 'G-03',
    title: 'several contacts carry the number: the policy decides and the outcome names the others',
    async run(world) {
      const seed = (): string[] => [
        world.portal.contact(
          { firstname: 'Oldest', lastmodifieddate: '2025-01-01T00:00:00.000Z' },
          Date.parse('2025-01-01T00:00:00Z'),
        ),
        world.portal.contact(
          { firstname: 'Newest', lastmodifieddate: '2026-06-01T00:00:00.000Z' },
          Date.parse('2026-06-01T00:00:00Z'),
        ),
        world.portal.contact(
          { firstname: 'Dealer', lastmodifieddate: '2025-06-01T00:00:00.000Z' },
          Date.parse('2025-06-01T00:00:00Z'),
        ),
      ];
      for (const [policy, chosen] of [
        ['newestActivity', 1],
        ['oldest', 0],
        ['withOpenDeal', 2],
      ] as const) {
        await world.setup({ several: policy });
        const ids = seed();
        if (policy === 'withOpenDeal') world.portal.deal(ids[2]!, {});
        // One read more than for one contact: which of them the deals belong to.
        world.budget(6);
        const { result } = await world.send(world.call(), 'ended');
        const { contacts, calls } = await world.portal.view();
        expect(contacts).toHaveLength(3);
        expect([policy, calls[0]!.contacts]).toEqual([policy, [ids[chosen]!]]);
        const named = JSON.stringify(result?.card?.client.candidates.map((record) => record.id).sort());
        expect(named).toBe(JSON.stringify([...ids].sort()));
      }
    },
  },
  {
    id: 'G-04',
    title: 'a call between two employees writes nothing',
    async run(world) {
      await world.send(world.call({ client: ivan.main[1]!, by: olena }), 'ended');
      await world.send(world.call({ client: '102', by: olena, id: 'ua0_-1763700000.41' }), 'ended');
      expect(world.portal.writes()).toEqual([]);
      expect(await world.portal.view()).toEqual({
        contacts: [],
        companies: [],
        deals: [],
        calls: [],
        tasks: [],
      });
    },
  },
  {
    id: 'G-06',
    title: 'a callback is treated as incoming',
    async run(world) {
      world.budget(5);
      await world.send(world.call({ type: 'callback' }), 'ended');
      const { contacts, deals, calls } = await world.portal.view();
      expect([contacts.length, deals.length]).toEqual([1, 1]);
      expect(calls[0]!.properties['hs_call_direction']).toBe('INBOUND');
      await world.setup();
      await world.send(world.call({ more: { substitution_type: 'callback' } }), 'ended');
      expect((await world.portal.view()).calls[0]!.properties['hs_call_direction']).toBe('INBOUND');
    },
  },
  {
    id: 'G-07',
    title:
      'ANSWERED, PROPER, REPEATED or talk time is a conversation; all else is missed; running states are ignored',
    async run(world) {
      const cases: [status: string, talk: number, expected: string | null][] = [
        ['ANSWERED', 20, 'COMPLETED'],
        ['PROPER', 20, 'COMPLETED'],
        ['REPEATED', 20, 'COMPLETED'],
        ['NO ANSWER', 7, 'COMPLETED'],
        ['NO_ANSWER', 0, 'NO_ANSWER'],
        ['NO-FORWARD', 0, 'NO_ANSWER'],
        ['BUSY', 0, 'BUSY'],
        ['CLIENT NO ANSWER', 0, 'NO_ANSWER'],
        ['IN PROGRESS', 0, null],
        ['CALLING', 0, null],
      ];
      for (const [index, [status, talk, expected]] of cases.entries()) {
        await world.setup();
        await world.send(
          world.call({ status, talk, by: talk > 0 ? olena : null, id: `ua0_-1763700000.7${index}` }),
          'ended',
        );
        const { calls, tasks } = await world.portal.view();
        if (expected === null) {
          expect([status, world.portal.writes()]).toEqual([status, []]);
          continue;
        }
        const got = calls[0]!.properties['hs_call_status'];
        expect([status, expected === 'BUSY' ? ['BUSY', 'NO_ANSWER'].includes(String(got)) : got]).toEqual([
          status,
          expected === 'BUSY' ? true : expected,
        ]);
        expect(tasks[0]!.properties['hs_task_status']).toBe(
          expected === 'COMPLETED' ? 'COMPLETED' : 'NOT_STARTED',
        );
      }
    },
  },
  {
    id: 'G-08',
    title: 'texts in the chosen language, with number, employee, local time and the recording link',
    async run(world) {
      const words = { en: /^[^а-яіїєґ]*call[^а-яіїєґ]*$/i, uk: /дзвін/i, ru: /звон/i } as const;
      const bodies: string[] = [];
      for (const language of ['en', 'uk', 'ru'] as const) {
        await world.setup({ language });
        ivansClient(world);
        await world.send(
          world.call({ by: olena, recording: 'https://app.ringostat.com/recordings/x.wav?token=abc' }),
          'ended',
        );
        const { tasks } = await world.portal.view();
        expect(tasks).toHaveLength(2);
        for (const task of tasks) {
          const text = `${task.properties['hs_task_subject']}\n${task.properties['hs_task_body']}`;
          expect(text).toContain('+380 67 123 4567');
          expect(text).toContain(olena.name);
          expect(text).toContain('https://app.ringostat.com/recordings/x.wav?token=abc');
          expect(text).toMatch(/14:00/);
          expect(text).toMatch(words[language]);
        }
        bodies.push(String(tasks[0]!.properties['hs_task_body']));
      }
      expect(new Set(bodies).size).toBe(3);
    },
  },
  {
    id: 'G-09',
    title:
      'field mapping fills CRM fields; doubled or missing fields are a clear error before anything is written',
    async run(world) {
      const variable = (name: string) => ({ type: 'variable' as const, name });
      await world.setup({
        mapping: [
          { entity: 'deal', field: 'description', source: variable('pool_name') },
          { entity: 'contact', field: 'company', source: { type: 'constant', value: 'From a call' } },
        ],
      });
      await world.send(world.call({ pool: 'Context ads' }), 'ended');
      expect((await world.portal.property('deals', 'description'))[0]).toBe('Context ads');
      expect((await world.portal.property('contacts', 'company'))[0]).toBe('From a call');
      for (const mapping of [
        [
          { entity: 'deal' as const, field: 'description', source: variable('pool_name') },
          { entity: 'deal' as const, field: 'description', source: variable('landing') },
        ],
        [{ entity: 'deal' as const, field: 'no_such_field', source: variable('pool_name') }],
      ]) {
        await world.setup({ mapping });
        const { result } = await world.send(world.call(), 'ended');
        expect(result?.error).toContain(mapping[0]!.field);
        expect(world.portal.writes()).toEqual([]);
      }
    },
  },
  {
    id: 'G-10',
    title: 'first matching pipeline rule wins, none means the default pipeline, forms too',
    async run(world) {
      const pipelineRules = [
        {
          variable: 'utm_source',
          operator: 'matches' as const,
          value: '^goo',
          pipeline: 'partners',
          stage: 'partner_new',
        },
        {
          variable: 'form.topic',
          operator: 'contains' as const,
          value: 'partner',
          pipeline: 'partners',
          stage: 'partner_new',
        },
      ];
      const defaultPipeline = { pipeline: 'default', stage: 'qualifiedtobuy' };
      const placed = async (): Promise<unknown> =>
        (await world.portal.view()).deals.map((d) => [d.properties['pipeline'], d.properties['dealstage']]);
      await world.setup({ pipelineRules, defaultPipeline });
      await world.send(world.call({ utm: { utm_source: 'google' } }), 'ended');
      expect(await placed()).toEqual([['partners', 'partner_new']]);
      await world.setup({ pipelineRules, defaultPipeline });
      await world.send(world.call({ utm: { utm_source: 'bing' } }), 'ended');
      expect(await placed()).toEqual([['default', 'qualifiedtobuy']]);
      await world.setup({ pipelineRules, defaultPipeline });
      await world.form({ phone: '067 123 45 67', name: 'Olha', topic: 'Become a partner' });
      expect(await placed()).toEqual([['partners', 'partner_new']]);
    },
  },
  {
    id: 'G-11',
    title:
      'missed calls of new clients are spread evenly, and the same call always goes to the same employee',
    async run(world) {
      const on = [olena, ivan, maksym].map((employee) => ({ ...employee, distributeMissed: true }));
      const team = { employees: [...on, sofia, petro], senior: sofia.crmUserId };
      await world.setup({ distribute: true, team });
      const owner = new Map<string, string>();
      for (let n = 0; n < 30; n++) {
        const call = world.call({
          ...missed,
          id: `ua0_-17637${n}0000.${n}`,
          client: `38067555${String(1000 + n)}`,
        });
        await world.send(call, 'ended');
      }
      const { contacts, deals } = await world.portal.view();
      expect(contacts).toHaveLength(30);
      const share = new Map<string, number>();
      for (const deal of deals) {
        const id = String(deal.properties['hubspot_owner_id']);
        share.set(id, (share.get(id) ?? 0) + 1);
        owner.set(deal.contacts[0]!, id);
      }
      expect([...share.keys()].sort()).toEqual([olena.crmUserId, ivan.crmUserId, maksym.crmUserId].sort());
      for (const count of share.values()) expect(count).toBeGreaterThanOrEqual(4);
      const before = deals.map((deal) => deal.properties['hubspot_owner_id']);
      await world.send(world.call({ ...missed, id: 'ua0_-1763700000.0', client: '380675551000' }), 'ended');
      expect((await world.portal.view()).deals.map((deal) => deal.properties['hubspot_owner_id'])).toEqual(
        before,
      );
      await world.setup({ distribute: true });
      await world.send(world.call(missed), 'ended');
      expect((await world.portal.view()).deals[0]!.properties['hubspot_owner_id']).toBe(sofia.crmUserId);
    },
  },
];
