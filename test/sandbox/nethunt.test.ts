import { ManualClock } from '../../sandbox/common/types';
import { startFakeNetHunt } from '../../sandbox/nethunt/server';
import type { FakeNetHunt, FakeNetHuntOptions } from '../../sandbox/nethunt/types';
import { clientOf } from '../contract/nethunt-client';

let fake: FakeNetHunt;
let send: ReturnType<typeof clientOf>;
let clock: ManualClock;
const start = async (options: FakeNetHuntOptions = {}): Promise<void> => {
  clock = new ManualClock();
  fake = await startFakeNetHunt({ clock, ...options });
  send = clientOf(fake);
};
afterEach(() => fake.close());

type Row = { id: string; fields: Record<string, unknown> };
const find = async (query: string, folder = 'Contacts'): Promise<string[]> => {
  const path = `/searches/find-record/${fake.folder(folder).id}?query=${encodeURIComponent(query)}`;
  const { status, body } = await send('GET', path);
  expect(status).toBe(200);
  return (body as Row[]).map(({ id }) => id);
};
const create = (fields: Record<string, unknown>, folder = 'Contacts'): ReturnType<typeof send> =>
  send('POST', `/actions/create-record/${fake.folder(folder).id}`, { timeZone: 'Europe/Kyiv', fields });
const update = (id: string, fieldActions: unknown, overwrite = 'false'): ReturnType<typeof send> =>
  send('POST', `/actions/update-record/${id}?overwrite=${overwrite}`, { fieldActions });
const idOf = ({ body }: { body: unknown }): string => (body as { recordId: string }).recordId;

test('search is blind for new records as long as told; feeds and reads by id are not', async () => {
  await start({ searchLagMs: 5000 });
  const id = idOf(await create({ Name: 'New', Phone: '+380671234567' }));
  const folder = fake.folder('Contacts').id;
  expect(await find('"380671234567"')).toEqual([]);
  const byId = await send('GET', `/searches/find-record/${folder}?recordId=${id}`);
  const feed = await send('GET', `/triggers/new-record/${folder}?since=2026-11-20T10:00:00Z`);
  expect([byId.body, feed.body].map((rows) => (rows as Row[]).map((row) => row.id))).toEqual([[id], [id]]);
  clock.advance(5000);
  expect(await find('"380671234567"')).toEqual([id]);
});

test('search: notations must be written out, neighbours and other fields over-match', async () => {
  await start();
  const spaced = fake.seed('Contacts', { Name: 'A', Phone: ['067 123 45 67'] });
  const neighbour = fake.seed('Contacts', { Name: 'B', Phone: ['+380671234568'] });
  const noted = fake.seed('Contacts', { Name: 'C', Notes: 'asked for 380671234567 today' });
  expect(await find('"123 45 67"')).toEqual([]);
  expect(await find('"0671234567"')).toEqual([]);
  expect(await find('"067 123 45 67"')).toEqual([spaced]);
  expect(await find('"+380671234567" OR "067-123-45-67"')).toEqual([spaced, neighbour, noted]);
  expect(await find('Phone:"+380671234568"')).toEqual([neighbour]);
  expect(await find('Name:(A OR C) -asked')).toEqual([spaced]);
  const broken = await send('GET', `/searches/find-record/${fake.folder('Contacts').id}?query=%22open`);
  expect([broken.status, broken.body]).toEqual([400, 'Invalid search query']);
});

test('linked records are found by name, told as objects or as names', async () => {
  await start();
  const contact = fake.seed('Contacts', { Name: 'Olena Koval' });
  const deal = fake.seed('Deals', { Name: 'Deal', Contact: [contact] });
  expect(await find(`"${contact}"`, 'Deals')).toEqual([]);
  expect(await find('"Olena Koval"', 'Deals')).toEqual([deal]);
  const read = async (): Promise<unknown> => {
    const answer = await send('GET', `/searches/find-record/${fake.folder('Deals').id}?recordId=${deal}`);
    return (answer.body as Row[])[0]?.fields['Contact'];
  };
  expect(await read()).toEqual([{ id: contact, name: 'Olena Koval' }]);
  fake.set({ references: 'names' });
  expect(await read()).toEqual(['Olena Koval']);
});

