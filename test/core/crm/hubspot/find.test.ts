import { phoneForms } from '../../../../core/phone/phone';
import type { FindQuery } from '../../../../core/crm/port';
import { startKit, type Kit } from './kit';

const phone = phoneForms('+380671234567', 'UA')!;
const query = (change: Partial<FindQuery> = {}): FindQuery => ({
  phone,
  email: null,
  googleClientId: null,
  entities: ['contact', 'deal'],
  closedDeals: true,
  recent: {},
  ...change,
});
let kit: Kit;
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<Kit> =>
  (kit = await startKit(options));
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const briefly = (found: { entity: string; id: string }[]): string[] =>
  found.map(({ entity, id }) => `${entity} ${id}`);

test('nobody: one request, nothing found', async () => {
  await start();
  expect(await kit.provider.find(query())).toEqual([]);
  expect(kit.log()).toEqual(['POST contacts/search']);
});

test('contact with deals: two requests; owners, attribution, call id, links, open and closed', async () => {
  await start();
  const contact = kit.fake.seed.contact({
    firstname: 'Olena',
    lastname: 'K',
    phone: '067 123-45-67',
    hubspot_owner_id: '81234',
    utm_source: 'google',
    ringostat_call_id: 'p_1',
  });
  const deal = (dealstage: string, createdAt: number): string =>
    kit.fake.seed.deal(
      { dealname: dealstage, dealstage, pipeline: 'default', hubspot_owner_id: '81235' },
      { links: { contacts: [contact] }, createdAt },
    );
  const closed = deal('closedlost', 1000);
  const open = deal('appointmentscheduled', 2000);
  const found = await kit.provider.find(query());
  expect(kit.log()).toEqual(['POST contacts/search', 'POST deals/search']);
  expect(briefly(found)).toEqual([`contact ${contact}`, `deal ${open}`, `deal ${closed}`]);
  expect(found[0]).toMatchObject({ name: 'Olena K', ownerId: '81234', open: true, callId: 'p_1', url: null });
  expect(found[0]?.attribution).toMatchObject({
    utm_source: 'google',
    utm_medium: null,
    google_client_id: null,
  });
  expect(found[1]).toMatchObject({ open: true, ownerId: '81235', contactIds: [contact] });
  expect(found[2]).toMatchObject({ open: false });
});

test.each([
  '+380671234567',
  '380671234567',
  '0671234567',
  '067 123 45 67',
  '+38 (067) 123-45-67',
  '80671234567',
  '067-123-45-67, 050 111 22 33',
])('the number stored as %s is found', async (stored) => {
  await start({ phoneCountry: 'UA' });
  const id = kit.fake.seed.contact(
    stored.includes(',') ? { mobilephone: '+380671234567', phone: stored } : { phone: stored },
  );
  expect(briefly(await kit.provider.find(query({ entities: ['contact'] })))).toEqual([`contact ${id}`]);
});

test.each([
  ['phone', '067 123 45 67 (Viber)'],
  ['phone', '(067) 123-45-67,,,001#'],
  ['phone', '0501112233 0671234567'],
  ['mobilephone', 'моб. 0671234567 або 0501112233'],
  ['mobilephone', '380671234567.0'],
  ['hs_whatsapp_phone_number', '+380671234567'],
  ['hs_whatsapp_phone_number', '380671234567'],
])('the number in %s as %s is found', async (name, stored) => {
  await start();
  const id = kit.fake.seed.contact({ [name]: stored });
  expect(briefly(await kit.provider.find(query({ entities: ['contact'] })))).toEqual([`contact ${id}`]);
  expect(kit.log()).toEqual(['POST contacts/search']);
});

test.each([['+48671234567'], ['+34671234567'], ['+972671234567']])(
  'a company and a contact of home with the digits of %s are somebody else',
  async (number) => {
    await start({ phoneCountry: 'UA' });
    for (const phone of ['067 123 45 67', '0671234567', '671234567']) {
      kit.fake.seed.contact({ phone });
      kit.fake.seed.contact({ hs_whatsapp_phone_number: phone });
      kit.fake.seed.company({ phone });
    }
    const caller = phoneForms(number, 'UA');
    expect(await kit.provider.find(query({ phone: caller, entities: ['contact', 'company'] }))).toEqual([]);
    expect(await kit.provider.find(query({ entities: ['contact', 'company'] }))).toHaveLength(7);
  },
);

test('a portal without the WhatsApp property is searched without it', async () => {
  await start();
  const id = kit.fake.seed.contact({ phone: '067 123-45-67' });
  kit.fake.removeProperty('contacts', 'hs_whatsapp_phone_number');
  expect(briefly(await kit.provider.find(query({ entities: ['contact'] })))).toEqual([`contact ${id}`]);
  expect(kit.log()).toEqual(['POST contacts/search', 'POST contacts/search']);
});

test.each(['+48671234567', '+1380671234567', '5380671234567', '+38067123456700'])(
  '%s is another number',
  async (stored) => {
    await start();
    kit.fake.seed.contact({ phone: stored });
    expect(await kit.provider.find(query())).toEqual([]);
  },
);

