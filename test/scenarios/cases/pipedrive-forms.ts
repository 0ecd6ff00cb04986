/** Forms of a site in Pipedrive: PD-11 to PD-13. */
import { ATTRIBUTION, counts, ids, numbersOf, openTasks, UTM } from '../look';
import type { Scenario, Settings } from '../types';

const ROW: Settings['rows'] = {
  R10: { company: true, contact: true, deal: true, taskSenior: { state: 'open' } },
};

export const forms: Scenario[] = [
  {
    id: 'PD-11',
    title:
      'form: found by phone under any field name, else e-mail, else client id; organisation, contact, deal, tasks',
    async run(world) {
      await world.setup({ rows: ROW });
      // Searches by phone and e-mail, organisation, contact, deal, task.
      world.budget(6);
      await world.form({ telephone: '+38 (067) 123-45-67', name: 'Olha', email: 'olha@example.com' });
      const view = await world.view();
      expect(counts(view)).toEqual({ contacts: 1, leads: 0, deals: 1, calls: 0, tasks: 1 });
      expect(view.companies).toHaveLength(1);
      expect(view.contacts).toMatchObject([
        { name: 'Olha', phone: '+380671234567', email: 'olha@example.com', companyIds: ids(view.companies) },
      ]);
      expect(view.deals).toMatchObject([{ contactIds: ids(view.contacts), companyIds: ids(view.companies) }]);
      expect(openTasks(view)).toMatchObject([
        { ownerId: world.people.sofia.crmUserId, deals: ids(view.deals), contacts: ids(view.contacts) },
      ]);
      const again: Record<string, string>[] = [
        { tel: '067 123 45 67', name: 'Olha again' },
        { name: 'Olha again', email: 'OLHA@example.com' },
      ];
      for (const known of again) {
        await world.form(known);
        const { contacts, deals, companies } = await world.view();
        expect([ids(contacts), ids(deals), ids(companies)]).toEqual([
          ids(view.contacts),
          ids(view.deals),
          ids(view.companies),
        ]);
      }
      // A new phone with the known e-mail: the contact gets it and keeps the old one; the form again adds nothing.
      for (const tel of ['050 765 43 21', '+380507654321']) {
        await world.form({ tel, name: 'Olha', email: 'olha@example.com' });
        const { contacts } = await world.view();
        expect([ids(contacts), contacts.map(numbersOf)]).toEqual([
          ids(view.contacts),
          [['+380507654321', '+380671234567']],
        ]);
        expect(contacts[0]!.phone).toBe('+380671234567');
      }
      await world.setup({ rows: ROW });
      const contact = world.lab.seed('contact', { attribution: { google_client_id: '77.88' } });
      await world.form({ name: 'Olha', client_id: '77.88' });
      const found = await world.view();
      expect(ids(found.contacts)).toEqual([contact]);
      // Somebody else at the same browser: phone and e-mail are new, so he is.
      await world.form({
        name: 'Petro',
        phone: '050 765 43 21',
        email: 'petro@example.com',
        client_id: '77.88',
      });
      const { contacts: both } = await world.view();
      expect(both.map(({ id, name, phone }) => [id === contact, name, phone])).toEqual([
        [true, expect.any(String), '+380671234567'],
        [false, 'Petro', '+380507654321'],
      ]);
    },
  },
  {
    id: 'PD-12',
    title: 'only an organisation has the number: the deal is not linked to it, unless the setting says so',
    async run(world) {
      const row: Settings['rows'] = { R10: { deal: true } };
      for (const linkOrganization of [false, true]) {
        await world.setup({ rows: row, crmSettings: { linkOrganization } });
        const company = world.lab.seed('company', { phone: '067 123 45 67' });
        await world.form({ phone: '+380671234567', name: 'Olha' });
        const view = await world.view();
        expect(ids(view.companies)).toEqual([company]);
        expect(view.deals).toMatchObject([{ companyIds: linkOrganization ? [company] : [], contactIds: [] }]);
      }
    },
  },
  {
    id: 'PD-13',
    title: 'form fields, variables and a constant go into the fields they are mapped to',
    async run(world) {
      const { contact, deal, company } = world.lab.textField;
      await world.setup({
        rows: ROW,
        mapping: [
          { entity: 'deal', field: deal!, source: { type: 'formField', names: ['subject', 'topic'] } },
          { entity: 'contact', field: contact!, source: { type: 'variable', name: 'utm_campaign' } },
          { entity: 'company', field: company!, source: { type: 'constant', value: 'From the site' } },
        ],
      });
      await world.form({ phone: '+380671234567', name: 'Olha', topic: 'Windows', ...UTM });
      const { deals, contacts, companies } = await world.view();
      expect(deals[0]!.raw[deal!]).toBe('Windows');
      expect(contacts[0]!.raw[contact!]).toBe('brand');
      expect(companies[0]!.raw[company!]).toBe('From the site');
      expect(deals[0]!.attribution).toEqual(ATTRIBUTION);
      // The same field twice is said before anything is written.
      const twice = {
        entity: 'deal' as const,
        field: deal!,
        source: { type: 'constant' as const, value: 'x' },
      };
      await world.setup({ rows: ROW, mapping: [twice, twice] });
      const { result } = await world.form({ phone: '+380671234567', name: 'Olha' });
      expect(result?.error).toContain('two values');
      expect(world.lab.writes()).toEqual([]);
    },
  },
];
