/** Scenarios: what the Zoho CRM article promises about calls. Leads first; a done task keeps the call. */
import {
  ATTRIBUTION,
  counts,
  doneTasks,
  EMPTY,
  endOf,
  ids,
  linked,
  MISSED,
  openTasks,
  REC,
  UTM,
} from '../look';
import type { Scenario, World } from '../types';
import { zohoAccount } from './zoho-account';

/** One composite read, one composite write (docs/reference/product.md#request-budgets). */
const TWO = 2;
const VOICEMAIL = { by: null, status: 'VOICEMAIL', talk: 0, recording: REC } as const;

const mine = (world: World): { ownerId: string; attribution: { utm_source: string } } => ({
  ownerId: world.people.ivan.crmUserId,
  attribution: { utm_source: 'old' },
});
/** An open lead of Ivan's with attribution. */
const ivansLead = (world: World): string => world.lab.seed('lead', mine(world));
/** A contact with an open deal, both Ivan's and both with attribution. */
function ivansDeal(world: World): { contact: string; deal: string } {
  const contact = world.lab.seed('contact', mine(world));
  return { contact, deal: world.lab.seed('deal', { ...mine(world), contactId: contact }) };
}
const outgoing = (world: World, by = world.people.ivan): ReturnType<World['call']> =>
  world.call({ direction: 'out', type: 'out', by, recording: REC });
/** When the reminder of a task rings: Zoho's due date has no hour. */
const alarm = (task: { raw: Record<string, unknown> } | undefined): number => {
  const { ALARM = '' } = (task?.raw['Remind_At'] ?? {}) as { ALARM?: string };
  return Date.parse(/TRIGGER=DATE-TIME:(.+)$/.exec(ALARM)?.[1] ?? '');
};

