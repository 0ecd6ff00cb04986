/** Scenarios: what the Salesforce article promises. Leads first; the call record is the done task. */
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

/** An open lead of Ivan's with attribution. */
const ivansLead = (world: World): string =>
  world.lab.seed('lead', { ownerId: world.people.ivan.crmUserId, attribution: { utm_source: 'old' } });
/** One read, one write (docs/reference/product.md#request-budgets). */
const TWO = 2;

export const salesforce: Scenario[] = [
  {
    id: 'SF-01',
    title: 'new client, pick-up: a lead at that moment with attribution, owner = manager',
    async run(world) {
      const ownerId = world.people.olena.crmUserId;
      const call = world.call({ utm: UTM, recording: REC, talk: 94 });
      world.budget(TWO);
      await world.send(call, 'answered');
      const early = await world.view();
      expect(counts(early)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 0 });
      expect(early.leads).toMatchObject([
        {
          ownerId,
          attribution: ATTRIBUTION,
          phone: '+380671234567',
          raw: { Ringostat_Phone__c: '380671234567', Company: expect.stringMatching(/\S/) as string },
        },
      ]);
      await world.send(call, 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 1, tasks: 0 });
      expect(view.calls).toMatchObject([
        {
          ownerId,
          direction: 'incoming',
          answered: true,
          seconds: 94,
          recordings: [REC],
          raw: { TaskSubtype: 'Call', Status: 'Completed', WhoId: view.leads[0]!.id, WhatId: null },
        },
      ]);
    },
  },
  {
    id: 'SF-02',
    title: 'new client missed: lead and open task for the senior, +4 h, task on the lead',
    async run(world) {
      const ownerId = world.people.sofia.crmUserId;
      world.budget(TWO);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 1 });
      expect(view.leads).toMatchObject([{ ownerId }]);
      expect(openTasks(view)).toMatchObject([{ ownerId, leads: ids(view.leads) }]);
      expect(hours(endOf(world), view.tasks[0]!.dueAt)).toBeCloseTo(4, 1);
      expect(view.tasks[0]!.raw).toMatchObject({ IsReminderSet: true, ActivityDate: '2026-11-20' });
    },
  },
  {
    id: 'SF-03',
    title: "open lead missed: open task for the lead's owner",
    async run(world) {
      const lead = ivansLead(world);
      world.budget(TWO);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 1 });
      expect(openTasks(view)).toMatchObject([{ ownerId: world.people.ivan.crmUserId, leads: [lead] }]);
    },
  },
  {
    id: 'SF-04',
    title:
      "open lead, its owner took the call: done task with the recording link, which is the lead's call record",
    async run(world) {
      const lead = ivansLead(world);
      const { ivan } = world.people;
      world.budget(TWO);
      await world.send(world.call({ by: ivan, recording: REC }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 1, tasks: 0 });
      expect(doneTasks(world, view)).toMatchObject([{ ownerId: ivan.crmUserId, leads: [lead] }]);
      expect(view.calls).toMatchObject([{ recordings: [REC], raw: { Status: 'Completed' } }]);
    },
  },
  {
    id: 'SF-05',
    title: "open lead, another took it: done task on him, open task on the lead's owner",
    async run(world) {
      const lead = ivansLead(world);
      const { olena, ivan } = world.people;
      world.budget(TWO);
      await world.send(world.call(), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 1, tasks: 1 });
      expect(doneTasks(world, view)).toMatchObject([{ ownerId: olena.crmUserId, leads: [lead] }]);
      expect(openTasks(view)).toMatchObject([{ ownerId: ivan.crmUserId, leads: [lead] }]);
      expect(`${openTasks(view)[0]!.subject} ${openTasks(view)[0]!.text}`).toContain(olena.name);
    },
  },
  {
    id: 'SF-06',
    title: "outgoing conversation by the lead's owner: done task on the lead",
    async run(world) {
      const lead = ivansLead(world);
      const { ivan } = world.people;
      world.budget(TWO);
      await world.send(world.call({ direction: 'out', type: 'out', by: ivan, recording: REC }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 1, tasks: 0 });
      expect(view.calls).toMatchObject([{ direction: 'outgoing', recordings: [REC] }]);
      expect(doneTasks(world, view)).toMatchObject([{ ownerId: ivan.crmUserId, leads: [lead] }]);
    },
  },
  {
    id: 'SF-07',
    title: 'outgoing conversation by another: done task on the owner, for information, naming the manager',
    async run(world) {
      const lead = ivansLead(world);
      const { ivan, olena } = world.people;
      world.budget(TWO);
      await world.send(world.call({ direction: 'out', type: 'out', by: olena }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 1, tasks: 0 });
      expect(doneTasks(world, view)).toMatchObject([
        {
          ownerId: ivan.crmUserId,
          leads: [lead],
          text: expect.stringContaining(olena.name) as string,
        },
      ]);
    },
  },
  {
    id: 'SF-08',
    title: 'conversation by an unmapped employee: lead and open task for the senior that names what to map',
    async run(world) {
      const ownerId = world.people.sofia.crmUserId;
      world.budget(TWO);
      await world.send(world.call({ by: world.people.petro }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 1, tasks: 1 });
      expect(view.leads).toMatchObject([{ ownerId }]);
      expect(openTasks(view)).toMatchObject([{ ownerId, leads: ids(view.leads) }]);
      expect(openTasks(view)[0]!.text).toMatch(/proj_petro|104|1004|petro@example\.com/);
    },
  },
  {
    id: 'SF-09',
    title: 'lead created by a third party without attribution: attribution filled, nothing else',
    async run(world) {
      await world.setup({ preset: 'attributionOnly' });
      const ownerId = world.people.ivan.crmUserId;
      const lead = world.lab.seed('lead', { ownerId, name: 'From the site' });
      world.budget(TWO);
      await world.send(world.call({ by: world.people.ivan, utm: UTM }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 0, tasks: 0 });
      expect(view.leads).toMatchObject([
        { id: lead, ownerId, name: 'From the site', attribution: ATTRIBUTION },
      ]);
      await world.send(world.call({ id: 'second', utm: { utm_source: 'bing' } }), 'ended');
      expect((await world.view()).leads).toMatchObject([{ attribution: ATTRIBUTION }]);
    },
  },
  {
    id: 'SF-10',
    title: 'lead converted: found through the contact and its opportunity; nothing duplicated',
    async run(world) {
      const { ivan } = world.people;
      const mine = { ownerId: ivan.crmUserId, attribution: { utm_source: 'old' } };
      const contact = world.lab.seed('contact', mine);
      const deal = world.lab.seed('deal', { ...mine, contactId: contact });
      world.lab.seed('lead', { closed: 'won', contactId: contact });
      world.budget(TWO);
      const call = world.call({ by: ivan, recording: REC });
      await world.send(call, 'answered');
      await world.send(call, 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 1, deals: 1, calls: 1, tasks: 0 });
      expect([linked(view.calls[0], 'contact'), linked(view.calls[0], 'deal')]).toEqual([[contact], [deal]]);
      expect(doneTasks(world, view)).toMatchObject([{ ownerId: ivan.crmUserId }]);
      // The contact has lost the number, the converted lead still tells whose it is.
      world.lab.edit('contact', contact, { phone: '+380501112233' });
      await world.send(world.call({ id: 'later', by: ivan }), 'ended');
      const later = await world.view();
      expect(counts(later)).toEqual({ contacts: 1, leads: 1, deals: 1, calls: 2, tasks: 0 });
      expect(linked(later.calls[1], 'deal')).toEqual([deal]);
    },
  },
  {
    id: 'SF-11',
    title: 'Google client id passed; missing fields are made, or one message lists all that are to be added',
    async run(world) {
      world.lab.bare();
      await world.send(world.call({ utm: UTM }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 0, leads: 1, deals: 0, calls: 1, tasks: 0 });
      expect(view.leads).toMatchObject([
        { attribution: ATTRIBUTION, raw: { rs_google_client_id__c: ATTRIBUTION.google_client_id } },
      ]);

      await world.setup();
      world.lab.bare();
      const denied = [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'insufficient access rights' }];
      world.lab.faults.next(
        { match: ({ path }) => path.includes('/tooling/'), answer: { status: 403, body: denied } },
        100,
      );
      const call = world.call({ utm: UTM });
      const { result } = await world.send(call, 'ended');
      for (const field of [
        'Lead.Ringostat_State_Key__c',
        'Lead.rs_utm_source__c',
        'Lead.rs_google_client_id__c',
        'Task.Ringostat_Key__c',
      ])
        expect(result?.error).toContain(field);
      expect(result?.error).toMatch(/Customize Application/);
      expect(await world.view()).toEqual(EMPTY);
      world.lab.faults.clear();
      await world.send(call, 'ended');
      expect(counts(await world.view())).toEqual(counts(view));
    },
  },
  {
    id: 'SF-12',
    title: 'routing asks the lead first, with one request',
    async run(world) {
      const { olena, ivan } = world.people;
      await world.setup({ receive: 'routing' });
      world.lab.seed('lead', { ownerId: ivan.crmUserId });
      world.lab.seed('contact', { ownerId: olena.crmUserId });
      await usersRead(world);
      world.budget(1);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
      // Without an open lead the scheme goes on.
      await world.setup({ receive: 'routing' });
      world.lab.seed('lead', { ownerId: ivan.crmUserId, closed: 'lost' });
      expect((await world.ask(world.call())).body).toBe('');
    },
  },
];
