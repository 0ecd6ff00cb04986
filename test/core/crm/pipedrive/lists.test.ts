import { phoneForms } from '../../../../core/phone/phone';
import { callStep, contactStep, dealStep, query, startKit, taskStep, type Kit } from './kit';

let kit: Kit;
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<void> => {
  kit = await startKit(options);
};
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});

test('users, pipelines with their stages, activity types', async () => {
  await start({ pipelines: [{ id: 4, name: 'Sales', stages: [{ id: 41, name: 'New' }] }] });
  kit.fake.deactivate(81235);
  expect((await kit.provider.users()).map(({ id, active }) => [id, active])).toEqual([
    ['81234', true],
    ['81235', false],
    ['81236', true],
  ]);
  expect(await kit.provider.pipelines()).toEqual([
    { id: '4', name: 'Sales', stages: [{ id: '41', name: 'New', closed: false }] },
  ]);
  expect((await kit.provider.choices!('activityTypes')).map(({ value }) => value)).toContain('call');
  expect(await kit.provider.choices!('other')).toEqual([]);
});

test('fields: custom ones can be written under their code, system ones only where it makes sense', async () => {
  await start();
  const code = kit.fake.addField('deal', { name: 'Branch', type: 'enum', options: ['Kyiv', 'Lviv'] });
  const fields = await kit.provider.fields('deal');
  const branch = fields.find(({ name }) => name === code)!;
  expect(branch).toMatchObject({ label: 'Branch', type: 'enum', writable: true });
  expect(branch.options.map(({ label }) => label)).toEqual(['Kyiv', 'Lviv']);
  expect(fields.find(({ name }) => name === 'status')?.writable ?? false).toBe(false);
  expect(await kit.provider.fields('callRecord')).toEqual([]);
  await kit.provider.apply([dealStep({ fields: { [code]: 'lviv' } }, { links: [] })], []);
  const option = kit.fake.fields('deal').find((field) => field.code === code)!.options![1]!.id;
  expect(kit.fake.records('deal')[0]!.custom[code]).toBe(option);
  const odesa = { ...dealStep({ fields: { [code]: 'Odesa' } }, { links: [] }), key: '2', stateKey: null };
  // Until G-27 the deal failed here.
  const [without] = await kit.provider.apply([odesa], []);
  expect(without).toMatchObject({ status: 'created', error: null });
  expect(without!.reason.text).toContain('Branch (');
  expect(without!.reason.text).toContain(
    'was left out: Pipedrive does not take the value (type enum, "Odesa")',
  );
  // Given by hand it is an error.
  const byHand = { ...odesa, key: '3', values: { ...odesa.values, callId: 'other', whole: true as const } };
  const [refused] = await kit.provider.apply([byHand], []);
  expect(refused!.error!.message).toContain('the field Branch (enum) does not take "Odesa"');
});

test('our fields are made once, hidden when chosen so; one of another type is named', async () => {
  await start({
    bare: true,
    fields: { deal: [{ name: 'utm_source', type: 'double' }] },
    settings: { showFields: false },
  });
  const [one, two] = await Promise.all([kit.provider.ensureFields(), kit.provider.ensureFields()]);
  expect(one).toBe(two);
  expect(one.missing).toEqual([
    { entity: 'deal', field: 'utm_source', reason: expect.stringContaining('type double') },
  ]);
  expect(one.created).toHaveLength(24);
  const again = await kit.provider.ensureFields();
  expect([again.created, again.present.length]).toEqual([[], 24]);
  const key = kit.fake.fields('deal').find(({ name }) => name === 'Ringostat key')!;
  expect(key.more['ui_visibility']).toMatchObject({ details_visible_flag: false });
  const findings = await kit.provider.health();
  expect(findings.filter(({ level }) => level !== 'ok').map(({ code }) => code)).toEqual([
    'pipedrive.fields.deal.type',
  ]);
  const shown = await kit.connect({ settings: { showFields: true } }).provider.health();
  expect(shown.map(({ code }) => code)).toContain('pipedrive.fields.deal.view');
});