test('a portal that masks phones: the searchable number decides', async () => {
  await start({ maskPhones: true });
  const id = kit.fake.seed.contact({ phone: '+380671234567' });
  expect(briefly(await kit.provider.find(query()))).toEqual([`contact ${id}`]);
});

test('several contacts: deals know their contacts, no step deeper', async () => {
  await start();
  const [one, two] = [
    kit.fake.seed.contact({ phone: '0671234567' }),
    kit.fake.seed.contact({ mobilephone: '+380671234567' }),
  ];
  const deal = kit.fake.seed.deal(
    { dealname: 'D', dealstage: 'appointmentscheduled', pipeline: 'default' },
    { links: { contacts: [two] } },
  );
  const found = await kit.provider.find(query());
  expect(kit.fake.requests).toHaveLength(3);
  expect(found.map(({ id }) => id).sort()).toEqual([deal, one, two].sort());
  expect(found.find(({ id, entity }) => id === deal && entity === 'deal')?.contactIds).toEqual([two]);
});

test('companies only when they are wanted; their deals when there is no contact', async () => {
  await start();
  const company = kit.fake.seed.company({ name: 'Firm', phone: '+380 67 123 4567' });
  const deal = kit.fake.seed.deal(
    { dealname: 'D', dealstage: 'appointmentscheduled', pipeline: 'default' },
    { links: { companies: [company] } },
  );
  expect(await kit.provider.find(query())).toEqual([]);
  const found = await kit.provider.find(query({ entities: ['contact', 'company', 'deal'] }));
  expect(briefly(found)).toEqual([`company ${company}`, `deal ${deal}`]);
});

test('records made moments ago are read, not searched, while the index is blind', async () => {
  await start({ searchLagMs: 60_000 });
  const { fake, provider } = kit;
  const { connect } = kit;
  const made = await provider.createOrUpdate('contact', { name: 'New' }, phone);
  const deal = await provider.createOrUpdate('deal', { name: 'D', contactId: made.id }, null);
  const from = fake.requests.length;
  expect(await connect().provider.find(query())).toEqual([]);
  const found = await provider.find(query({ recent: { contact: made.id, deal: deal.id } }));
  expect(briefly(found)).toEqual([`contact ${made.id}`, `deal ${deal.id}`]);
  expect(found[1]).toMatchObject({ contactIds: [made.id], open: true });
  expect(kit.log().slice(from + 1)).toEqual([`GET contacts/${made.id}`, 'POST deals/batch/read']);
});

test('a remembered contact that was deleted: the search is asked', async () => {
  await start();
  const gone = kit.fake.seed.contact({ phone: '+380671234567' });
  kit.fake.archive('contacts', gone);
  const other = kit.fake.seed.contact({ phone: '+380671234567' });
  expect(briefly(await kit.provider.find(query({ recent: { contact: gone } })))).toEqual([
    `contact ${other}`,
  ]);
});

test('a form: phone and e-mail side by side, then deals; three requests', async () => {
  await start();
  const byMail = kit.fake.seed.contact({ email: 'Olena@Client.example' });
  const byClient = kit.fake.seed.contact({ google_client_id: '11.22' });
  kit.fake.seed.contact({ email: 'other@client.example' });
  const found = await kit.provider.find(query({ email: 'olena@client.example', googleClientId: '11.22' }));
  expect(found.map(({ id }) => id)).toEqual([byMail]);
  expect(kit.log().slice(0, 2)).toEqual(['POST contacts/search', 'POST contacts/search']);
  const unknownMail = await kit.provider.find(query({ email: 'new@x.example', googleClientId: '11.22' }));
  expect(unknownMail.map(({ id }) => id)).toEqual([byClient]);
  // The number says more than a mailbox or a browser that several people share, however new their records are.
  const byPhone = kit.fake.seed.contact({ phone: '+380671234567' }, { createdAt: 0 });
  const all = await kit.provider.find(query({ email: 'olena@client.example', googleClientId: '11.22' }));
  expect(all.map(({ id }) => id)).toEqual([byPhone]);
});

test('a portal without our properties: the client id is left out of the search', async () => {
  await start({ bare: true });
  const id = kit.fake.seed.contact({ email: 'olena@client.example' });
  const found = await kit.provider.find(
    query({ phone: null, email: 'olena@client.example', googleClientId: '11.22' }),
  );
  expect(briefly(found)).toEqual([`contact ${id}`]);
  expect(found[0]?.callId).toBeNull();
});

test('a hostile e-mail stays a value of the filter', async () => {
  await start();
  kit.fake.seed.contact({ email: 'a@b.example' });
  const email = '"}],"filterGroups":[]* OR 1=1';
  expect(await kit.provider.find(query({ phone: null, email }))).toEqual([]);
  const [{ body } = { body: null }] = kit.fake.requests;
  expect(body).toMatchObject({
    filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: email.toLowerCase() }] }],
  });
});
