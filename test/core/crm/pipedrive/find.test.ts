import { contactStep, dealStep, query, startKit, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
const phones = (value: string): unknown => [{ value, primary: true, label: 'work' }];
const brief = (found: Awaited<ReturnType<Kit['provider']['find']>>): string[] =>
  found.map(({ entity, id, open }) => `${entity} ${id} ${open ? 'open' : 'closed'}`).sort();

test('one search: contact in any notation, his open and closed deals and leads; strangers are left out', async () => {
  const contact = kit.fake.seed.person({ name: 'Olha', phones: phones('067 123-45-67'), owner_id: 81234 });
  kit.fake.seed.person({ name: 'Longer', phones: phones('+1 380671234567') });
  const on = { person_id: Number(contact) };
  const open = kit.fake.seed.deal({ title: 'Open', owner_id: 81235, ...on });
  const won = kit.fake.seed.deal({ title: 'Won', status: 'won', ...on });
  const archived = kit.fake.seed.deal({ title: 'Archived', is_archived: true, ...on });
  const lead = kit.fake.seed.lead({ title: 'Lead', owner_id: 81236, ...on });
  const found = await kit.provider.find(query());
  expect(brief(found)).toEqual(
    [
      `contact ${contact} open`,
      `deal ${open} open`,
      `deal ${won} closed`,
      `deal ${archived} closed`,
      `lead ${lead} open`,
    ].sort(),
  );
  expect(found.find(({ entity }) => entity === 'deal')).toMatchObject({
    ownerId: '81235',
    contactIds: [contact],
  });
  expect(kit.log()).toEqual(['GET itemSearch']);
});

test('an organisation is found by the field of its number; its deals count when no contact is known', async () => {
  const phone = kit.fake.fields('organization').find(({ name }) => name === 'Ringostat phone')!.code;
  const company = kit.fake.seed.organization({
    name: 'Ltd',
    custom_fields: { [phone]: '+38 (067) 1234567' },
  });
  const deal = kit.fake.seed.deal({ title: 'Open', org_id: Number(company) });
  expect(brief(await kit.provider.find(query()))).toEqual([`company ${company} open`, `deal ${deal} open`]);
  const contact = kit.fake.seed.person({ name: 'Olha', phones: phones('0671234567') });
  expect(brief(await kit.provider.find(query()))).toEqual([
    `company ${company} open`,
    `contact ${contact} open`,
  ]);
});

test('by phone, else by e-mail, else by client id', async () => {
  const code = kit.fake.fields('person').find(({ name }) => name === 'google_client_id')!.code;
  const byMail = kit.fake.seed.person({
    name: 'Mail',
    emails: [{ value: 'Olha@Example.com', primary: true, label: 'work' }],
  });
  const byBrowser = kit.fake.seed.person({ name: 'Browser', custom_fields: { [code]: '11.22' } });
  const form = query({ email: 'olha@example.com', googleClientId: '11.22' });
  expect(brief(await kit.provider.find(form))).toEqual([`contact ${byMail} open`]);
  kit.fake.remove('person', byMail);
  expect(brief(await kit.provider.find(form))).toEqual([`contact ${byBrowser} open`]);
  const byPhone = kit.fake.seed.person({ name: 'Phone', phones: phones('0671234567') });
  expect(brief(await kit.provider.find(form))).toEqual([`contact ${byPhone} open`]);
});

test('the call that made a record is read from the search hit; no further request', async () => {
  await kit.provider.apply([contactStep(), dealStep()], []);
  const before = kit.http.requests;
  const found = await kit.provider.find(query());
  expect(found.map(({ entity, callId }) => [entity, callId]).sort()).toEqual([
    ['contact', 'p_call1'],
    ['deal', 'p_call1'],
  ]);
  expect(kit.http.requests - before).toBe(1);
});

test('what was made moments ago is read while search is blind, with its attribution; a deleted one is not there', async () => {
  kit.fake.set({ searchLagMs: 60_000 });
  const [contact, deal] = await kit.provider.apply([contactStep(), dealStep()], []);
  const recent = { contact: contact!.recordId!, deal: deal!.recordId! };
  const found = await kit.provider.find(query({ recent }));
  expect(brief(found)).toEqual([`contact ${recent.contact} open`, `deal ${recent.deal} open`]);
  expect(found[1]).toMatchObject({ callId: 'p_call1', attribution: { utm_source: 'google' } });
  kit.fake.flushIndex();
  kit.fake.remove('person', recent.contact);
  const other = kit.fake.seed.person({ name: 'Other', phones: phones('0671234567') });
  const both = { contact: recent.contact, company: '404' };
  expect(brief(await kit.provider.find(query({ recent: both })))).toEqual([`contact ${other} open`]);
});

test('several open deals of one contact: their times are read, so that a policy can choose', async () => {
  const contact = kit.fake.seed.person({ name: 'Olha', phones: phones('0671234567') });
  const on = { person_id: Number(contact) };
  kit.fake.seed.deal({ title: 'One', ...on }, { updateTime: Date.UTC(2026, 5, 1) });
  kit.fake.seed.deal({ title: 'Two', ...on }, { updateTime: Date.UTC(2026, 6, 1) });
  const deals = (await kit.provider.find(query())).filter(({ entity }) => entity === 'deal');
  expect(deals.map(({ updatedAt }) => updatedAt?.slice(0, 7))).toEqual(['2026-06', '2026-07']);
  expect(kit.log()).toEqual(['GET itemSearch', 'GET deals']);
});

test.each([true, false])(
  'several contacts of one number: when they changed is known, whether the search tells it (%s) or not',
  async (searchTimes) => {
    kit.fake.set({ rules: { searchTimes } });
    const old = (id: string, month: number): string =>
      kit.fake.seed.person(
        { name: id, phones: phones('0671234567') },
        { addTime: Date.UTC(2026, 0, 1), updateTime: Date.UTC(2026, month, 1) },
      );
    const made = [old('One', 5), old('Two', 6)];
    const found = await kit.provider.find(query());
    const months = new Map(found.map(({ id, updatedAt }) => [id, updatedAt?.slice(0, 7)]));
    expect(made.map((id) => months.get(id))).toEqual(['2026-06', '2026-07']);
    expect(kit.log()).toEqual(['GET itemSearch', ...(searchTimes ? [] : ['GET persons'])]);
  },
);

test('a search that tells no times: of two contacts made at the same moment the younger is left out', async () => {
  kit.fake.set({ rules: { searchTimes: false } });
  const [first] = ['One', 'Two'].map((name) => kit.fake.seed.person({ name, phones: phones('0671234567') }));
  expect((await kit.provider.find(query())).map(({ id }) => id)).toEqual([first]);
});
