/** Scenarios ZO-13 to ZO-19: people, fields, pipelines, outage, routing and hosts of Zoho CRM. */
import { providers } from '../../../core/crm/registry';
import { ATTRIBUTION, counts, ids, openTasks, UTM } from '../look';
import type { Call, Scenario } from '../types';
import { usersRead } from '../users-read';

/** The fake Ringostat's: keys of calls carry it, so that webhook and replay meet. */
const REPLAYED_PROJECT = '11111';
/** Zoho's hosts by data centre (docs/reference/zoho.md#addresses-data-centres-scopes). */
const HOSTS: [string, string, string][] = [
  ['us', 'accounts.zoho.com', 'www.zohoapis.com'],
  ['eu', 'accounts.zoho.eu', 'www.zohoapis.eu'],
  ['uk', 'accounts.zoho.uk', 'www.zohoapis.uk'],
  ['in', 'accounts.zoho.in', 'www.zohoapis.in'],
  ['au', 'accounts.zoho.com.au', 'www.zohoapis.com.au'],
  ['jp', 'accounts.zoho.jp', 'www.zohoapis.jp'],
  ['ca', 'accounts.zohocloud.ca', 'www.zohoapis.ca'],
  ['sa', 'accounts.zoho.sa', 'www.zohoapis.sa'],
  ['ae', 'accounts.zoho.ae', 'www.zohoapis.ae'],
  ['cn', 'accounts.zoho.com.cn', 'www.zohoapis.com.cn'],
];

export const zohoAccount: Scenario[] = [
  {
    id: 'ZO-13',
    title:
      'conversation by an unmapped employee: lead on the senior, open task for him that names what to map',
    async run(world) {
      const ownerId = world.people.sofia.crmUserId;
      world.budget(2);
      await world.send(world.call({ by: world.people.petro }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 1 });
      expect(openTasks(view)).toMatchObject([{ ownerId, leads: ids(view.leads) }]);
      expect(openTasks(view)[0]!.text).toMatch(/proj_petro|104|1004|petro@example\.com/);
    },
  },
  {
    id: 'ZO-14',
    title: 'an organisation without our fields gets them from the product, and the attribution is passed',
    async run(world) {
      world.lab.bare();
      await world.send(world.call({ utm: UTM }), 'ended');
      const view = await world.view();
      expect(view.leads).toMatchObject([{ attribution: ATTRIBUTION }]);
      expect(view.leads[0]!.raw).toMatchObject({
        rs_utm_source: 'google',
        rs_utm_medium: 'cpc',
        rs_utm_campaign: 'brand',
        rs_utm_term: 'crm',
        rs_utm_content: 'ad1',
        rs_google_client_id: '1122.3344',
      });
      const made = world.lab.requests
        .filter(({ method, path }) => method === 'POST' && path.endsWith('/settings/fields'))
        .flatMap(({ body }) => (body as { fields: Record<string, unknown>[] }).fields);
      for (const field_label of ['rs_state_key', 'rs_task_key'])
        expect(made).toContainEqual(
          expect.objectContaining({ field_label, unique: { case_sensitive: false } }),
        );
    },
  },
  {
    id: 'ZO-15',
    title: 'pipeline rules place the new deal',
    async run(world) {
      const [first, second] = world.lab.pipelines;
      const rule = (operator: 'equals' | 'contains', value: string, at = first!) => ({
        variable: 'pool_name',
        operator,
        value,
        pipeline: at.id,
        stage: at.open[0]!,
      });
      await world.setup({
        rows: { R5: { contact: true, deal: true, taskManager: { state: 'done' } } },
        pipelineRules: [rule('equals', 'Context ads', second), rule('contains', 'Context')],
      });
      world.budget(2);
      await world.send(world.call({ pool: 'Context ads' }), 'ended');
      const { deals, contacts } = await world.view();
      expect(deals).toMatchObject([
        { pipeline: second!.id, stage: second!.open[0], contactIds: ids(contacts) },
      ]);
    },
  },
  {
    id: 'ZO-16',
    title: 'reconnection after an outage: calls of the log are in the CRM once, those there are left alone',
    async run(world) {
      await world.setup({ projectId: REPLAYED_PROJECT });
      const at = (hoursAgo: number, change: Partial<Call>): Call & { hoursAgo: number } => ({
        ...world.call({ id: `ua0_-17636000${hoursAgo}.16`, ...change }),
        hoursAgo,
      });
      const live = at(30, {});
      const log = [at(50, { client: '380671110001' }), live, at(20, { client: '380671110002' })];
      await world.send(live, 'ended');
      expect(await world.replay(log, 2)).toEqual([]);
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 3, deals: 0, calls: 0, tasks: 3 });
      expect(await world.replay(log, 0)).toEqual([]);
      expect(await world.view()).toEqual(view);
    },
  },
  {
    id: 'ZO-17',
    title: 'lead created by a third party without attribution: attribution filled, nothing else',
    async run(world) {
      await world.setup({ preset: 'attributionOnly' });
      const lead = world.lab.seed('lead', { ownerId: world.people.ivan.crmUserId });
      world.budget(2);
      await world.send(world.call({ utm: UTM }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 0 });
      expect(view.leads).toMatchObject([{ id: lead, attribution: ATTRIBUTION }]);
    },
  },
  {
    id: 'ZO-18',
    title: 'routing asks lead, then deal, then contact; one request',
    async run(world) {
      const { olena, ivan, maksym } = world.people;
      await world.setup({ receive: 'routing' });
      const contactId = world.lab.seed('contact', { ownerId: olena.crmUserId });
      await usersRead(world);
      world.budget(1);
      const before = world.lab.spent();
      expect((await world.ask(world.call())).body).toBe('proj_olena');
      expect(world.lab.spent() - before).toBe(1);
      world.lab.seed('deal', { contactId, ownerId: ivan.crmUserId });
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      world.lab.seed('lead', { ownerId: maksym.crmUserId });
      expect((await world.ask(world.call())).body).toBe('proj_maksym');
      expect(world.lab.writes()).toEqual([]);
    },
  },
  {
    id: 'ZO-19',
    title: 'account in any data centre: sign-in and API go to its own hosts, and api_domain is honoured',
    async run(world) {
      const kind = providers['zoho']!.accounts[0]!;
      const options = kind.fields.find(({ name }) => name === 'dataCentre')!.options!;
      expect(options.map(({ value }) => value).sort()).toEqual(HOSTS.map(([id]) => id).sort());
      for (const [dataCentre, accounts, api] of HOSTS) {
        const values = { dataCentre, clientId: 'id', clientSecret: 'secret' };
        expect(kind.baseUrl!(values)).toBe(`https://${api}`);
        expect(kind.token!(values, 'refresh', 0)).toMatchObject({
          url: `https://${accounts}/oauth/v2/token`,
          form: { grant_type: 'refresh_token', refresh_token: 'refresh' },
          scheme: 'Zoho-oauthtoken',
        });
      }
      expect(kind.baseUrlIn!({ api_domain: 'https://www.zohoapis.in' }, {})).toBe('https://www.zohoapis.in');
      expect(world.lab.access.values['dataCentre']).toBe('eu');
      await world.send(world.call(), 'ended');
      expect(counts(await world.view())).toMatchObject({ leads: 1 });
    },
  },
];
