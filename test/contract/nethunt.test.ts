import { readFileSync } from 'node:fs';
import { startFakeNetHunt } from '../../sandbox/nethunt/server';
import type { FakeNetHunt } from '../../sandbox/nethunt/types';
import { attachContract, type Contract } from './attach-contract';
import { loadSpecs } from './check-exchange';
import { clientOf } from './nethunt-client';
import { specPath } from './spec-files';

const CONTACTS = '59c2a1f20a975a0a2b7e1a01';
let fake: FakeNetHunt;
let contract: Contract;
let send: ReturnType<typeof clientOf>;
let contact: string;
beforeEach(async () => {
  fake = await startFakeNetHunt();
  contract = attachContract(fake, 'nethunt');
  send = clientOf(fake);
  contact = fake.seed('Contacts', {
    Name: 'Olena',
    Phone: ['+380671234567'],
    Manager: ['olena@example.com'],
  });
});
afterEach(() => fake.close());

test('every endpoint is served as described', async () => {
  const created = await send('POST', `/actions/create-record/${CONTACTS}`, {
    timeZone: 'Europe/Kyiv',
    fields: { Name: 'New', Phone: '+380501112233' },
  });
  const { recordId } = created.body as { recordId: string };
  const posts: [string, unknown][] = [
    [`/actions/update-record/${recordId}?overwrite=false`, { fieldActions: { Notes: { add: 'x' } } }],
    [`/actions/create-comment/${recordId}`, { text: 'hello' }],
    [
      `/actions/create-call-log/${recordId}`,
      { text: 'call', time: '2026-11-20T10:15:42.000Z', duration: 1.5 },
    ],
    [`/actions/link-gmail-thread/${recordId}`, { gmailThreadId: '18c' }],
    [`/actions/delete-record/${contact}`, undefined],
  ];
  for (const [path, body] of posts)
    expect([path, (await send('POST', path, body)).status]).toEqual([path, 200]);
  const since = 'since=2020-01-01T00:00:00Z&limit=10';
  const gets = [
    '/triggers/auth-test',
    '/triggers/readable-folder',
    '/triggers/writable-folder',
    `/triggers/folder-field/${CONTACTS}`,
    `/searches/find-record/${CONTACTS}?query=New`,
    `/searches/find-record/${CONTACTS}?recordId=${recordId}`,
    `/triggers/new-record/${CONTACTS}?${since}`,
    `/triggers/updated-record/${CONTACTS}?${since}&fieldName=Notes`,
    `/triggers/record-change/${CONTACTS}?${since}&recordId=${recordId}`,
    `/triggers/new-comment/${CONTACTS}?${since}`,
    `/triggers/new-call-log/${CONTACTS}?${since}`,
    `/triggers/new-gdrivefile/${CONTACTS}?${since}`,
  ];
  for (const path of gets) {
    const { status, body } = await send('GET', path);
    expect([path, status, Array.isArray(body)]).toEqual([path, 200, true]);
  }
  expect(contract.violations).toEqual([]);
  expect(contract.checked).toBe(gets.length + posts.length + 1);
});

test('refusals are plain text and within the description', async () => {
  const refused: [string, number, string, unknown?][] = [
    ['/searches/find-record/nowhere?query=x', 404, 'Folder not found'],
    [`/searches/find-record/${CONTACTS}?limit=5`, 400, 'Please enter either Record ID or Search Query'],
    [
      `/actions/create-record/${CONTACTS}`,
      400,
      'Field "Name" is required',
      { timeZone: 'Europe/Kyiv', fields: {} },
    ],
    ['/actions/create-comment/none', 404, 'Record not found', { text: 'x' }],
  ];
  for (const [path, status, body, sent] of refused) {
    const answer = await send(sent ? 'POST' : 'GET', path, sent);
    expect(answer).toEqual({ status, type: 'text/plain; charset=utf-8', body });
  }
  const key = await clientOf(fake, 'Basic bm9ib2R5Om5vdGhpbmc=')('GET', '/triggers/auth-test');
  expect(key).toMatchObject({
    status: 401,
    body: 'Your email address or API key does not appear to be valid',
  });
  expect(contract.violations).toEqual([]);
});

test.each([
  ['fieldActions as a list', '/actions/update-record/ID', { fieldActions: [{ Notes: 'x' }] }, 500],
  ['no time zone', `/actions/create-record/${CONTACTS}`, { fields: { Name: 'x' } }, 400],
  ['fields as text', `/actions/create-record/${CONTACTS}`, { timeZone: 'Europe/Kyiv', fields: 'x' }, 500],
  ['duration as text', '/actions/create-call-log/ID', { text: 'x', duration: '94 s' }, 400],
  ['call log without text', '/actions/create-call-log/ID', { time: '2026-11-20T10:15:42.000Z' }, 400],
  ['no thread', '/actions/link-gmail-thread/ID', {}, 400],
])('broken request is refused by the checker and by the fake: %s', async (_name, path, body, status) => {
  const answer = await send('POST', path.replace('ID', contact), body);
  expect(answer.status).toBe(status);
  if (contract.active) expect(contract.violations.join('\n')).toContain('request');
});

test('an unknown key of a body and an undescribed query parameter are seen by the checker', async () => {
  await send('POST', `/actions/create-comment/${contact}`, { text: 'x', body: 'y' });
  await send('GET', `/searches/find-record/${CONTACTS}?query=x&offset=10`);
  await send('PUT', `/actions/create-comment/${contact}`, { text: 'x' });
  if (contract.active) {
    expect(contract.violations).toHaveLength(3);
    expect(contract.violations.join('\n')).toMatch(
      /\(body\)[^]*offset is not described[^]*no such operation/,
    );
  }
});

interface Sample {
  id: string;
  method: string;
  url: string;
  req: unknown;
  status: number;
  resp: unknown;
}
const path = loadSpecs('nethunt') ? specPath('samples', 'samples.json') : null;
const all = path ? (JSON.parse(readFileSync(path, 'utf8')) as Sample[]) : [];
const samples = all.filter(({ id }) => id.startsWith('nh.'));

test('the samples of the reference are taken by the fake', async () => {
  expect(samples.map(({ id }) => id)).toEqual(
    path ? ['nh.find', 'nh.create', 'nh.update', 'nh.calllog'] : [],
  );
  for (const sample of samples) {
    const url = sample.url.replace('656f00000000000000000009', contact);
    const { status, body } = await send(sample.method, url, sample.req ?? undefined);
    expect([sample.id, status]).toEqual([sample.id, sample.status]);
    const keys = (value: unknown): string[] =>
      Object.keys((Array.isArray(value) ? value[0] : value) as object);
    expect(keys(body)).toEqual(expect.arrayContaining(keys(sample.resp)));
  }
  expect(contract.violations).toEqual([]);
});