export const zoho: Scenario[] = [
  {
    id: 'ZO-01',
    title:
      'new client, incoming conversation: lead with attribution on the manager; done task with recording and visit',
    async run(world) {
      const ownerId = world.people.olena.crmUserId;
      world.budget(TWO);
      await world.send(world.call({ utm: UTM, recording: REC, talk: 94 }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 1 });
      expect(view.leads).toMatchObject([{ ownerId, attribution: ATTRIBUTION, phone: '+380671234567' }]);
      expect(view.leads[0]!.raw).toMatchObject({ rs_utm_source: 'google', rs_state_key: '380671234567_0' });
      const [done] = doneTasks(world, view);
      expect(done).toMatchObject({ ownerId, leads: ids(view.leads) });
      for (const fact of [REC, 'google / cpc', '+380 67 123 4567']) expect(done!.text).toContain(fact);
      expect(view.tasks[0]!.dueAt).toContain('2026-11-20');
    },
  },
  {
    id: 'ZO-02',
    title: 'open lead or deal, the responsible took it: done task with recording on it',
    async run(world) {
      const { ivan } = world.people;
      const lead = ivansLead(world);
      world.budget(TWO);
      await world.send(world.call({ by: ivan, recording: REC }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 1 });
      expect(doneTasks(world, view)).toMatchObject([{ ownerId: ivan.crmUserId, leads: [lead] }]);
      expect(view.tasks[0]!.text).toContain(REC);
      await world.setup();
      const { contact, deal } = ivansDeal(world);
      await world.send(world.call({ by: ivan, recording: REC }), 'ended');
      const other = await world.view();
      expect(counts(other)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 0, tasks: 1 });
      expect(doneTasks(world, other)).toMatchObject([
        { ownerId: ivan.crmUserId, deals: [deal], contacts: [contact] },
      ]);
    },
  },
  {
    id: 'ZO-03',
    title: 'open lead or deal, another took it: done task on him, open task for the responsible',
    async run(world) {
      const { olena, ivan } = world.people;
      const { contact, deal } = ivansDeal(world);
      world.budget(TWO);
      await world.send(world.call({ recording: REC }), 'ended');
      const view = await world.view();
      const on = { contacts: [contact], deals: [deal] };
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 0, tasks: 2 });
      expect(doneTasks(world, view)).toMatchObject([{ ...on, ownerId: olena.crmUserId }]);
      expect(openTasks(view)).toMatchObject([{ ...on, ownerId: ivan.crmUserId }]);
      await world.setup();
      const lead = ivansLead(world);
      await world.send(world.call(), 'ended');
      expect(openTasks(await world.view())).toMatchObject([{ leads: [lead], ownerId: ivan.crmUserId }]);
    },
  },
  {
    id: 'ZO-04',
    title: 'contact only, its owner took it: lead created; done task on the lead, with the contact in it',
    async run(world) {
      const { ivan } = world.people;
      const contact = world.lab.seed('contact', mine(world));
      world.budget(TWO);
      await world.send(world.call({ by: ivan, recording: REC }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 1, deals: 0, calls: 0, tasks: 1 });
      expect(view.leads).toMatchObject([{ ownerId: ivan.crmUserId }]);
      // Zoho hangs a task on a lead or on a contact, never on both (docs/reference/zoho.md#calls-tasks-links).
      const [done] = doneTasks(world, view);
      expect(done).toMatchObject({ ownerId: ivan.crmUserId, leads: ids(view.leads), contacts: [] });
      expect(done!.text).toContain(contact);
    },
  },
  {
    id: 'ZO-05',
    title:
      "contact only, another took it: lead and done task are his; the contact's owner gets an open task, +3 h",
    async run(world) {
      const { olena, ivan } = world.people;
      const contact = world.lab.seed('contact', mine(world));
      world.budget(TWO);
      await world.send(world.call(), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 1, deals: 0, calls: 0, tasks: 2 });
      expect(view.leads).toMatchObject([{ ownerId: olena.crmUserId }]);
      expect(doneTasks(world, view)).toMatchObject([{ ownerId: olena.crmUserId, leads: ids(view.leads) }]);
      expect(openTasks(view)).toMatchObject([{ ownerId: ivan.crmUserId, leads: ids(view.leads) }]);
      expect(openTasks(view)[0]!.text).toContain(contact);
      const open = view.tasks.find(({ state }) => state === 'open');
      expect((alarm(open) - endOf(world)) / 3_600_000).toBeCloseTo(3, 1);
    },
  },
  {
    id: 'ZO-06',
    title: 'open lead or deal, missed: open task for the responsible',
    async run(world) {
      const ownerId = world.people.ivan.crmUserId;
      const lead = ivansLead(world);
      world.budget(TWO);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 1 });
      expect(openTasks(view)).toMatchObject([{ ownerId, leads: [lead] }]);
      expect((alarm(view.tasks[0]) - endOf(world)) / 3_600_000).toBeCloseTo(4, 1);
      await world.setup();
      const { deal } = ivansDeal(world);
      await world.send(world.call(MISSED), 'ended');
      expect(openTasks(await world.view())).toMatchObject([{ ownerId, deals: [deal] }]);
    },
  },
  {
    id: 'ZO-07',
    title: 'new client, missed: lead on the senior with an open task',
    async run(world) {
      const ownerId = world.people.sofia.crmUserId;
      world.budget(TWO);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 1 });
      expect(view.leads).toMatchObject([{ ownerId }]);
      expect(openTasks(view)).toMatchObject([{ ownerId, leads: ids(view.leads) }]);
    },
  },
  {
    id: 'ZO-08',
    title:
      'outgoing conversation by the responsible: done task with recording and status on the lead or deal',
    async run(world) {
      const ownerId = world.people.ivan.crmUserId;
      const { contact, deal } = ivansDeal(world);
      world.budget(TWO);
      await world.send(outgoing(world), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 0, tasks: 1 });
      const [done] = doneTasks(world, view);
      expect(done).toMatchObject({ ownerId, deals: [deal], contacts: [contact] });
      expect(done!.text).toContain(REC);
      expect(view.tasks[0]!.raw).toMatchObject({ Status: 'Completed' });
    },
  },
  {
    id: 'ZO-09',
    title: 'outgoing conversation with an unknown number: nothing created',
    async run(world) {
      world.budget(1);
      await world.send(outgoing(world), 'ended');
      expect(await world.view()).toEqual(EMPTY);
      expect(world.lab.writes()).toEqual([]);
    },
  },
  {
    id: 'ZO-10',
    title: 'contact only, outgoing: no lead; done task on the caller with recording',
    async run(world) {
      const { olena } = world.people;
      const contact = world.lab.seed('contact', mine(world));
      world.budget(TWO);
      await world.send(outgoing(world, olena), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 0, calls: 0, tasks: 1 });
      const [done] = doneTasks(world, view);
      expect(done).toMatchObject({ ownerId: olena.crmUserId, contacts: [contact] });
      expect(done!.text).toContain(REC);
    },
  },
  {
    id: 'ZO-11',
    title: 'new client, voicemail: lead on the senior, open task with the voicemail recording',
    async run(world) {
      const ownerId = world.people.sofia.crmUserId;
      world.budget(TWO);
      await world.send(world.call(VOICEMAIL), 'ended');
      const view = await world.view();
      expect(view.leads).toMatchObject([{ ownerId }]);
      expect(openTasks(view)).toMatchObject([{ ownerId, leads: ids(view.leads) }]);
      expect(openTasks(view)[0]!.text).toContain(REC);
    },
  },
  {
    id: 'ZO-12',
    title: 'existing client, voicemail: open task for the responsible with the recording',
    async run(world) {
      const lead = ivansLead(world);
      world.budget(TWO);
      await world.send(world.call(VOICEMAIL), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 1 });
      expect(openTasks(view)).toMatchObject([{ ownerId: world.people.ivan.crmUserId, leads: [lead] }]);
      expect(openTasks(view)[0]!.text).toContain(REC);
      expect(linked(view.tasks[0], 'lead')).toEqual([lead]);
    },
  },
  ...zohoAccount,
];
