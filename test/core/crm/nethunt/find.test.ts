import { CHOSEN, query, startKit, type Kit } from './kit';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});

test('one query finds the usual notations, neighbours and mentions are dropped', async () => {
  kit = await startKit({ ...CHOSEN, deals: false });
  const stored = [
    '+380671234567',
    '067 123-45-67',
    '(067) 123 45 67',
    '+38 (067) 123-4567',
    '80671234567',
    '67 1234567',
  ];
  const wanted = stored.map((phone) =>
    kit.fake.seed('Contacts', { Name: phone, Phone: ['+380500000000', phone] }),
  );
  kit.fake.seed('Contacts', { Name: 'Neighbour', Phone: ['+380671234568'] });
  kit.fake.seed('Contacts', { Name: 'Mention', Notes: 'call 380671234567' });
  const found = await kit.provider.find(query());
  expect(found.map(({ id }) => id)).toEqual(wanted);
  expect(kit.log()).toEqual(['GET find-record Contacts']);
});

test('a contact as the product sees it: owner, attribution, call, times, link', async () => {
  kit = await startKit();
  const at = Date.UTC(2026, 9, 1, 8);
  const fields = {
    Name: 'Olena K.',
    Phone: ['+380671234567'],
    Manager: ['ivan@example.com', 'olena@example.com'],
  };
  const own = { 'UTM source': 'google', 'Google client id': '1.2', 'Ringostat call id': 'p_1' };
  const id = kit.fake.seed('Contacts', { ...fields, ...own }, at);
  const [contact] = await kit.provider.find(query({ entities: ['contact'] }));
  expect(contact).toMatchObject({
    entity: 'contact',
    id,
    name: 'Olena K.',
    ownerId: 'ivan@example.com',
    open: true,
    url: `https://nethunt.com/app/#/record/${id}`,
    createdAt: '2026-10-01T08:00:00.000Z',
    updatedAt: '2026-10-01T08:00:00.000Z',
    attribution: { utm_source: 'google', utm_medium: null, google_client_id: '1.2' },
    callId: 'p_1',
  });
});

test.each(['objects', 'names'] as const)(
  'deals hang on the contact, references told as %s',
  async (references) => {
    kit = await startKit(CHOSEN, { references });
    const contact = kit.fake.seed('Contacts', { Name: 'Olena K.', Phone: ['+380671234567'] });
    const other = kit.fake.seed('Contacts', { Name: 'Petro', Phone: ['+380501111111'] });
    const open = kit.fake.seed('Deals', { Name: 'A', Contact: [contact], Stage: 'New' });
    const lost = kit.fake.seed('Deals', { Name: 'B', Contact: [contact], Stage: 'Lost' });
    kit.fake.seed('Deals', { Name: 'Olena K.', Contact: [other], Stage: 'New' });
    const found = await kit.provider.find(query());
    const deals = found.filter(({ entity }) => entity === 'deal');
    expect(deals.map(({ id, open: isOpen, contactIds }) => ({ id, isOpen, contactIds }))).toEqual([
      { id: open, isOpen: true, contactIds: [contact] },
      { id: lost, isOpen: false, contactIds: [contact] },
    ]);
    expect(kit.log()).toEqual(['GET find-record Contacts', 'GET find-record Deals']);
  },
);

test('deals cost nothing when nobody is found, or when the setting is off and nobody asks whom to ring', async () => {
  kit = await startKit({ ...CHOSEN, deals: false });
  expect(await kit.provider.find(query())).toEqual([]);
  const contact = kit.fake.seed('Contacts', { Name: 'A', Phone: ['+380671234567'] });
  kit.fake.seed('Deals', { Name: 'D', Contact: [contact], Stage: 'New' });
  expect(await kit.provider.find(query())).toHaveLength(1);
  expect(kit.log()).toEqual(['GET find-record Contacts', 'GET find-record Contacts']);
  const routing = query({ entities: ['contact', 'deal'], signal: new AbortController().signal });
  expect(await kit.provider.find(routing)).toHaveLength(2);
});

test('a form: by number, else by e-mail, else by client id, in one request', async () => {
  kit = await startKit({ ...CHOSEN, deals: false });
  const mail = kit.fake.seed('Contacts', { Name: 'Mail', Email: ['Olha@Example.com'] });
  const browser = kit.fake.seed('Contacts', { Name: 'Browser', 'Google client id': '11.22' });
  const ask = async (change: object): Promise<string[]> =>
    (await kit.provider.find(query({ email: 'olha@example.com', googleClientId: '11.22', ...change }))).map(
      ({ id }) => id,
    );
  expect(await ask({})).toEqual([mail]);
  expect(await ask({ email: 'nobody@example.com' })).toEqual([browser]);
  const phone = kit.fake.seed('Contacts', { Name: 'Phone', Phone: ['0671234567'] });
  expect(await ask({})).toEqual([phone]);
  expect(kit.log()).toHaveLength(3);
});

test('what was made moments ago is read by id; gone, it is searched', async () => {
  kit = await startKit({ ...CHOSEN, deals: false }, { searchLagMs: 60_000 });
  const step = { timeZone: 'Europe/Kyiv', fields: { Name: 'New', Phone: '+380671234567' } };
  await kit.http.request(
    { method: 'POST', path: `/actions/create-record/${CHOSEN.contactsFolder}`, json: step },
    { action: 'test' },
  );
  const id = kit.fake.records('Contacts')[0]!.id;
  expect(await kit.provider.find(query())).toEqual([]);
  expect((await kit.provider.find(query({ recent: { contact: id } }))).map((record) => record.id)).toEqual([
    id,
  ]);
  kit.fake.remove(id);
  const old = kit.fake.seed('Contacts', { Name: 'Old', Phone: ['+380671234567'] });
  expect((await kit.provider.find(query({ recent: { contact: id } }))).map((record) => record.id)).toEqual([
    old,
  ]);
});

test('companies on request, with the deals of a company when no person is known', async () => {
  kit = await startKit(CHOSEN, { nothingFound: '404' });
  const company = kit.fake.seed('Companies', {
    Name: 'Firm "A"',
    Phone: ['0671234567'],
    Manager: ['ivan@example.com'],
  });
  const deal = kit.fake.seed('Deals', { Name: 'D', Company: [company], Stage: 'New' });
  const found = await kit.provider.find(query({ entities: ['company', 'deal'] }));
  expect(found.map(({ entity, id, companyIds }) => [entity, id, companyIds])).toEqual([
    ['company', company, []],
    ['deal', deal, [company]],
  ]);
});

test('with nothing chosen the folders are read once; fields are not needed to find', async () => {
  kit = await startKit({});
  const id = kit.fake.seed('Contacts', { Name: 'A', Phone: ['+380671234567'] });
  for (const time of [1, 2])
    expect([time, (await kit.provider.find(query())).map((found) => found.id)]).toEqual([time, [id]]);
  expect(kit.log()).toEqual(['GET readable-folder', 'GET find-record Contacts', 'GET find-record Contacts']);
});