test('health: all well, missing right, missing fields, refused credential; nothing is written', async () => {
  await start();
  expect((await kit.provider.health()).every(({ level }) => level === 'ok')).toBe(true);
  kit.fake.removeField('person', 'utm_term');
  kit.fake.set({
    scopes: [
      'base',
      'contacts:full',
      'activities:full',
      'leads:full',
      'search:read',
      'users:read',
      'contact-fields:full',
      'phone-integration',
    ],
  });
  const findings = (await kit.provider.health()).filter(({ level }) => level !== 'ok');
  expect(findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['pipedrive.rights.deals.notPermitted', 'pipedrive.fields.person.missing']),
  );
  const deals = findings.find(({ code }) => code === 'pipedrive.rights.deals.notPermitted')!;
  expect(deals.advice).toContain('deals:full');
  expect(findings.find(({ code }) => code === 'pipedrive.fields.person.missing')!.message).toContain(
    'utm_term',
  );
  kit.fake.endToken('revoked');
  expect((await kit.provider.health()).map(({ code }) => code)).toEqual(['pipedrive.credentialRefused']);
  expect(kit.fake.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('seen: many calls in two requests, by the markers of activities of their time and of later ones', async () => {
  await start();
  const key = (n: number): string => `p_ua0_-17637000${10 + n}_1`;
  const calls = Array.from({ length: 5 }, (_, n) => callStep({ key: key(n), links: [] }));
  for (const call of calls) await kit.provider.apply([call], []);
  kit.fake.seed.activity({
    subject: 'By hand',
    note: `about Ringostat ${key(7)} and more <br>Ringostat other_key_1`,
  });
  const other = kit.connect();
  const asked = [...calls.map(({ key: one }) => one), key(7), key(8)];
  expect([...(await other.provider.seen(asked))].sort()).toEqual(calls.map(({ key: one }) => one).sort());
  expect(other.http.requests).toBe(2);
});

test('dry run: field by field, nothing written; what is there already is told', async () => {
  await start();
  const contact = kit.fake.seed.person({ name: 'Olha' });
  const links = [{ entity: 'contact' as const, id: contact }];
  await kit.provider.apply([callStep({ links })], []);
  const before = kit.fake.requests.filter(({ method }) => method !== 'GET').length;
  const other = kit.connect();
  const outcomes = await other.provider.preview(
    [contactStep(), dealStep(), callStep({ links }), taskStep('senior')],
    [],
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'alreadyThere', 'created']);
  expect(outcomes[0]!.changes).toContainEqual({ field: 'phones', before: null, after: '+380671234567' });
  expect(outcomes[1]!.changes).toContainEqual({ field: 'utm_source', before: null, after: 'google' });
  expect(kit.fake.requests.filter(({ method }) => method !== 'GET')).toHaveLength(before);
});

test('by hand: made, then found by number and changed; its phones stay; a deal of that contact is found open', async () => {
  await start();
  await kit.provider.users();
  const phone = phoneForms('0671234567', 'UA');
  const made = await kit.provider.createOrUpdate('contact', { name: 'Olha', ownerId: '81235' }, phone);
  expect(made).toMatchObject({ created: true, matchedBy: null });
  expect(made.url).toMatch(/^https:\/\/[a-z0-9-]+\.pipedrive\.com\/person\/\d+$/);
  const changed = await kit.provider.createOrUpdate(
    'contact',
    { name: 'Olha K.', email: 'o@example.com' },
    phone,
  );
  expect(changed).toMatchObject({ id: made.id, created: false, matchedBy: 'phone' });
  const [person] = kit.fake.records('person');
  expect(person!.values).toMatchObject({ name: 'Olha K.', owner_id: 81235 });
  expect(person!.values['phones']).toMatchObject([{ value: '+380671234567' }]);
  expect(person!.values['emails']).toMatchObject([{ value: 'o@example.com' }]);
  const deal = await kit.provider.createOrUpdate('deal', { name: 'Windows' }, phone);
  expect(await kit.provider.createOrUpdate('deal', { name: 'Doors' }, phone)).toMatchObject({
    id: deal.id,
    created: false,
    matchedBy: 'openDeal',
  });
  const lead = await kit.provider.createOrUpdate('lead', { name: 'Idea', contactId: made.id }, null);
  expect(lead.created).toBe(true);
  expect(await kit.provider.get('deal', { id: deal.id })).toMatchObject({ id: deal.id, title: 'Doors' });
  expect(await kit.provider.get('contact', { phone: phone! })).toMatchObject({
    'Ringostat key': '671234567 380671234567 -',
  });
  expect(await kit.provider.get('company', { id: '404' })).toBeNull();
  expect((await kit.provider.find(query())).map(({ entity }) => entity).sort()).toEqual([
    'contact',
    'deal',
    'lead',
  ]);
});
