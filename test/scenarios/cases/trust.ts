/** Scenarios G-05 and G-12 to G-21: nothing twice, any order, dry run, refusals, health. In every CRM. */
import { escapeHtml } from '../../../core/text/html';
import { providers } from '../../../core/crm/registry';
import type { FaultAnswer } from '../../../sandbox/common/types';
import { endState } from '../end-state';
import { ATTRIBUTION, counts, ids, linked, merged, MISSED, openTasks, UTM } from '../look';
import type { Call, Scenario, World } from '../types';

/** The fake Ringostat's: keys of calls carry it, so that webhook and replay meet. */
const REPLAYED_PROJECT = '11111';

/** The vendor's gateway fails, the connection breaks before or after the CRM did the work. */
const FAULTS: FaultAnswer[] = [
  'dropAfterCommit',
  { status: 500, body: 'Internal Server Error' },
  'dropBefore',
  { status: 502, body: '<html><body>Bad gateway</body></html>', headers: { 'content-type': 'text/html' } },
];

export const trust: Scenario[] = [
  {
    id: 'G-05',
    title: 'transfer: one call record, the last talker is the manager, all legs and recordings are listed',
    async run(world) {
      const { olena, ivan } = world.people;
      const recordings = [
        'https://app.ringostat.com/recordings/a.wav?token=1',
        'https://app.ringostat.com/recordings/b.wav?token=2',
      ];
      const both = (of: (one: typeof olena) => string | null): string => `${of(olena)},${of(ivan)}`;
      await world.send(
        world.call({
          by: ivan,
          recording: recordings.join(','),
          more: {
            employee_fio: both(({ name }) => name),
            employee_email: both(({ email }) => email),
            employee_number: both(({ id }) => id),
            extension_number: both(({ extension }) => extension),
          },
        }),
        'ended',
      );
      const { calls, deals } = await world.view();
      expect(calls).toHaveLength(1);
      expect(deals.map(({ ownerId }) => ownerId)).toEqual([ivan.crmUserId]);
      const told = [calls[0]!.text, ...calls[0]!.recordings].join('\n');
      for (const part of [olena.name, ivan.name, 'recordings/a.wav', 'recordings/b.wav'])
        expect(told).toContain(part);
    },
  },
  {
    id: 'G-12',
    title: 'the same event twice, and four times in parallel: records exist once',
    async run(world) {
      const once = {
        contacts: 1,
        leads: 0,
        deals: 1,
        calls: 1,
        tasks: merged(world) ? 0 : 1,
      };
      const call = world.call({ recording: 'https://app.ringostat.com/recordings/x.wav?token=abc' });
      await world.send(call, 'ended');
      await world.send(call, 'ended');
      expect(counts(await world.view())).toEqual(once);
      await world.setup();
      await Promise.all([1, 2, 3, 4].map(() => world.send(call, 'ended')));
      expect(counts(await world.view())).toEqual(once);
    },
  },
  {
    id: 'G-13',
    title: 'after-call before pick-up, or ringing last: the same end state',
    async run(world) {
      const end = async (order: ('ringing' | 'answered' | 'ended')[]): Promise<unknown> => {
        await world.setup({ rows: { R1: { contact: true, deal: true }, R2: { contact: true, deal: true } } });
        const call = world.call({ utm: { utm_source: 'google' } });
        for (const moment of order) await world.send(call, moment);
        return endState(world);
      };
      const inOrder = await end(['ringing', 'answered', 'ended']);
      const ownerId = world.people.olena.crmUserId;
      expect(inOrder).toMatchObject({
        contacts: [{ phone: '+380671234567', ownerId, attribution: { utm_source: 'google' } }],
        deals: [{ ownerId, attribution: { utm_source: 'google' }, contacts: 1 }],
        calls: [{ answered: true, ownerId, contacts: 1, deals: 1 }],
        done: [{ ownerId, deals: 1 }],
        open: [],
      });
      expect(await end(['ended', 'answered', 'ringing'])).toEqual(inOrder);
      expect(await end(['ringing', 'ended', 'answered'])).toEqual(inOrder);
      expect(await end(['answered', 'ended', 'ringing'])).toEqual(inOrder);
      expect(await end(['ended'])).toEqual(inOrder);
    },
  },
  {
    id: 'G-14',
    title: 'limits are waited out; a plan cut at any request is finished by the next try, nothing doubled',
    async run(world) {
      const call = world.call({ utm: UTM });
      await world.send(call, 'ended');
      const undisturbed = await endState(world);
      const requests = world.lab.spent();
      await world.setup();
      world.lab.refuse(1);
      const limited = world.send(call, 'ended');
      await new Promise((resolve) => setTimeout(resolve, 300));
      world.lab.faults.clear();
      expect((await limited).result?.outcome?.complete).toBe(true);
      expect(await endState(world)).toEqual(undisturbed);
      for (let at = 1; at <= requests; at++) {
        await world.setup();
        let seen = 0;
        const fault = FAULTS[at % FAULTS.length]!;
        world.lab.faults.next({ match: () => ++seen === at, answer: fault });
        await world.send(call, 'ended');
        await world.send(call, 'ended');
        expect({ at, fault, state: await endState(world) }).toEqual({ at, fault, state: undisturbed });
      }
    },
  },
  {
    id: 'G-15',
    title:
      'token revoked: one clear error that names the credential; nothing written, the event works afterwards',
    async run(world) {
      const label = providers[world.crm]!.label;
      world.lab.revoke();
      const { answer, result } = await world.send(world.call(), 'ended');
      expect(answer.status).toBe(200);
      expect(result?.error).toContain(label);
      expect(result?.error).toMatch(/credential|service key|API key|API token|connect/i);
      expect(world.lab.writes()).toEqual([]);
      // The same event, sent again once the account is connected, is written.
      await world.setup();
      await world.send(world.call(), 'ended');
      expect(counts(await world.view())).toMatchObject({ contacts: 1, deals: 1, calls: 1 });
    },
  },
  {
    id: 'G-16',
    title:
      'down for three days: replay from the call log, every call is in the CRM once, those there are left alone',
    async run(world) {
      await world.setup({ projectId: REPLAYED_PROJECT });
      const { ivan } = world.people;
      const at = (hoursAgo: number, change: Partial<Call>): Call & { hoursAgo: number } => ({
        ...world.call({ id: `ua0_-17636000${hoursAgo}.16`, ...change }),
        hoursAgo,
      });
      const live = at(30, { utm: { utm_source: 'google' } });
      const log = [
        at(60, { client: '380671110001', ...MISSED }),
        at(50, { client: '380671110001' }),
        at(40, { client: '380671110002', by: ivan }),
        live,
        at(20, { direction: 'out', type: 'out', by: ivan }),
        at(10, { client: 'anonymous', ...MISSED }),
      ];
      // One call came by webhook before the host went down.
      await world.send(live, 'ended');
      const [there] = (await world.view()).calls;
      expect(await world.replay(log, 5)).toEqual([]);
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: 3, deals: 3, calls: 6 });
      expect(view.calls.find(({ id }) => id === there!.id)).toEqual(there);
      const ofOne = view.calls.filter((call) => {
        const [contact] = view.contacts.filter(({ phone }) => phone === '+380671110001');
        return linked(call, 'contact').includes(contact!.id);
      });
      expect(ofOne.map(({ answered }) => answered).sort()).toEqual([false, true]);
      const before = world.lab.writes().length;
      expect(await world.replay(log, 0)).toEqual([]);
      expect(world.lab.writes()).toHaveLength(before);
    },
  },
  {
    id: 'G-17',
    title: 'attributionOnly in all rows: nothing created, attribution filled',
    async run(world) {
      await world.setup({ preset: 'attributionOnly' });
      await world.send(world.call({ utm: { utm_source: 'google' } }), 'ended');
      expect(world.lab.writes()).toEqual([]);
      const contact = world.lab.seed('contact');
      const utm = { utm_source: 'google', utm_medium: 'cpc' };
      await world.send(world.call({ utm, id: 'ua0_-1763700000.17' }), 'ended');
      const view = await world.view();
      expect(view.contacts.map(({ id, attribution }) => ({ id, ...attribution }))).toEqual([
        expect.objectContaining({ id: contact, ...utm, utm_campaign: null }),
      ]);
      expect(counts(view)).toMatchObject({ deals: 0, calls: 0, tasks: 0 });
    },
  },
  {
    id: 'G-18',
    title: 'dry run: the plan with a reason for every action, and no write request',
    async run(world) {
      await world.setup({ dryRun: true });
      const { result } = await world.send(world.call({ utm: UTM }), 'ended');
      expect(world.lab.writes()).toEqual([]);
      expect(result?.outcome?.dryRun).toBe(true);
      const steps = result!.outcome!.steps;
      expect(steps.map(({ kind }) => kind)).toEqual([
        'contact',
        'deal',
        'callRecord',
        ...(merged(world) ? [] : ['task']),
      ]);
      for (const { reason, changes } of steps) {
        expect(reason.text.length).toBeGreaterThan(10);
        expect(changes.length).toBeGreaterThan(0);
      }
      const values = steps[0]!.changes.map(({ before, after }) => ({ before, after }));
      for (const after of ['+380671234567', ATTRIBUTION.utm_campaign])
        expect(values).toContainEqual({ before: null, after });
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
      expect(malformed.answer.status).toBe(400);
      expect(malformed.answer.body).toMatch(/JSON|body/i);
      const huge = await world.send(call, 'ended', {
        body: JSON.stringify({ uniqueid: 'x', pad: 'x'.repeat(300 * 1024) }),
      });
      expect(huge.answer.status).toBe(413);
      expect(world.lab.spent()).toBe(0);
      const hostile = `<img src=x onerror=alert(1)> & =HYPERLINK("x") ' OR Id != '`;
      await world.send(
        world.call({
          more: { client_name: hostile, pool_name: hostile },
          by: { ...world.people.petro, crmUserId: null, name: hostile },
        }),
        'ended',
      );
      const view = await world.view();
      const stored = world.lab.htmlBodies ? escapeHtml(hostile) : hostile;
      expect(view.calls.map(({ text }) => text)).toEqual([expect.stringContaining(stored)]);
      expect(openTasks(view).map(({ text }) => text)).toEqual([expect.stringContaining(stored)]);
      if (world.lab.htmlBodies) for (const { text } of view.calls) expect(text).not.toContain('<img');
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
      const ownerId = world.people.ivan.crmUserId;
      const attribution = { utm_source: 'x' };
      const contactId = world.lab.seed('contact', { ownerId, attribution });
      world.lab.seed('deal', { contactId, ownerId, attribution });
      const unknown = { ...world.people.petro, id: '-1', name: '', email: null, extension: null };
      const by = { ...unknown, crmUserId: null, main: ['proj_nobody'] };
      await world.send(world.call({ by, more: { connected_with: 'proj_nobody' } }), 'ended');
      const view = await world.view();
      expect(counts(view)).toMatchObject({ contacts: 1, deals: 1, calls: 1, tasks: 1 });
      expect(ids(view.contacts)).toEqual([contactId]);
      expect(openTasks(view)).toMatchObject([{ ownerId: world.people.sofia.crmUserId }]);
      expect(openTasks(view)[0]!.text).toContain('proj_nobody');
    },
  },
  {
    id: 'G-21',
    title: 'health check: one clear report of what would make calls fail; nothing written',
    async run(world) {
      const variable = { type: 'variable' as const, name: 'pool_name' };
      const [, second] = world.lab.pipelines;
      const rule = { variable: 'pool_name', operator: 'equals' as const, value: 'Ads', pipeline: second!.id };
      const { deal = '' } = world.lab.textField;
      const health = async (): ReturnType<World['health']> =>
        (await world.health()).filter(({ level }) => level !== 'ok');
      const problems = async (): Promise<string[]> =>
        (await health()).filter(({ level }) => level === 'problem').map(({ message }) => message);
      await world.setup({
        mapping: [{ entity: 'deal', field: deal, source: variable }],
        pipelineRules: [{ ...rule, stage: second!.open[0]! }],
      });
      expect(await health()).toEqual([]);
      world.lab.deactivate(world.people.sofia.crmUserId);
      const left = world.lab.hidesUsers ? [] : [expect.stringContaining(world.people.sofia.crmUserId)];
      expect(await problems()).toEqual(left);
      world.lab.bare();
      expect((await health()).length).toBeGreaterThan(1);
      await world.setup({
        mapping: [{ entity: 'deal', field: 'no_such_field', source: variable }],
        pipelineRules: [{ ...rule, stage: 'deleted_stage' }],
      });
      const gone = (await problems()).join('\n');
      expect(gone).toContain('no_such_field');
      expect(gone).toContain('deleted_stage');
      world.lab.limitRights();
      const rights = (await health()).filter(({ level }) => level === 'problem');
      expect(rights.map(({ message }) => message).join('\n')).toMatch(/deal|opportunit/i);
      // What the table writes: a right to write that lacks, a field that no call fills.
      await world.setup();
      world.lab.withdrawWrites();
      const withdrawn = await problems();
      if (world.lab.hidesRights) expect(withdrawn).toEqual([]);
      else expect(withdrawn.join('\n')).toMatch(/deal|opportunit/i);
      expect(world.lab.writes()).toEqual([]);
      await world.setup();
      expect(await health()).toEqual([]);
      world.lab.requireField('contact', 'must_have');
      const demanded = (await health()).map(({ message }) => message).join('\n');
      // NetHunt's first API tells of fields their names only.
      if (world.crm !== 'nethunt') expect(demanded).toContain('must_have');
      expect(world.lab.writes()).toEqual([]);
      world.lab.revoke();
      const revoked = (await health()).filter(({ level }) => level === 'problem');
      expect(revoked).toHaveLength(1);
      expect(revoked[0]!.message).toMatch(/credential|service key|API key|token/i);
      for (const { advice } of [...rights, ...revoked]) expect(advice).toMatch(/\w{4,}/);
      expect(world.lab.writes()).toEqual([]);
    },
  },
];
