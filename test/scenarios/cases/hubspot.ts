/** Section 5 of scenarios.md: what the HubSpot article promises. */
import { ivan, olena, petro, sofia } from '../people';
import type { Scenario, World } from '../types';

const UTM = {
  utm_source: 'google',
  utm_medium: 'cpc',
  utm_campaign: 'brand',
  utm_term: 'crm',
  utm_content: 'ad1',
  client_id: '1122.3344',
};
const REC = 'https://app.ringostat.com/recordings/ua0_-1763700000.1.wav?token=abc';

/** A contact with an open deal, both Ivan's and both with attribution. */
export function ivansClient(world: World): { contact: string; deal: string } {
  const contact = world.portal.contact({ hubspot_owner_id: ivan.crmUserId!, utm_source: 'old' });
  const deal = world.portal.deal(contact, { hubspot_owner_id: ivan.crmUserId!, utm_source: 'old' });
  return { contact, deal };
}
export const withAttribution = { properties: ['utm_source'] };

const hours = (from: string | null | undefined, to: string | null | undefined): number =>
  (Date.parse(String(to)) - Date.parse(String(from))) / 3_600_000;

export const hubspot: Scenario[] = [
  {
    id: 'HS-01',
    title:
      'new client, incoming conversation: contact and deal with attribution, call record on both, owner = manager',
    async run(world) {
      world.budget(5);
      await world.send(world.call({ by: olena, utm: UTM, recording: REC, talk: 94 }), 'ended');
      const { contacts, deals, calls, tasks } = await world.portal.view();
      expect(contacts).toHaveLength(1);
      expect(deals).toHaveLength(1);
      expect(calls).toHaveLength(1);
      for (const record of [contacts[0]!, deals[0]!]) {
        expect(record.properties).toMatchObject({
          hubspot_owner_id: olena.crmUserId,
          utm_source: 'google',
          utm_medium: 'cpc',
          utm_campaign: 'brand',
          utm_term: 'crm',
          utm_content: 'ad1',
          google_client_id: '1122.3344',
        });
      }
      expect(contacts[0]!.properties).toMatchObject({ phone: '+380671234567' });
      expect(deals[0]!.contacts).toEqual([contacts[0]!.id]);
      expect(calls[0]).toMatchObject({
        contacts: [contacts[0]!.id],
        deals: [deals[0]!.id],
        properties: {
          hs_call_direction: 'INBOUND',
          hs_call_status: 'COMPLETED',
          hs_call_duration: '94000',
          hs_call_recording_url: REC,
          hs_call_from_number: '+380671234567',
          hubspot_owner_id: olena.crmUserId,
        },
      });
      expect(tasks.map((task) => task.properties)).toMatchObject([
        { hs_task_status: 'COMPLETED', hubspot_owner_id: olena.crmUserId },
      ]);
    },
  },
  {
    id: 'HS-02',
    title:
      'the responsible took it: call record with recording on deal and contact, a done task on him, nothing new',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(4);
      await world.send(world.call({ by: ivan, recording: REC }), 'ended');
      const view = await world.portal.view();
      expect([view.contacts.length, view.deals.length]).toEqual([1, 1]);
      expect(view.calls).toHaveLength(1);
      expect(view.calls[0]).toMatchObject({
        contacts: [contact],
        deals: [deal],
        properties: { hs_call_recording_url: REC },
      });
      expect(view.tasks).toHaveLength(1);
      expect(view.tasks[0]).toMatchObject({
        contacts: [contact],
        deals: [deal],
        properties: { hs_task_status: 'COMPLETED', hubspot_owner_id: ivan.crmUserId },
      });
    },
  },
  {
    id: 'HS-03',
    title: 'another manager took it: call record names him, done task on him, open task for the responsible',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(4);
      await world.send(world.call({ by: olena }), 'ended');
      const view = await world.portal.view();
      expect([view.contacts.length, view.deals.length, view.calls.length, view.tasks.length]).toEqual([
        1, 1, 1, 2,
      ]);
      expect(view.calls[0]!.properties['hs_call_body']).toContain(olena.name);
      const done = view.tasks.find((task) => task.properties['hs_task_status'] === 'COMPLETED');
      const open = view.tasks.find((task) => task.properties['hs_task_status'] === 'NOT_STARTED');
      expect(done).toMatchObject({
        deals: [deal],
        contacts: [contact],
        properties: { hubspot_owner_id: olena.crmUserId },
      });
      expect(open).toMatchObject({
        deals: [deal],
        contacts: [contact],
        properties: { hubspot_owner_id: ivan.crmUserId },
      });
      expect(`${open!.properties['hs_task_subject']} ${open!.properties['hs_task_body']}`).toContain(
        olena.name,
      );
    },
  },
  {
    id: 'HS-04',
    title: 'new client missed: contact and deal on the senior, open task for him, +4 h',
    async run(world) {
      world.budget(5);
      await world.send(world.call({ by: null, status: 'NO ANSWER', talk: 0 }), 'ended');
      const { contacts, deals, tasks, calls } = await world.portal.view();
      expect([contacts.length, deals.length, tasks.length, calls.length]).toEqual([1, 1, 1, 1]);
      expect(contacts[0]!.properties['hubspot_owner_id']).toBe(sofia.crmUserId);
      expect(deals[0]!.properties['hubspot_owner_id']).toBe(sofia.crmUserId);
      expect(tasks[0]).toMatchObject({
        contacts: [contacts[0]!.id],
        deals: [deals[0]!.id],
        properties: { hs_task_status: 'NOT_STARTED', hubspot_owner_id: sofia.crmUserId },
      });
      expect(calls[0]!.properties['hs_call_status']).toBe('NO_ANSWER');
      const call = world.call();
      const ended = Date.parse(`${call.at.replace(' ', 'T')}+02:00`) + 30_000;
      expect(hours(new Date(ended).toISOString(), tasks[0]!.properties['hs_timestamp'])).toBeCloseTo(4, 1);
    },
  },
  {
    id: 'HS-05',
    title: 'existing client missed: open task for the responsible on deal and contact',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(4);
      await world.send(world.call({ by: null, status: 'NO ANSWER', talk: 0 }), 'ended');
      const view = await world.portal.view();
      expect([view.contacts.length, view.deals.length, view.tasks.length]).toEqual([1, 1, 1]);
      expect(view.tasks[0]).toMatchObject({
        contacts: [contact],
        deals: [deal],
        properties: { hs_task_status: 'NOT_STARTED', hubspot_owner_id: ivan.crmUserId },
      });
    },
  },
  {
    id: 'HS-06',
    title: 'outgoing conversation by the responsible: call record and done task on contact and deal',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(4);
      await world.send(world.call({ direction: 'out', type: 'out', by: ivan, recording: REC }), 'ended');
      const view = await world.portal.view();
      expect([view.contacts.length, view.deals.length, view.calls.length, view.tasks.length]).toEqual([
        1, 1, 1, 1,
      ]);
      expect(view.calls[0]).toMatchObject({
        contacts: [contact],
        deals: [deal],
        properties: {
          hs_call_direction: 'OUTBOUND',
          hs_call_to_number: '+380671234567',
          hs_call_recording_url: REC,
        },
      });
      expect(view.tasks[0]).toMatchObject({
        contacts: [contact],
        deals: [deal],
        properties: { hs_task_status: 'COMPLETED', hubspot_owner_id: ivan.crmUserId },
      });
    },
  },
  {
    id: 'HS-07',
    title: 'outgoing conversation by another: done task for the responsible, for information',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(4);
      await world.send(world.call({ direction: 'out', type: 'out', by: olena }), 'ended');
      const view = await world.portal.view();
      expect(view.tasks).toHaveLength(1);
      expect(view.tasks[0]).toMatchObject({
        contacts: [contact],
        deals: [deal],
        properties: { hs_task_status: 'COMPLETED', hubspot_owner_id: ivan.crmUserId },
      });
      expect(view.tasks[0]!.properties['hs_task_body']).toContain(olena.name);
    },
  },
  {
    id: 'HS-08',
    title: 'outgoing conversation with an unknown number: nothing created',
    async run(world) {
      world.budget(1);
      const { result } = await world.send(world.call({ direction: 'out', type: 'out', by: ivan }), 'ended');
      expect(await world.portal.view()).toEqual({
        contacts: [],
        companies: [],
        deals: [],
        calls: [],
        tasks: [],
      });
      expect(world.portal.writes()).toEqual([]);
      expect(result?.plan?.notes.length).toBeGreaterThan(0);
    },
  },
  {
    id: 'HS-09',
    title:
      'conversation by an unmapped employee: client created, open task for the senior that names what to map',
    async run(world) {
      world.budget(5);
      await world.send(world.call({ by: petro }), 'ended');
      const { contacts, deals, tasks } = await world.portal.view();
      expect([contacts.length, deals.length, tasks.length]).toEqual([1, 1, 1]);
      expect(tasks[0]!.properties).toMatchObject({
        hs_task_status: 'NOT_STARTED',
        hubspot_owner_id: sofia.crmUserId,
      });
      expect(deals[0]!.properties['hubspot_owner_id']).toBe(sofia.crmUserId);
      expect(tasks[0]!.properties['hs_task_body']).toMatch(/proj_petro|104|1004|petro@example\.com/);
    },
  },
  {
    id: 'HS-10',
    title: 'deal created by a third party without attribution: attribution filled, nothing else',
    async run(world) {
      await world.setup({ preset: 'attributionOnly' });
      const contact = world.portal.contact({ hubspot_owner_id: ivan.crmUserId!, utm_source: 'kept' });
      const deal = world.portal.deal(contact, { hubspot_owner_id: ivan.crmUserId! });
      world.budget(4);
      await world.send(world.call({ by: ivan, utm: UTM }), 'ended');
      const view = await world.portal.view();
      expect([view.contacts.length, view.deals.length, view.calls.length, view.tasks.length]).toEqual([
        1, 1, 0, 0,
      ]);
      expect(view.deals[0]).toMatchObject({
        id: deal,
        properties: { utm_source: 'google', google_client_id: '1122.3344' },
      });
      expect(view.contacts[0]!.properties['utm_source']).toBe('kept');
      expect(view.contacts[0]!.properties['utm_medium']).toBeNull();
    },
  },
  {
    id: 'HS-11',
    title: 'Google client id passed; a new portal gets the properties from the product',
    async run(world) {
      world.portal.bare();
      await world.send(world.call({ by: olena, utm: UTM }), 'ended');
      const { contacts, deals, calls, tasks } = await world.portal.view();
      expect([contacts.length, deals.length, calls.length, tasks.length]).toEqual([1, 1, 1, 1]);
      expect(contacts[0]!.properties['google_client_id']).toBe('1122.3344');
      expect(deals[0]!.properties['google_client_id']).toBe('1122.3344');
      expect(contacts[0]!.properties['ringostat_phone_key']).toBe('380671234567');
      expect(await world.portal.uniqueProperties('contacts')).toContain('ringostat_phone_key');
      expect(await world.portal.uniqueProperties('calls')).toContain('ringostat_call_id');
    },
  },
  {
    id: 'HS-12',
    title: 'pipeline rules place the new deal',
    async run(world) {
      await world.setup({
        pipelineRules: [
          {
            variable: 'pool_name',
            operator: 'equals',
            value: 'Context ads',
            pipeline: 'partners',
            stage: 'partner_new',
          },
          {
            variable: 'pool_name',
            operator: 'contains',
            value: 'Context',
            pipeline: 'default',
            stage: 'qualifiedtobuy',
          },
        ],
      });
      world.budget(5);
      await world.send(world.call({ pool: 'Context ads' }), 'ended');
      const { deals } = await world.portal.view();
      expect(deals.map((deal) => [deal.properties['pipeline'], deal.properties['dealstage']])).toEqual([
        ['partners', 'partner_new'],
      ]);
    },
  },
  {
    id: 'HS-13',
    title: 'routing asks contact, then deal',
    async run(world) {
      await world.setup({ receive: 'routing' });
      const contact = world.portal.contact({});
      world.portal.deal(contact, { hubspot_owner_id: ivan.crmUserId! });
      world.budget(2);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      await world.setup({ receive: 'routing' });
      const second = world.portal.contact({ hubspot_owner_id: olena.crmUserId! });
      world.portal.deal(second, { hubspot_owner_id: ivan.crmUserId! });
      expect((await world.ask(world.call())).body).toBe('proj_olena');
    },
  },
];
