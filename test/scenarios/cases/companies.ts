/** Scenario G-30: the number is a company's. In every CRM. */
import { counts, ids, linked, MISSED, openTasks } from '../look';
import type { Scenario } from '../types';

export const companies: Scenario[] = [
  {
    id: 'G-30',
    title:
      'only a company carries the number: call record and tasks hang on it, a new contact is linked to it',
    async run(world) {
      const { ivan, olena } = world.people;
      const order = ['deal', 'lead', 'contact', 'company'] as const;
      const rows = {
        R3: { callRecord: true, taskResponsible: { state: 'open' } },
        R4: { callRecord: true, contact: true },
        R5: { callRecord: true, contact: true },
      } as const;
      await world.setup({ order: [...order], rows });
      const company = world.lab.seed('company', {
        phone: '380671234567',
        name: 'Sofa Ltd',
        ownerId: ivan.crmUserId,
      });
      await world.send(world.call(MISSED), 'ended');
      const missed = await world.view();
      expect(counts(missed)).toMatchObject({ contacts: 0, deals: 0, leads: 0, calls: 1, tasks: 1 });
      expect(openTasks(missed).map(({ ownerId }) => ownerId)).toEqual([ivan.crmUserId]);
      for (const activity of [...missed.calls, ...missed.tasks])
        expect(linked(activity, 'company')).toEqual([company]);
      // Somebody of the company talked: he becomes its contact.
      await world.send(world.call({ id: 'ua0_-1763700030.1', by: olena }), 'ended');
      const view = await world.view();
      expect(ids(view.companies)).toEqual([company]);
      expect(view.contacts.map(({ companyIds }) => companyIds)).toEqual([[company]]);
      const talked = view.calls.filter(({ answered }) => answered);
      expect(talked.map((call) => linked(call, 'contact'))).toEqual([ids(view.contacts)]);
      expect(talked.map((call) => linked(call, 'company'))).toEqual([[company]]);
    },
  },
];