test('update: single values stay unless overwritten, lists grow, values are taken out', async () => {
  await start();
  const id = fake.seed('Contacts', { Name: 'A', Phone: ['1'], Notes: 'old' });
  await update(id, { Notes: { add: 'new' }, Phone: { add: '2' }, 'UTM source': { add: 'google' } });
  const fields = (): Record<string, unknown> => fake.records('Contacts')[0]!.fields;
  expect(fields()).toMatchObject({ Notes: 'old', Phone: ['1', '2'], 'UTM source': 'google' });
  await update(id, { Notes: { overwrite: true, add: 'new' }, Phone: { remove: '1' } });
  expect(fields()).toMatchObject({ Notes: 'new', Phone: ['2'] });
  await update(id, { Phone: { add: '3' }, Notes: { add: 'late', overwrite: false } }, 'true');
  expect(fields()).toMatchObject({ Notes: 'new', Phone: ['3'] });
});

test('values the workspace does not take are refused in plain text', async () => {
  await start();
  fake.addField('Contacts', { name: 'Region', type: 'text', required: true });
  fake.deactivate('ivan@example.com');
  const refusals: [Record<string, unknown>, string][] = [
    [{ Name: 'A' }, 'Field "Region" is required'],
    [{ Name: 'A', Region: 'x', Nope: '1' }, 'Field "Nope" does not exist in folder "Contacts"'],
    [
      { Name: 'A', Region: 'x', Source: 'ringostat' },
      'Invalid value for field "Source": option "ringostat" does not exist',
    ],
    [
      { Name: 'A', Region: 'x', Manager: ['ivan@example.com'] },
      'Invalid value for field "Manager": user ivan@example.com is not a member of the workspace',
    ],
  ];
  for (const [fields, text] of refusals) {
    expect(await create(fields)).toEqual({ status: 400, type: 'text/plain; charset=utf-8', body: text });
  }
  expect(fake.records('Contacts')).toEqual([]);
  expect((await create({ Name: 'A', Region: 'x' })).status).toBe(200);
});

test('rights: folders read only or hidden', async () => {
  await start();
  fake.setAccess('Deals', 'read');
  fake.setAccess('Tasks', 'none');
  const names = async (kind: string): Promise<string[]> =>
    ((await send('GET', `/triggers/${kind}`)).body as { name: string }[]).map(({ name }) => name);
  expect(await names('readable-folder')).toEqual(['Contacts', 'Companies', 'Deals', 'Ringostat calls']);
  expect(await names('writable-folder')).toEqual(['Contacts', 'Companies', 'Ringostat calls']);
  expect((await create({ Name: 'D' }, 'Deals')).body).toBe(
    'You do not have permission to access folder "Deals"',
  );
  expect((await send('GET', `/triggers/folder-field/${fake.folder('Tasks').id}`)).status).toBe(403);
});

test('limits, a revoked key, a deleted record, an HTML page of the proxy', async () => {
  await start({ perMinute: 2, nothingFound: '404' });
  const id = fake.seed('Contacts', { Name: 'A' });
  expect((await send('POST', `/actions/delete-record/${id}`)).status).toBe(200);
  expect((await update(id, { Notes: { add: 'x' } })).body).toBe('Record not found');
  expect((await send('GET', '/triggers/auth-test')).status).toBe(429);
  clock.advance(60_000);
  const gone = await send('GET', `/searches/find-record/${fake.folder('Contacts').id}?recordId=${id}`);
  expect(gone.status).toBe(404);
  const page = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>502</html>' };
  fake.faults.next({ answer: page });
  expect(await send('GET', '/triggers/auth-test')).toMatchObject({ status: 502, body: '<html>502</html>' });
  fake.revoke();
  expect((await send('GET', '/triggers/auth-test')).status).toBe(401);
});

test('a call log keeps minutes and hangs on its record', async () => {
  await start();
  const id = fake.seed('Contacts', { Name: 'A' });
  await send('POST', `/actions/create-call-log/${id}`, { text: 'talk [ringostat:x]', duration: 1.57 });
  expect(fake.callLogs()).toMatchObject([{ recordId: id, duration: 1.57, time: null }]);
  const feed = await send(
    'GET',
    `/triggers/new-call-log/${fake.folder('Contacts').id}?since=2020-01-01T00:00:00Z`,
  );
  expect(feed.body).toMatchObject([{ recordId: id, text: 'talk [ringostat:x]', duration: 1.57 }]);
});
