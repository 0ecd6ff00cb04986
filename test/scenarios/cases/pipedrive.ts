/** Scenarios: what the Pipedrive article promises. Sites and plans are in pipedrive-more.ts. */
import {
  ATTRIBUTION,
  counts,
  doneTasks,
  endOf,
  hours,
  ids,
  linked,
  MISSED,
  openTasks,
  REC,
  UTM,
} from '../look';
import { forms } from './pipedrive-forms';
import { plans } from './pipedrive-plans';
import { fresh } from './pipedrive-kit';
import type { Scenario, World } from '../types';

const out = { direction: 'out', type: 'out' } as const;

/** A contact with an open deal, both Ivan's and both with attribution. */
function ivansClient(world: World): { contact: string; deal: string } {
  const ownerId = world.people.ivan.crmUserId;
  const attribution = { utm_source: 'old' };
  const contact = world.lab.seed('contact', { ownerId, attribution });
  return { contact, deal: world.lab.seed('deal', { contactId: contact, ownerId, attribution }) };
}
const ONE = { contacts: 1, leads: 0, deals: 1, calls: 1, tasks: 0 };

const calls: Scenario[] = [
  {
    id: 'PD-01',
    title:
      'new client, pick-up: organisation, contact, deal at that moment, with attribution; owner = manager',
    async run(world) {
      // Search, organisation, contact, deal.
      world.budget(4);
      await world.send(world.call({ utm: UTM }), 'answered');
      const view = await world.view();
      const ownerId = world.people.olena.crmUserId;
      expect(counts(view)).toEqual({ ...ONE, calls: 0 });
      expect(view.companies).toMatchObject([{ ownerId, attribution: ATTRIBUTION }]);
      expect(view.contacts).toMatchObject([
        { ownerId, attribution: ATTRIBUTION, phone: '+380671234567', companyIds: ids(view.companies) },
      ]);
      expect(view.deals).toMatchObject([
        {
          ownerId,
          attribution: ATTRIBUTION,
          contactIds: ids(view.contacts),
          companyIds: ids(view.companies),
        },
      ]);
      await world.send(world.call({ utm: UTM, recording: REC }), 'ended');
      const after = await world.view();
      expect(counts(after)).toEqual(ONE);
      expect(ids(after.companies)).toEqual(ids(view.companies));
      expect(linked(after.calls[0], 'deal')).toEqual(ids(view.deals));
      expect(linked(after.calls[0], 'contact')).toEqual(ids(view.contacts));
    },
  },
  {
    id: 'PD-02',
    title: 'new client, missed: the same on the senior, open task for him on the deal, +4 h',
    async run(world) {
      world.budget(5);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      const ownerId = world.people.sofia.crmUserId;
      expect(counts(view)).toEqual({ ...ONE, calls: 0, tasks: 1 });
      for (const records of [view.companies, view.contacts, view.deals])
        expect(records).toMatchObject([{ ownerId }]);
      expect(openTasks(view)).toMatchObject([
        { ownerId, deals: ids(view.deals), contacts: ids(view.contacts) },
      ]);
      expect(hours(endOf(world), view.tasks[0]!.dueAt)).toBeCloseTo(4, 1);
    },
  },
  {
    id: 'PD-03',
    title: 'contact with open deal, missed: open task for the responsible',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(3);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ ...ONE, calls: 0, tasks: 1 });
      const ownerId = world.people.ivan.crmUserId;
      expect(openTasks(view)).toMatchObject([{ ownerId, deals: [deal], contacts: [contact] }]);
    },
  },
  {
    id: 'PD-04',
    title: 'the responsible took it: done task with the recording link, nothing new',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(2);
      await world.send(world.call({ ...fresh(), by: world.people.ivan }), 'ended');
      await world.send(world.call({ ...fresh(), by: world.people.ivan, recording: REC }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual(ONE);
      expect(doneTasks(world, view)).toMatchObject([
        { ownerId: world.people.ivan.crmUserId, deals: [deal], contacts: [contact] },
      ]);
      // The recording came with a second delivery.
      expect(view.calls[0]!.recordings).toContain(REC);
    },
  },
  {
    id: 'PD-05',
    title: 'another took it: done task on him, open task for the responsible',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(3);
      await world.send(world.call(fresh()), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ ...ONE, tasks: 1 });
      const on = { deals: [deal], contacts: [contact] };
      const { olena, ivan } = world.people;
      expect(doneTasks(world, view)).toMatchObject([{ ownerId: olena.crmUserId, ...on }]);
      expect(openTasks(view)).toMatchObject([{ ownerId: ivan.crmUserId, ...on }]);
      expect(`${openTasks(view)[0]!.subject} ${openTasks(view)[0]!.text}`).toContain(olena.name);
    },
  },
  {
    id: 'PD-06',
    title: 'contact without open deal, conversation: a new deal for that contact',
    async run(world) {
      const contact = world.lab.seed('contact', { ownerId: world.people.ivan.crmUserId });
      const lost = world.lab.seed('deal', { contactId: contact, closed: 'lost' });
      world.budget(3);
      await world.send(world.call({ ...fresh(), by: world.people.ivan }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ ...ONE, deals: 2 });
      const deal = view.deals.find(({ id }) => id !== lost);
      expect(deal).toMatchObject({ open: true, contactIds: [contact], ownerId: world.people.ivan.crmUserId });
      expect(linked(view.calls[0], 'deal')).toEqual([deal!.id]);
    },
  },
  {
    id: 'PD-07',
    title: 'only closed deals and dealIfNone: no new deal, recorded on the newest closed one',
    async run(world) {
      const done = { state: 'done' as const };
      await world.setup({
        rows: { R2: { dealIfNone: true }, R5: { dealIfNone: true, callRecord: true, taskManager: done } },
      });
      const ownerId = world.people.ivan.crmUserId;
      const contactId = world.lab.seed('contact', { ownerId });
      const deal = (closed: 'won' | 'lost', at: string): string =>
        world.lab.seed('deal', { contactId, ownerId, closed, at: Date.parse(at) });
      deal('won', '2026-01-01T00:00:00Z');
      const newest = deal('lost', '2026-06-01T00:00:00Z');
      world.budget(2);
      await world.send(world.call({ ...fresh(), by: world.people.ivan }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ ...ONE, deals: 2 });
      expect(linked(view.calls[0], 'deal')).toEqual([newest]);
    },
  },
  {
    id: 'PD-08',
    title: 'open deal, outgoing conversation by the responsible: done task on the deal',
    async run(world) {
      const { contact, deal } = ivansClient(world);
      world.budget(2);
      await world.send(world.call({ ...out, ...fresh(), by: world.people.ivan }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual(ONE);
      expect(view.calls).toMatchObject([{ direction: 'outgoing', answered: true }]);
      expect(doneTasks(world, view)).toMatchObject([
        { ownerId: world.people.ivan.crmUserId, deals: [deal], contacts: [contact] },
      ]);
    },
  },
  {
    id: 'PD-09',
    title: 'open deal, outgoing conversation by another: done task for the responsible, for information',
    async run(world) {
      const { deal } = ivansClient(world);
      world.budget(2);
      await world.send(world.call({ ...out, ...fresh() }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual(ONE);
      const [task] = doneTasks(world, view);
      expect(task).toMatchObject({ ownerId: world.people.ivan.crmUserId, deals: [deal] });
      expect(task!.text).toContain(world.people.olena.name);
    },
  },
  {
    id: 'PD-10',
    title: 'unmapped employee: task for the senior that names what to map, the deal is created all the same',
    async run(world) {
      // Search, organisation, contact, deal, call log, task.
      world.budget(6);
      await world.send(world.call({ by: world.people.petro }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ ...ONE, tasks: 1 });
      const ownerId = world.people.sofia.crmUserId;
      expect(view.deals).toMatchObject([{ ownerId, contactIds: ids(view.contacts) }]);
      expect(openTasks(view)).toMatchObject([{ ownerId, deals: ids(view.deals) }]);
      expect(openTasks(view)[0]!.text).toMatch(/proj_petro|104|1004|petro@example\.com/);
    },
  },
  {
    id: 'PD-14',
    title: 'created by a third party: attribution filled where all six are empty, nothing else',
    async run(world) {
      await world.setup({ preset: 'attributionOnly' });
      const contactId = world.lab.seed('contact', { attribution: { utm_source: 'kept' } });
      const deal = world.lab.seed('deal', { contactId });
      // Search, both records read, one change.
      world.budget(4);
      await world.send(world.call({ ...fresh(), utm: UTM }), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ ...ONE, calls: 0 });
      expect(view.deals).toMatchObject([{ id: deal, attribution: ATTRIBUTION }]);
      expect(view.contacts[0]!.attribution).toMatchObject({ utm_source: 'kept', utm_medium: null });
    },
  },
  {
    id: 'PD-15',
    title: 'rules place the new deal in its pipeline',
    async run(world) {
      const [, partners] = world.lab.pipelines;
      const stage = partners!.open[0]!;
      const rule = { variable: 'pool_name', pipeline: partners!.id, stage };
      await world.setup({
        pipelineRules: [
          { ...rule, operator: 'equals', value: 'Other', stage: '11', pipeline: '1' },
          { ...rule, operator: 'contains', value: 'Context' },
        ],
      });
      await world.send(world.call({ pool: 'Context ads' }), 'ended');
      const { deals } = await world.view();
      expect(deals.map(({ pipeline, stage: at }) => [pipeline, at])).toEqual([[partners!.id, stage]]);
    },
  },
];

export const pipedrive: Scenario[] = [...calls, ...forms, ...plans];
