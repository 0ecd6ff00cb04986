/** Scenarios: what the NetHunt article promises. */
import { teamOf } from '../people';
import { counts, ids, linked, MISSED, openTasks, doneTasks, REC } from '../look';
import type { Scenario, Settings, World } from '../types';

const ONE_CALL = { contacts: 1, leads: 0, deals: 0, calls: 1, tasks: 0 };
/** As NetHunt's own integration works: contacts and calls, no looking for deals. */
const withoutDeals = (world: World, change: Partial<Settings> = {}): Promise<void> =>
  world.setup({ crmSettings: { ...world.lab.settings, deals: false }, ...change });
/** The scenarios' calls are older than the process, so what may be there of a known client's is looked for first. */
const LATE = 1;
const out = { direction: 'out', type: 'out' } as const;
const ivans = (world: World): string => world.lab.seed('contact', { ownerId: world.people.ivan.crmUserId });

export const nethunt: Scenario[] = [
  {
    id: 'NH-01',
    title:
      'new client, incoming conversation: contact with source Ringostat, call record on it and the manager',
    async run(world) {
      await withoutDeals(world);
      world.budget(3);
      await world.send(world.call({ recording: REC }), 'ended');
      const view = await world.view();
      const ownerId = world.people.olena.crmUserId;
      expect(counts(view)).toEqual(ONE_CALL);
      expect(view.contacts).toMatchObject([
        { phone: '+380671234567', ownerId, raw: { Source: 'Ringostat' } },
      ]);
      expect(view.calls).toMatchObject([
        { direction: 'incoming', answered: true, ownerId, recordings: [REC] },
      ]);
      expect(linked(view.calls[0], 'contact')).toEqual(ids(view.contacts));
    },
  },
  {
    id: 'NH-02',
    title: 'existing contact, incoming conversation: call record only, linked',
    async run(world) {
      for (const by of ['ivan', 'olena'] as const) {
        await withoutDeals(world);
        const contact = ivans(world);
        world.budget(2 + LATE);
        await world.send(world.call({ by: world.people[by] }), 'ended');
        const view = await world.view();
        expect(counts(view)).toEqual(ONE_CALL);
        expect(linked(view.calls[0], 'contact')).toEqual([contact]);
        expect(view.calls[0]!.ownerId).toBe(world.people[by].crmUserId);
        expect(view.contacts[0]!.ownerId).toBe(world.people.ivan.crmUserId);
      }
    },
  },
  {
    id: 'NH-03',
    title: 'new client, missed: contact with source Ringostat, call record without manager',
    async run(world) {
      await withoutDeals(world);
      world.budget(3);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual(ONE_CALL);
      expect(view.contacts[0]!.raw).toMatchObject({ Source: 'Ringostat' });
      expect(view.calls).toMatchObject([{ answered: false, ownerId: null, direction: 'incoming' }]);
      expect(linked(view.calls[0], 'contact')).toEqual(ids(view.contacts));
    },
  },
  {
    id: 'NH-04',
    title: 'existing contact, missed: call record without manager',
    async run(world) {
      await withoutDeals(world);
      const contact = ivans(world);
      world.budget(2 + LATE);
      await world.send(world.call(MISSED), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual(ONE_CALL);
      expect(view.calls).toMatchObject([{ answered: false, ownerId: null }]);
      expect(linked(view.calls[0], 'contact')).toEqual([contact]);
    },
  },
  {
    id: 'NH-05',
    title: 'unknown number, outgoing conversation: call record in the report only, no contact',
    async run(world) {
      await withoutDeals(world);
      world.budget(2 + LATE);
      await world.send(world.call(out), 'ended');
      const view = await world.view();
      expect(counts(view)).toEqual({ ...ONE_CALL, contacts: 0 });
      expect(view.calls).toMatchObject([
        { direction: 'outgoing', answered: true, links: [], ownerId: world.people.olena.crmUserId },
      ]);
    },
  },
  {
    id: 'NH-06',
    title: 'existing contact, outgoing call, answered or not: call record on the contact',
    async run(world) {
      for (const answered of [true, false]) {
        await withoutDeals(world);
        const contact = ivans(world);
        world.budget(2 + LATE);
        const silent = answered ? {} : { status: 'NO ANSWER', talk: 0 };
        await world.send(world.call({ ...out, ...silent, by: world.people.ivan }), 'ended');
        const view = await world.view();
        expect(counts(view)).toEqual(ONE_CALL);
        expect(view.calls).toMatchObject([{ direction: 'outgoing', answered }]);
        expect(linked(view.calls[0], 'contact')).toEqual([contact]);
      }
    },
  },
  {
    id: 'NH-07',
    title: 'the setting for which calls contacts are created is obeyed',
    async run(world) {
      type Change = Parameters<World['call']>[0];
      const contacts = async (contactsFor: Settings['contactsFor'], change: Change): Promise<number> => {
        await withoutDeals(world, { contactsFor });
        await world.send(world.call(change), 'ended');
        const view = await world.view();
        expect(view.calls).toHaveLength(1);
        return view.contacts.length;
      };
      expect(await contacts(['incoming.missed'], {})).toBe(0);
      expect(await contacts(['incoming.missed'], MISSED)).toBe(1);
      expect(await contacts(['incoming.answered'], {})).toBe(1);
      expect(await contacts(['incoming.answered'], MISSED)).toBe(0);
      expect(await contacts(['outgoing.answered'], out)).toBe(1);
      const silent = { ...out, status: 'NO ANSWER', talk: 0 };
      expect(await contacts(['outgoing.answered'], silent)).toBe(0);
      expect(await contacts(['outgoing.missed'], silent)).toBe(1);
    },
  },
  {
    id: 'NH-08',
    title: 'every call is a record in "Ringostat calls" with its facts and the link to listen',
    async run(world) {
      const facts = async (): Promise<unknown[]> => (await world.view()).calls.map(({ raw }) => raw);
      await withoutDeals(world);
      const contact = ivans(world);
      await world.send(world.call({ by: world.people.ivan, recording: REC, talk: 94 }), 'ended');
      expect(await facts()).toEqual([
        {
          Name: expect.stringContaining('+380 67 123 4567') as string,
          Type: 'Incoming',
          Number: ['+380671234567'],
          'Date and time': '2026-11-20T12:00:00.000Z',
          Status: 'Answered',
          'Talk time, s': 94,
          Contact: [{ id: contact, name: 'Known' }],
          Employee: [world.people.ivan.crmUserId],
          Recording: REC,
          Description: expect.stringContaining(world.people.ivan.name) as string,
          'Ringostat call id': expect.stringContaining('1763700000') as string,
        },
      ]);
      await withoutDeals(world);
      await world.send(world.call({ ...out, ...MISSED }), 'ended');
      const [missed] = await facts();
      expect(missed).toMatchObject({ Type: 'Outgoing', Status: 'Missed', Number: ['+380671234567'] });
      for (const field of ['Contact', 'Employee', 'Recording']) expect(missed).not.toHaveProperty(field);
    },
  },
  {
    id: 'NH-09',
    title:
      'setting on, new contact: deal on the chosen stage, owner = manager; an existing contact gets none',
    async run(world) {
      const [first] = world.lab.pipelines;
      const place = { pipeline: first!.id, stage: first!.open[1]! };
      const rows: Settings['rows'] = { R5: { contact: true, dealIfNew: true, callRecord: true } };
      await withoutDeals(world, { rows, defaultPipeline: place });
      world.budget(4);
      await world.send(world.call(), 'ended');
      const view = await world.view();
      const { crmUserId: ownerId } = world.people.olena;
      expect(view.deals).toMatchObject([{ ...place, ownerId, contactIds: ids(view.contacts), open: true }]);
      expect(linked(view.calls[0], 'deal')).toEqual(ids(view.deals));
      // Known by now, and the same call again is the same call.
      await world.send(world.call({ id: 'ua0_-1763700000.9' }), 'ended');
      await world.send(world.call(), 'ended');
      expect(counts(await world.view())).toMatchObject({ contacts: 1, deals: 1, calls: 2 });
      // A contact without a deal was there before the call.
      await withoutDeals(world, { rows, defaultPipeline: place });
      ivans(world);
      await world.send(world.call(), 'ended');
      expect(counts(await world.view())).toMatchObject({ contacts: 1, deals: 0, calls: 1 });
      // The contact comes at pick-up, the deal after the call.
      await withoutDeals(world, {
        rows: { R2: { contact: true }, R5: { dealIfNew: true, callRecord: true } },
      });
      await world.send(world.call(), 'answered');
      await world.send(world.call(), 'ended');
      expect(counts(await world.view())).toMatchObject({ contacts: 1, deals: 1, calls: 1 });
    },
  },
  {
    id: 'NH-10',
    title: 'employees are recognised by Ringostat id, SIP login or FMC number',
    async run(world) {
      const { ivan } = world.people;
      const nobody = { employee_number: '', employee_fio: '', employee_email: '', extension_number: '' };
      const byId = { employee_number: ivan.id, connected_with: '' };
      for (const sign of [byId, { connected_with: 'proj_ivan' }, { connected_with: ivan.main[1]! }]) {
        const more = { ...nobody, ...sign };
        await withoutDeals(world);
        await world.send(world.call({ by: ivan, more }), 'ended');
        const { calls, contacts } = await world.view();
        expect([more, calls.map(({ ownerId }) => ownerId)]).toEqual([more, [ivan.crmUserId]]);
        expect(contacts.map(({ ownerId }) => ownerId)).toEqual([ivan.crmUserId]);
      }
    },
  },
  {
    id: 'NH-11',
    title: "routing: the contact's manager by default",
    async run(world) {
      await world.setup({ receive: 'routing' });
      ivans(world);
      world.budget(1);
      expect((await world.ask(world.call())).body).toBe('proj_ivan');
    },
  },
  {
    id: 'F-06',
    title: 'SIP logins only: an FMC number is never answered',
    async run(world) {
      const { ivan, olena, sofia } = world.people;
      const ask = async (main: string[]): Promise<string> => {
        const team = teamOf({ ivan: { ...ivan, main }, olena }, sofia.crmUserId);
        await world.setup({ receive: 'routing', team });
        ivans(world);
        return (await world.ask(world.call())).body;
      };
      expect(await ask(['380672223344', 'proj_ivan'])).toBe('proj_ivan');
      expect(await ask(['380672223344'])).toBe('');
    },
  },
  {
    id: 'NH-12',
    title: 'tasks wanted: missed, or another answered: tasks as the matrix says',
    async run(world) {
      const rows: Settings['rows'] = {
        R3: { contact: true, callRecord: true, taskResponsible: { state: 'open' } },
        R4: { callRecord: true, taskManager: { state: 'done' }, taskResponsible: { state: 'open' } },
      };
      await withoutDeals(world, { rows });
      const contact = ivans(world);
      const { ivan, olena } = world.people;
      world.budget(3 + 2 * LATE);
      await world.send(world.call(MISSED), 'ended');
      const missed = await world.view();
      expect(openTasks(missed)).toMatchObject([{ ownerId: ivan.crmUserId, contacts: [contact] }]);
      expect(missed.tasks[0]!.raw).toMatchObject({
        'Due date': '2026-11-20T16:00:30.000Z',
        Priority: 'High',
      });
      await withoutDeals(world, { rows });
      const contacts = [ivans(world)];
      await world.send(world.call({ by: olena }), 'ended');
      const view = await world.view();
      expect(openTasks(view)).toMatchObject([{ ownerId: ivan.crmUserId, contacts }]);
      expect(doneTasks(world, view)).toMatchObject([{ ownerId: olena.crmUserId, contacts }]);
    },
  },
];
