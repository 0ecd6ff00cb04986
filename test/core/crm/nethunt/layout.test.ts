import { statuses } from '../hubspot/kit';
import { nethunt } from '../../../../core/crm/nethunt';
import { standardFolders } from '../../../../sandbox/nethunt/standard-folders';
import { CHOSEN, query, startKit, type Kit } from './kit';
import { ukrainian } from './ukrainian';
import { attribution, call, contact, deal, newClient, owner, OWNER, task, toContact } from './plans';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
const only = (folder: string): Record<string, unknown> => {
  const records = kit.fake.records(folder);
  expect(records).toHaveLength(1);
  return records[0]!.fields;
};
test.each([
  [
    'folders chosen',
    {
      contactsFolder: CHOSEN.contactsFolder,
      dealsFolder: CHOSEN.dealsFolder,
      tasksFolder: CHOSEN.tasksFolder,
      callsFolder: CHOSEN.callsFolder,
      deals: true,
    },
  ],
  ['nothing chosen', { deals: true }],
])('a Ukrainian workspace works by itself: %s', async (_name, settings) => {
  kit = await startKit(settings, { folders: ukrainian() });
  const outcomes = await kit.provider.apply(newClient(), []);
  expect(new Set(Object.values(statuses(outcomes)))).toEqual(new Set(['created']));
  const id = outcomes[0]!.recordId!;
  expect(only('Контакти')).toMatchObject({
    Телефон: ['+380671234567'],
    Менеджер: [OWNER],
    Джерело: 'Ringostat',
  });
  expect(only('Угоди')).toMatchObject({ Контакт: [id], Відповідальний: [OWNER] });
  expect(only('Дзвінки Ringostat')).toMatchObject({
    'Тип дзвінка': 'Вхідний',
    Статус: 'Відповіли',
    Контакт: [id],
  });
  expect(only('Завдання')).toMatchObject({ Виконавець: [OWNER], Виконано: false });
  const found = await kit.provider.find(query());
  expect(found.map(({ entity, ownerId }) => [entity, ownerId])).toEqual([
    ['contact', OWNER],
    ['deal', OWNER],
  ]);
  const spent = kit.fake.requests.length;
  kit.fake.seed('Контакти', { "Ім'я": 'B', Телефон: ['+380671230000'] });
  await kit.provider.apply(
    [call({}, toContact(id))].map((step) => ({ ...step, key: 'p_call2' })),
    [],
  );
  // The call is older than this process, so it is looked for.
  expect(kit.fake.requests.slice(spent).map(({ method }) => method)).toEqual(['GET', 'POST']);
});

test('fields chosen by the builder win; a renamed one is read anew after the refusal', async () => {
  kit = await startKit({ ...CHOSEN, phoneField: 'Mobile', managerField: 'Team' });
  kit.fake.renameField('Contacts', 'Phone', 'Mobile');
  kit.fake.renameField('Contacts', 'Manager', 'Team');
  await kit.provider.apply([contact()], []);
  expect(only('Contacts')).toMatchObject({ Mobile: ['+380671234567'], Team: [OWNER] });
  kit.fake.renameField('Contacts', 'Mobile', 'Phone');
  const [second] = await kit.provider.apply(
    [{ ...contact({ phone: '+380671230000' }), key: '380671230000' }],
    [],
  );
  expect(second!.status).toBe('created');
  expect(kit.fake.records('Contacts')[1]!.fields).toMatchObject({ Phone: ['+380671230000'] });
});

test('without our fields records are written all the same; what lacks is named, keys stand in a text', async () => {
  kit = await startKit();
  for (const [folder, names] of [
    ['Contacts', ['UTM source', 'Ringostat call id']],
    ['Deals', ['UTM source', 'Ringostat call id', 'Ringostat deal key']],
    ['Ringostat calls', ['Ringostat call id', 'Recording']],
  ] as const)
    for (const name of names) kit.fake.removeField(folder, name);
  const outcomes = await kit.provider.apply(newClient(), []);
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created', 'created']);
  expect(outcomes[0]!.reason.text).toContain('lacks the fields UTM source, Ringostat call id');
  expect(only('Deals')['Notes']).toBe('[ringostat:p_call1]');
  expect(only('Ringostat calls')['Description']).toMatch(/Olena.*\n.*\n\[ringostat:p_call1\]$/s);
  const [contactRecord] = await kit.provider.find(query({ entities: ['contact'] }));
  expect(contactRecord!.callId).toBe('p_call1');
  const again = await kit.provider.apply(newClient(), []);
  expect(again.map(({ status }) => status)).toEqual([
    'alreadyThere',
    'alreadyThere',
    'alreadyThere',
    'alreadyThere',
  ]);
  const id = outcomes[0]!.recordId!;
  expect((await kit.provider.apply([attribution(id)], []))[0]).toMatchObject({
    status: 'updated',
    error: null,
  });
  kit.fake.removeField('Contacts', 'UTM medium');
  const [none] = await kit.connect().provider.apply([attribution(id)], []);
  expect(none!.error).toMatchObject({
    kind: 'invalidField',
    advice: expect.stringContaining('UTM source, UTM medium') as string,
  });
});

