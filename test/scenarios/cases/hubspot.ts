/** Scenarios: what the HubSpot article promises. */
import {
  ATTRIBUTION,
  counts,
  doneTasks,
  EMPTY,
  endOf,
  hours,
  ids,
  linked,
  MISSED,
  openTasks,
  REC,
  UTM,
} from '../look';
import type { Scenario, World } from '../types';
import { usersRead } from '../users-read';

/** A contact with an open deal, both Ivan's and both with attribution. */
function ivansClient(world: World): { contact: string; deal: string } {
  const mine = { ownerId: world.people.ivan.crmUserId, attribution: { utm_source: 'old' } };
  const contact = world.lab.seed('contact', mine);
  return { contact, deal: world.lab.seed('deal', { ...mine, contactId: contact }) };
}

export const hubspot: Scenario[] = [
  {
    id: 'HS-01',
    title:
      'new client, incoming conversation: contact and deal with attribution, call record on both, owner = manager',
    async run(world) {
      const ownerId = world.people.olena.crmUserId;
      world.budget(5);
      await world.send(world.call({ utm: UTM, recording: REC, talk: 94 }), 'ended');
      const view = await world.view();
      const { contacts, deals, calls } = view;
      expect(contacts).toMatchObject([{ ownerId, attribution: ATTRIBUTION, phone: '+380671234567' }]);
      expect(deals).toMatchObject([{ ownerId, attribution: ATTRIBUTION, contactIds: ids(contacts) }]);
      expect(calls).toMatchObject([
        {
          direction: 'incoming',
          answered: true,
          seconds: 94,
          recordings: [REC],
          ownerId,
          raw: {
            hs_call_direction: 'INBOUND',
            hs_call_status: 'COMPLETED',
            hs_call_duration: '94000',
            hs_call_from_number: '+380671234567',
          },
        },
      ]);
      expect([linked(calls[0], 'contact'), linked(calls[0], 'deal')]).toEqual([ids(contacts), ids(deals)]);
      expect(doneTasks(world, view)).toMatchObject([{ ownerId }]);
      expect(openTasks(view)).toEqual([]);
    },
  },
  {
    id: 'HS-02',
    title:
      'the responsible took it: call record with recording on deal and contact, a done task on him, nothing new',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      const { ivan } = world.people;
      world.budget(4);
      await world.send(world.call({ by: ivan, recording: REC }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 1, tasks: 1 });
      expect([linked(view.calls[0], 'contact'), linked(view.calls[0], 'deal')]).toEqual([[contact], [deal]]);
      expect(view.calls[0]!.recordings).toEqual([REC]);
      expect(doneTasks(world, view)).toMatchObject([
        { contacts: [contact], deals: [deal], ownerId: ivan.crmUserId },
      ]);
    },
  },
  {
    id: 'HS-03',
    title: 'another manager took it: call record names him, done task on him, open task for the responsible',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      const { olena, ivan } = world.people;
      world.budget(4);
      await world.send(world.call(), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 1, tasks: 2 });
      expect(view.calls[0]!.text).toContain(olena.name);
      const on = { contacts: [contact], deals: [deal] };
      expect(doneTasks(world, view)).toMatchObject([{ ...on, ownerId: olena.crmUserId }]);
      expect(openTasks(view)).toMatchObject([{ ...on, ownerId: ivan.crmUserId }]);
      expect(`${openTasks(view)[0]!.subject} ${openTasks(view)[0]!.text}`).toContain(olena.name);
    },
  },
  {
    id: 'HS-04',
    title: 'new client missed: contact and deal on the senior, open task for him, +4 h',
    async run(world) {
      const ownerId = world.people.sofia.crmUserId;
      world.budget(5);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 1, tasks: 1 });
      expect([view.contacts[0]!.ownerId, view.deals[0]!.ownerId]).toEqual([ownerId, ownerId]);
      expect(openTasks(view)).toMatchObject([
        { ownerId, contacts: ids(view.contacts), deals: ids(view.deals) },
      ]);
      expect(view.calls[0]!.raw['hs_call_status']).toBe('NO_ANSWER');
      expect(hours(endOf(world), view.tasks[0]!.dueAt)).toBeCloseTo(4, 1);
    },
  },
  {
    id: 'HS-05',
    title: 'existing client missed: open task for the responsible on deal and contact',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(4);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: 1, deals: 1, tasks: 1 });
      expect(openTasks(view)).toMatchObject([
        { contacts: [contact], deals: [deal], ownerId: world.people.ivan.crmUserId },
      ]);
    },
  },
  {
    id: 'HS-06',
    title: 'outgoing conversation by the responsible: call record and done task on contact and deal',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      const { ivan } = world.people;
      world.budget(4);
      await world.send(world.call({ direction: 'out', type: 'out', by: ivan, recording: REC }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 1, tasks: 1 });
      expect(view.calls).toMatchObject([
        { direction: 'outgoing', recordings: [REC], raw: { hs_call_to_number: '+380671234567' } },
      ]);
      expect([linked(view.calls[0], 'contact'), linked(view.calls[0], 'deal')]).toEqual([[contact], [deal]]);
      expect(doneTasks(world, view)).toMatchObject([
        { contacts: [contact], deals: [deal], ownerId: ivan.crmUserId },
      ]);
    },
  },
  {
    id: 'HS-07',
    title: 'outgoing conversation by another: done task for the responsible, for information',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      const { ivan, olena } = world.people;
      world.budget(4);
      await world.send(world.call({ direction: 'out', type: 'out', by: olena }), 'ended');
      const view = await world.view();
      expect(view.tasks).toHaveLength(1);
      expect(doneTasks(world, view)).toMatchObject([
        {
          contacts: [contact],
          deals: [deal],
          ownerId: ivan.crmUserId,
          text: expect.stringContaining(olena.name) as string,
        },
      ]);
    },
  },
  {
    id: 'HS-08',
    title: 'outgoing conversation with an unknown number: nothing created',
    async run(world) {
      world.budget(1);
      const call = world.call({ direction: 'out', type: 'out', by: world.people.ivan });
      const { result } = await world.send(call, 'ended');
      expect(await world.view()).toEqual(EMPTY);
      expect(world.lab.writes()).toEqual([]);
      expect(result?.plan?.notes.length).toBeGreaterThan(0);
    },
  },
  {
    id: 'HS-09',
    title:
      'conversation by an unmapped employee: client created, open task for the senior that names what to map',
    async run(world) {
      const ownerId = world.people.sofia.crmUserId;
      world.budget(5);
      await world.send(world.call({ by: world.people.petro }), 'ended');
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: 1, deals: 1, tasks: 1 });
      expect(view.deals[0]!.ownerId).toBe(ownerId);
      expect(openTasks(view)).toMatchObject([{ ownerId }]);
      expect(openTasks(view)[0]!.text).toMatch(/proj_petro|104|1004|petro@example\.com/);
    },
  },
  {
    id: 'HS-10',
    title: 'deal created by a third party without attribution: attribution filled, nothing else',
    async run(world) {
      await world.setup({ preset: 'attributionOnly' });
      const ownerId = world.people.ivan.crmUserId;
      const contact = world.lab.seed('contact', { ownerId, attribution: { utm_source: 'kept' } });
      const deal = world.lab.seed('deal', { ownerId, contactId: contact });
      world.budget(4);
      await world.send(world.call({ by: world.people.ivan, utm: UTM }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 0, tasks: 0 });
      expect(view.deals).toMatchObject([{ id: deal, attribution: ATTRIBUTION }]);
      expect(view.contacts[0]!.attribution).toMatchObject({ utm_source: 'kept', utm_medium: null });
    },
  },
  {
    id: 'HS-11',
    title: 'Google client id passed; a new portal gets the properties from the product',
    async run(world) {
      world.lab.bare();
      await world.send(world.call({ utm: UTM }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 1, tasks: 1 });
      expect(view.contacts).toMatchObject([
        { attribution: ATTRIBUTION, raw: { ringostat_phone_key: '380671234567' } },
      ]);
      expect(view.deals[0]!.attribution.google_client_id).toBe('1122.3344');
      // Made as unique ones: that keeps a contact and a call from being written twice.
      for (const [type, name] of [
        ['contacts', 'ringostat_phone_key'],
        ['calls', 'ringostat_call_id'],
      ] as const) {
        const { requests } = world.lab;
        const made = requests.filter(({ method, path }) => method === 'POST' && path.includes(`/${type}`));
        const inputs = made.flatMap(
          ({ body }) => (body as { inputs?: Record<string, unknown>[] }).inputs ?? [],
        );
        expect(inputs).toContainEqual(expect.objectContaining({ name, hasUniqueValue: true }));
      }
    },
  },
  {
    id: 'HS-12',
    title: 'pipeline rules place the new deal',
    async run(world) {
      const rule = (operator: 'equals' | 'contains', value: string, pipeline: string, stage: string) => ({
        variable: 'pool_name',
        operator,
        value,
        pipeline,
        stage,
      });
      await world.setup({
        pipelineRules: [
          rule('equals', 'Context ads', 'partners', 'partner_new'),
          rule('contains', 'Context', 'default', 'qualifiedtobuy'),
        ],
      });
      world.budget(5);
      await world.send(world.call({ pool: 'Context ads' }), 'ended');
      const { deals } = await world.view();
      expect(deals).toMatchObject([{ pipeline: 'partners', stage: 'partner_new' }]);
    },
  },
  {
    id: 'HS-13',
    title: 'routing asks contact, then deal',
    async run(world) {
      const { olena, ivan } = world.people;
      await world.setup({ receive: 'routing' });
      world.lab.seed('deal', { contactId: world.lab.seed('contact'), ownerId: ivan.crmUserId });
      await usersRead(world);
      world.budget(2);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      await world.setup({ receive: 'routing' });
      const contactId = world.lab.seed('contact', { ownerId: olena.crmUserId });
      world.lab.seed('deal', { contactId, ownerId: ivan.crmUserId });
      expect((await world.ask(world.call())).body).toBe('proj_olena');
    },
  },
];
