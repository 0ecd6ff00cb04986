/** Section 3 of scenarios.md, G-05 and G-12 to G-21: nothing twice, any order, dry run, refusals, health. */
import { ivan, olena, petro, sofia } from '../people';
import type { Scenario } from '../types';

export const trust: Scenario[] = [
  {
    id: 'G-05',
    title: 'transfer: one call record, the last talker is the manager, all legs and recordings are listed',
    async run(world) {
      const recordings = [
        'https://app.ringostat.com/recordings/a.wav?token=1',
        'https://app.ringostat.com/recordings/b.wav?token=2',
      ];
      await world.send(
        world.call({
          by: ivan,
          recording: recordings.join(','),
          more: {
            employee_fio: `${olena.name},${ivan.name}`,
            employee_email: `${olena.email},${ivan.email}`,
            employee_number: `${olena.id},${ivan.id}`,
            extension_number: `${olena.extension},${ivan.extension}`,
          },
        }),
        'ended',
      );
      const { calls, deals } = await world.portal.view();
      expect(calls).toHaveLength(1);
      expect(deals[0]!.properties['hubspot_owner_id']).toBe(ivan.crmUserId);
      const body = String(calls[0]!.properties['hs_call_body']);
      for (const part of [olena.name, ivan.name, 'recordings/a.wav', 'recordings/b.wav'])
        expect(body).toContain(part);
    },
  },
  {
    id: 'G-12',
    title: 'the same event twice, and four times in parallel: records exist once',
    async run(world) {
      const call = world.call({ recording: 'https://app.ringostat.com/recordings/x.wav?token=abc' });
      await world.send(call, 'ended');
      await world.send(call, 'ended');
      const count = async (): Promise<number[]> => {
        const view = await world.portal.view();
        return [view.contacts.length, view.deals.length, view.calls.length, view.tasks.length];
      };
      expect(await count()).toEqual([1, 1, 1, 1]);
      await world.setup();
      await Promise.all([1, 2, 3, 4].map(() => world.send(call, 'ended')));
      expect(await count()).toEqual([1, 1, 1, 1]);
    },
  },
  {
    id: 'G-13',
    title: 'after-call before pick-up, or ringing last: the same end state',
    async run(world) {
      const end = async (order: ('ringing' | 'answered' | 'ended')[]): Promise<unknown> => {
        await world.setup({ rows: { R1: { contact: true, deal: true }, R2: { contact: true, deal: true } } });
        const call = world.call({ by: olena, utm: { utm_source: 'google' } });
        for (const moment of order) await world.send(call, moment);
        const view = await world.portal.view();
        const strip = (records: { properties: Record<string, string | null> }[], keys: string[]): unknown =>
          records.map((record) => keys.map((key) => record.properties[key]));
        return {
          contacts: strip(view.contacts, ['phone', 'hubspot_owner_id', 'utm_source']),
          deals: strip(view.deals, ['dealstage', 'hubspot_owner_id', 'utm_source']),
          calls: strip(view.calls, ['ringostat_call_id', 'hs_call_status', 'hubspot_owner_id']),
          tasks: strip(view.tasks, ['ringostat_task_key', 'hs_task_status', 'hubspot_owner_id']),
        };
      };
      const inOrder = await end(['ringing', 'answered', 'ended']);
      expect(inOrder).toMatchObject({
        contacts: [['+380671234567', olena.crmUserId, 'google']],
        deals: [['appointmentscheduled', olena.crmUserId, 'google']],
        tasks: [[expect.anything(), 'COMPLETED', olena.crmUserId]],
      });
      expect(await end(['ended', 'answered', 'ringing'])).toEqual(inOrder);
      expect(await end(['ringing', 'ended', 'answered'])).toEqual(inOrder);
      expect(await end(['answered', 'ended', 'ringing'])).toEqual(inOrder);
      expect(await end(['ended'])).toEqual(inOrder);
    },
  },
  {
    id: 'G-17',
    title: 'attributionOnly in all rows: nothing created, attribution filled',
    async run(world) {
      await world.setup({ preset: 'attributionOnly' });
      await world.send(world.call({ utm: { utm_source: 'google' } }), 'ended');
      expect(world.portal.writes()).toEqual([]);
      const contact = world.portal.contact({});
      await world.send(
        world.call({ utm: { utm_source: 'google', utm_medium: 'cpc' }, id: 'ua0_-1763700000.17' }),
        'ended',
      );
      const view = await world.portal.view();
      expect(
        view.contacts.map((c) => [c.id, c.properties['utm_source'], c.properties['utm_medium']]),
      ).toEqual([[contact, 'google', 'cpc']]);
      expect([view.deals.length, view.calls.length, view.tasks.length]).toEqual([0, 0, 0]);
    },
  },
  {
    id: 'G-18',
    title: 'dry run: the plan with a reason for every action, and no write request',
    async run(world) {
      await world.setup({ dryRun: true });
      const { result } = await world.send(world.call({ utm: { utm_source: 'google' } }), 'ended');
      expect(world.portal.writes()).toEqual([]);
      expect(result?.outcome?.dryRun).toBe(true);
      const kinds = result!.outcome!.steps.map((step) => step.kind);
      expect(kinds).toEqual(['contact', 'deal', 'callRecord', 'task']);
      for (const step of result!.outcome!.steps) {
        expect(step.reason.text.length).toBeGreaterThan(10);
        expect(step.changes.length).toBeGreaterThan(0);
      }
      const phone = result!.outcome!.steps[0]!.changes.find((change) => change.field === 'phone');
      expect(phone).toEqual({ field: 'phone', before: null, after: '+380671234567' });
    },
  },
  {
    id: 'G-19',
    title:
      'no or wrong secret, oversized, malformed, hostile: clear refusal, nothing written, text stored as text',
    async run(world) {
      const call = world.call();
      const none = await world.send(call, 'ended', { secret: null });
      const wrong = await world.send(call, 'ended', { secret: 'wrong-secret' });
      expect([none.answer.status, wrong.answer.status]).toEqual([401, 401]);
      expect(`${none.answer.body}${wrong.answer.body}`).not.toContain('s3cret');
      const malformed = await world.send(call, 'ended', { body: '{"uniqueid": ' });
      // n8n's own server refuses a body that is no JSON before any node sees it.
      expect(malformed.answer.status).toBe(world.host === 'n8n' ? 422 : 400);
      expect(malformed.answer.body).toMatch(/JSON|body/i);
      const huge = await world.send(call, 'ended', {
        body: JSON.stringify({ uniqueid: 'x', pad: 'x'.repeat(300 * 1024) }),
      });
      expect(huge.answer.status).toBe(413);
      expect(world.portal.spent()).toBe(0);
      const hostile = '<img src=x onerror=alert(1)> & =HYPERLINK("x")';
      await world.send(
        world.call({ more: { client_name: hostile, pool_name: hostile }, by: { ...petro, name: hostile } }),
        'ended',
      );
      const { tasks, calls } = await world.portal.view();
      for (const html of [tasks[0]!.properties['hs_task_body'], calls[0]!.properties['hs_call_body']]) {
        expect(html).not.toContain('<img');
        expect(html).toContain('&lt;img');
      }
      await world.setup({ secret: null });
      expect(await world.activationError()).toMatch(/secret/i);
      await world.setup({ secret: null, acceptWithoutSecret: true });
      expect(await world.activationError()).toBeNull();
    },
  },
  {
    id: 'G-20',
    title: 'unmapped employee: open task for the senior that names the login to be mapped',
    async run(world) {
      const contact = world.portal.contact({ hubspot_owner_id: ivan.crmUserId!, utm_source: 'x' });
      world.portal.deal(contact, { hubspot_owner_id: ivan.crmUserId!, utm_source: 'x' });
      world.budget(4);
      const unknown = { ...petro, id: '-1', name: '', email: null, extension: null, main: ['proj_nobody'] };
      await world.send(world.call({ by: unknown, more: { connected_with: 'proj_nobody' } }), 'ended');
      const { tasks, calls } = await world.portal.view();
      expect(tasks).toHaveLength(1);
      expect(tasks[0]!.properties).toMatchObject({
        hs_task_status: 'NOT_STARTED',
        hubspot_owner_id: sofia.crmUserId,
      });
      expect(tasks[0]!.properties['hs_task_body']).toContain('proj_nobody');
      expect(calls).toHaveLength(1);
    },
  },
  {
    id: 'G-21',
    title: 'health check: one clear report of what would make calls fail; nothing written',
    async run(world) {
      const variable = { type: 'variable' as const, name: 'pool_name' };
      const rule = { variable: 'pool_name', operator: 'equals' as const, value: 'Ads', pipeline: 'partners' };
      const problems = async (): Promise<string[]> =>
        (await world.health()).filter(({ level }) => level === 'problem').map(({ message }) => message);
      await world.setup({
        mapping: [{ entity: 'deal', field: 'description', source: variable }],
        pipelineRules: [{ ...rule, stage: 'partner_new' }],
      });
      expect((await world.health()).filter(({ level }) => level !== 'ok')).toEqual([]);
      world.portal.archiveOwner(sofia.crmUserId!);
      world.portal.removeProperty('contacts', 'ringostat_phone_key');
      const changed = await world.health();
      expect(JSON.stringify(changed)).toContain('ringostat_phone_key');
      expect(await problems()).toEqual([expect.stringContaining(sofia.crmUserId!)]);
      await world.setup({
        mapping: [{ entity: 'deal', field: 'no_such_field', source: variable }],
        pipelineRules: [{ ...rule, stage: 'deleted_stage' }],
      });
      const gone = (await problems()).join('\n');
      expect(gone).toContain('no_such_field');
      expect(gone).toContain('deleted_stage');
      world.portal.allow(['crm.objects.contacts.read', 'crm.objects.owners.read']);
      const rights = (await world.health()).filter(({ level }) => level === 'problem');
      expect(rights.map(({ message }) => message).join('\n')).toMatch(/deals/);
      world.portal.revoke();
      const revoked = (await world.health()).filter(({ level }) => level === 'problem');
      expect(revoked).toHaveLength(1);
      expect(revoked[0]!.message).toMatch(/credential|service key|token/i);
      for (const { advice } of [...rights, ...revoked]) expect(advice).toMatch(/\w{4,}/);
      expect(world.portal.writes()).toEqual([]);
    },
  },
];