test('no folder for calls: the timeline of the contact; a call without client says what to make', async () => {
  const folders = standardFolders().filter(({ name }) => name !== 'Ringostat calls');
  kit = await startKit({ deals: true }, { folders });
  const id = kit.fake.seed('Contacts', { Name: 'A' });
  const recording = 'https://app.ringostat.com/x.wav';
  const [logged] = await kit.provider.apply([call({ recordings: [recording] }, toContact(id))], []);
  expect(logged!.status).toBe('created');
  expect(kit.fake.callLogs()[0]!.text).toMatch(
    /^Incoming call\n.*https:\/\/app\.ringostat\.com\/x\.wav\n\[ringostat:p_call1\]$/s,
  );
  const [lost] = await kit.provider.apply([{ ...call({}, []), key: 'p_2' }], []);
  expect(lost!.error).toMatchObject({
    kind: 'notFound',
    advice: expect.stringContaining('"Ringostat calls"') as string,
  });
});

test('both places: the report and the timeline, in minutes', async () => {
  kit = await startKit({ ...CHOSEN, calls: 'both' });
  const id = kit.fake.seed('Contacts', { Name: 'A' });
  await kit.provider.apply([call({ talk: 30 }, toContact(id))], []);
  await kit.provider.apply([call({ talk: 30 }, toContact(id))], []);
  expect(kit.fake.callLogs()).toMatchObject([{ recordId: id, duration: 0.5 }]);
  expect(only('Ringostat calls')).toMatchObject({ 'Talk time, s': 30, Contact: [id] });
});

test('lists: folders, fields, people and stages', async () => {
  kit = await startKit();
  kit.fake.setAccess('Companies', 'read');
  kit.fake.seed('Contacts', { Name: 'A', Manager: ['ivan@example.com'] });
  kit.fake.seed('Deals', { Name: 'D', Manager: ['olena@example.com'], Pipeline: 'Sales', Stage: 'New' });
  kit.fake.seed('Deals', { Name: 'E', Pipeline: 'Sales', Stage: 'Lost' });
  const labels = async (list: string): Promise<string[]> =>
    (await kit.provider.choices!(list)).map(({ label }) => label);
  expect(await labels('folders')).toEqual(['Contacts', 'Deals', 'Ringostat calls', 'Tasks']);
  expect(await labels('contactFields')).toEqual(expect.arrayContaining(['Phone', 'Manager', 'Source']));
  expect(await labels('dealFields')).toEqual(expect.arrayContaining(['Contact', 'Stage']));
  await expect(labels('nothing')).rejects.toMatchObject({ kind: 'invalidField' });
  expect((await kit.provider.users()).map(({ id }) => id)).toEqual([
    'ivan@example.com',
    'olena@example.com',
    'owner@example.com',
  ]);
  expect(await kit.provider.pipelines()).toMatchObject([
    {
      id: 'Sales',
      stages: [
        { id: 'New', closed: false },
        { id: 'Qualified' },
        { id: 'Won', closed: true },
        { id: 'Lost', closed: true },
      ],
    },
    { id: 'Partners' },
  ]);
  const { provider } = kit.connect({ ...CHOSEN, stages: '' });
  const [collected] = await provider.pipelines();
  expect(collected).toMatchObject({ id: 'Sales' });
  expect(collected!.stages).toEqual(
    expect.arrayContaining([
      { id: 'New', name: 'New', closed: false },
      { id: 'Lost', name: 'Lost', closed: true },
    ]),
  );
  const field = (await kit.provider.fields('task')).find(({ name }) => name === 'Due date');
  expect(field).toMatchObject({ label: 'Due date', writable: true, options: [] });
  await expect(kit.provider.fields('lead')).rejects.toMatchObject({ kind: 'invalidField' });
});

test('settings and account are data', async () => {
  kit = await startKit();
  expect(kit.provider.onlySip).toBe(true);
  const lists = (nethunt.settings ?? []).filter(({ list }) => list);
  for (const { name, list } of lists)
    expect([name, (await kit.provider.choices!(list!)).length > 0]).toEqual([name, true]);
  const [kind] = nethunt.accounts;
  expect(kind!.sign!({ email: 'олена@example.com', apiKey: 'k:1' })).toEqual({
    authorization: `Basic ${Buffer.from('олена@example.com:k:1').toString('base64')}`,
  });
  expect(
    await kit.provider.apply([deal({}, { links: [] }), task('open', []), owner('none', OWNER)], []),
  ).toMatchObject([
    { status: 'created' },
    { status: 'created' },
    { status: 'failed', error: { kind: 'notFound' } },
  ]);
});

test('one pipeline without a name: stages are enough', async () => {
  kit = await startKit({ ...CHOSEN, stages: 'New, Qualified | Won' });
  kit.fake.removeField('Deals', 'Pipeline');
  const [single] = await kit.provider.pipelines();
  expect(single).toMatchObject({
    name: 'Deals',
    stages: [{ id: 'New' }, { id: 'Qualified' }, { id: 'Won', closed: true }],
  });
  const links = toContact(kit.fake.seed('Contacts', { Name: 'A' }));
  const [made] = await kit.provider.apply(
    [deal({ pipeline: single!.id, stage: 'Qualified' }, { links })],
    [],
  );
  expect([made!.status, only('Deals')['Stage']]).toEqual(['created', 'Qualified']);
});
