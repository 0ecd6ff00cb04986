import type { FindQuery } from '../../../../core/crm/port';
import { phoneForms } from '../../../../core/phone/phone';
import { startKit, type Kit } from './kit';

let kit: Kit;
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<void> => {
  kit = await startKit(options);
};
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const phone = phoneForms('+380671234567', 'UA')!;
const query = (change: Partial<FindQuery> = {}): FindQuery => ({
  phone,
  email: null,
  googleClientId: null,
  entities: ['contact', 'lead', 'deal'],
  closedDeals: true,
  recent: {},
  ...change,
});
const ids = async (change: Partial<FindQuery> = {}): Promise<string[]> =>
  (await kit.provider.find(query(change))).map(({ entity, id }) => `${entity} ${id}`);

test('contact, lead and deals of a number in one request, open and closed told apart', async () => {
  await start();
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Known', Phone: '067 123-45-67' });
  const lead = kit.fake.seed('Leads', { Last_Name: 'Lead', Mobile: '+380671234567' });
  kit.fake.seed('Contacts', { Last_Name: 'Polish', Phone: '+48671234567' });
  const on = { Contact_Name: { id: contact } };
  const open = kit.fake.seed('Deals', { Deal_Name: 'Open', Stage: 'Qualification', ...on });
  const won = kit.fake.seed('Deals', { Deal_Name: 'Won', Stage: 'Closed Won', ...on });
  kit.fake.seed('Deals', { Deal_Name: 'Other', Stage: 'Qualification' });
  const found = await kit.provider.find(query());
  expect(kit.fake.requests).toHaveLength(1);
  expect(found.map(({ entity, id, open: is }) => [entity, id, is])).toEqual(
    expect.arrayContaining([
      ['contact', contact, true],
      ['lead', lead, true],
      ['deal', open, true],
      ['deal', won, false],
    ]),
  );
  expect(found).toHaveLength(4);
  expect(found.find(({ id }) => id === open)).toMatchObject({ contactIds: [contact], name: 'Open' });
});

test('a notation no query foresees: found by search, its deals by a second request', async () => {
  await start();
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Known', Phone: '+38.067.12.34.567' });
  const deal = kit.fake.seed('Deals', {
    Deal_Name: 'Open',
    Stage: 'Qualification',
    Contact_Name: { id: contact },
  });
  expect(await ids()).toEqual([`contact ${contact}`, `deal ${deal}`]);
  expect(kit.fake.requests).toHaveLength(2);
});

test('what search does not show yet is found by the database', async () => {
  await start({ searchLagMs: 600_000 });
  const { provider } = kit;
  const made = await provider.createOrUpdate('lead', { name: 'New' }, phone);
  expect(await ids()).toEqual([`lead ${made.id}`]);
});

test('lost and converted leads are not open', async () => {
  await start();
  const lost = kit.fake.seed('Leads', {
    Last_Name: 'Lost',
    Phone: '+380671234567',
    Lead_Status: 'Lost Lead',
  });
  const converted = kit.fake.seed('Leads', { Last_Name: 'Was', Phone: '+380671234567' });
  kit.fake.convert(converted, {});
  const found = await kit.provider.find(query({ entities: ['lead'] }));
  expect(found.filter(({ open }) => open)).toEqual([]);
  expect(found.map(({ id }) => id)).toContain(lost);
});

test('a form: by number, else by e-mail, else by client id', async () => {
  await start();
  const mail = kit.fake.seed('Leads', { Last_Name: 'Mail', Email: "o'neil@example.com" });
  const client = kit.fake.seed('Contacts', { Last_Name: 'Browser', rs_google_client_id: '11.22' });
  const signs = { email: "O'Neil@example.com", googleClientId: '11.22' };
  expect(await ids({ ...signs })).toEqual([`lead ${mail}`]);
  expect(await ids({ ...signs, phone: null, email: 'x@y.z' })).toEqual([`contact ${client}`]);
  const number = kit.fake.seed('Contacts', { Last_Name: 'Number', Phone: '+380671234567' });
  expect(await ids({ ...signs })).toEqual([`contact ${number}`]);
});

test('a company and the deal on it, when companies are wanted', async () => {
  await start();
  const company = kit.fake.seed('Accounts', { Account_Name: 'Ltd', Phone: '+380671234567' });
  const deal = kit.fake.seed('Deals', {
    Deal_Name: 'Open',
    Stage: 'Qualification',
    Account_Name: { id: company },
  });
  expect(await ids({ entities: ['contact', 'company', 'deal'] })).toEqual([
    `company ${company}`,
    `deal ${deal}`,
  ]);
});

test('an organisation without our fields is asked without them, and remembered as such', async () => {
  await start({ bare: true });
  const lead = kit.fake.seed('Leads', { Last_Name: 'Lead', Phone: '+380671234567' });
  expect(await ids({ googleClientId: '1.2' })).toEqual([`lead ${lead}`]);
  const spent = kit.fake.requests.length;
  expect(await ids({ googleClientId: '1.2' })).toEqual([`lead ${lead}`]);
  expect(kit.fake.requests.length - spent).toBe(1);
});

test('a stage of their own: asked once whether it is closed', async () => {
  await start({
    dealLayouts: [
      {
        id: '4876876000000091023',
        name: 'Standard',
        pipelines: [
          {
            id: '4876876000000091024',
            name: 'Own',
            stages: [
              { id: '4876876000000091025', name: 'Начало', type: 'Open' },
              { id: '4876876000000091026', name: 'Конец', type: 'Closed Lost' },
            ],
          },
        ],
      },
    ],
  });
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Known', Phone: '+380671234567' });
  const deal = (Stage: string): string =>
    kit.fake.seed('Deals', { Deal_Name: Stage, Stage, Pipeline: 'Own', Contact_Name: { id: contact } });
  deal('Начало');
  deal('Конец');
  const states = async (): Promise<unknown[]> =>
    (await kit.provider.find(query({ entities: ['deal'] })))
      .filter(({ entity }) => entity === 'deal')
      .map(({ name, open }) => [name, open]);
  expect(await states()).toEqual(
    expect.arrayContaining([
      ['Начало', true],
      ['Конец', false],
    ]),
  );
  const spent = kit.fake.requests.length;
  await states();
  expect(kit.fake.requests.length - spent).toBe(1);
  expect(await kit.provider.pipelines()).toEqual([
    {
      id: 'Own',
      name: 'Own',
      stages: [
        { id: 'Начало', name: 'Начало', closed: false },
        { id: 'Конец', name: 'Конец', closed: true },
      ],
    },
  ]);
});

test('a scope that is missing is named', async () => {
  await start({ scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.composite_requests.CUSTOM', 'ZohoCRM.coql.READ'] });
  await expect(kit.provider.find(query())).rejects.toMatchObject({
    kind: 'notPermitted',
    advice: expect.stringContaining('ZohoSearch.securesearch.READ') as string,
  });
});

test('a standard field that an organisation took away is left out of the question', async () => {
  await start();
  for (const field of ['Other_Phone', 'Mobile']) kit.fake.removeField('Contacts', field);
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Known', Phone: '+380671234567' });
  expect(await ids()).toEqual([`contact ${contact}`]);
});
