/** NetHunt's second API: what the provider makes of it, and what it says of what the API cannot do. */
import { toText } from '../../../../core/text/said';
import { nethunt } from '../../../../core/crm/nethunt';
import { createHttpClient } from '../../../../core/http/client';
import type { CrmProvider } from '../../../../core/crm/port';
import { labPeople } from '../../../../sandbox/common/lab-people';
import { startFakeNetHunt } from '../../../../sandbox/nethunt/server';
import type { FakeNetHunt, FakeNetHuntOptions } from '../../../../sandbox/nethunt/types';
import { attachContract, type Contract } from '../../../contract/attach-contract';
import { fetchTransport, jumpingClock, statuses } from '../hubspot/kit';
import { CHOSEN, query } from './kit';
import { call, newClient, toContact } from './plans';

let fake: FakeNetHunt;
let contract: Contract;
let clock: ReturnType<typeof jumpingClock>;
let accounts = 0;
async function start(
  options: FakeNetHuntOptions = {},
  settings: Record<string, unknown> = CHOSEN,
): Promise<CrmProvider> {
  clock = jumpingClock();
  fake = await startFakeNetHunt({ clock, users: labPeople, ...options });
  contract = attachContract(fake, 'nethunt');
  const send = fetchTransport(fake.keyV2);
  const http = createHttpClient({
    transport: send,
    clock,
    random: () => 0.5,
    system: nethunt.label,
    baseUrl: fake.urlV2,
    classify: nethunt.classify,
    limits: { ...nethunt.limits, accountKey: `nethunt v2 ${(accounts += 1)}` },
  });
  return nethunt.create({ http, clock, account: 'apiV2', baseUrl: fake.urlV2, settings });
}
afterEach(async () => {
  expect(contract.violations).toEqual([]);
  await fake.close();
});

test("a client's day by field ids: exact filters, milliseconds, title under name", async () => {
  const provider = await start();
  const outcomes = await provider.apply(newClient(), []);
  expect(outcomes.map(({ error }) => error)).toEqual(outcomes.map(() => null));
  const [contact] = fake.records('Contacts');
  expect(contact?.fields).toMatchObject({ Phone: ['+380671234567'] });
  expect(String(contact?.fields['Name'])).not.toBe('');
  const [deal] = fake.records('Deals');
  expect(deal?.fields['Contact']).toEqual([contact?.id]);
  expect(fake.records('Ringostat calls')[0]?.fields['Date and time']).toBe('2026-11-20T12:00:00.000Z');
  const made = fake.requests.find(({ method, path }) => method === 'POST' && path.endsWith('a05/records'));
  const sent = Object.values((made?.body as { fields: Record<string, unknown> }).fields);
  expect(sent).toContain(Date.UTC(2026, 10, 20, 12));
  expect((await provider.find(query())).map(({ entity, id }) => [entity, id])).toEqual([
    ['contact', contact?.id],
    ['deal', deal?.id],
  ]);
  expect(statuses(await provider.apply(newClient(), []))).toMatchObject({ contact: 'alreadyThere' });
  expect(fake.records('Contacts')).toHaveLength(1);
});

test('links are those the API tells: none by the least of it', async () => {
  const seeded = { Name: 'A', Phone: ['+380671234567'] };
  const least = await start();
  fake.seed('Contacts', seeded);
  expect((await least.find(query()))[0]?.url).toBeNull();
  await fake.close();
  const all = await start({ v2Tells: 'all' });
  const id = fake.seed('Contacts', seeded);
  const [found] = await all.find(query());
  const [, told = ''] = /^https:\/\/nethunt\.com\/web\/#nethunt\/(.+)$/.exec(found?.url ?? '') ?? [];
  expect(JSON.parse(Buffer.from(told, 'base64').toString())).toMatchObject({ recordId: id });
  expect(found?.createdAt).not.toBeNull();
});

test('no call logs: calls go to the report, and without its folder it is said what to make', async () => {
  const provider = await start({}, { ...CHOSEN, calls: 'timeline' });
  const id = fake.seed('Contacts', { Name: 'A', Phone: ['+380671234567'] });
  expect(statuses(await provider.apply([call({ talk: 94 }, toContact(id))], []))).toEqual({
    callRecord: 'created',
  });
  expect(fake.records('Ringostat calls')).toHaveLength(1);
  await fake.close();
  const without = await start({}, { ...CHOSEN, callsFolder: '' });
  fake.setAccess('Ringostat calls', 'none');
  const other = fake.seed('Contacts', { Name: 'A', Phone: ['+380671234567'] });
  const [outcome] = await without.apply([call({ talk: 94 }, toContact(other))], []);
  expect(outcome?.error).toMatchObject({
    message: expect.stringContaining('API v2 has no call logs') as string,
    advice: expect.stringContaining('Ringostat calls') as string,
  });
});

test('a clash of two writes is repeated; a wait that is told is waited', async () => {
  const provider = await start();
  fake.seed('Contacts', { Name: 'A', Phone: ['+380671234567'] });
  fake.faults.next({ answer: { status: 409, body: 'Conflict' } });
  fake.faults.next({ answer: { status: 429, body: 'Too many requests', headers: { 'retry-after': '3' } } });
  expect(await provider.find(query())).toHaveLength(1);
  expect(clock.slept).toContain(3000);
});

test.each([
  ['apiKey', 'nh_live_abc', /API v2.*API LEGACY/],
  ['apiKey', 'c3e07232-05d3-40c6-a18b', null],
  ['apiV2', 'c3e07232-05d3-40c6-a18b', /nh_live_.*first API/],
  ['apiV2', 'nh_live_abc', null],
])('a key typed into the other kind of account is told by its prefix: %s %s', async (kind, apiKey, said) => {
  await start();
  const words = nethunt.accounts.find(({ id }) => id === kind)?.misplaced?.({ apiKey }) ?? null;
  const told = words === null ? null : toText(words);
  if (said === null) expect(told).toBeNull();
  else expect(told).toMatch(said);
  expect(told ?? '').not.toContain(apiKey);
});

test('kinds of fields are told as valueType: numbers and dates take no text, of all others nothing is said', async () => {
  const crm = await start();
  fake.changeField('Contacts', 'UTM source', { type: 'number' });
  fake.changeField('Contacts', 'UTM medium', { type: 'dateTime' });
  const described = await crm.describe('contact');
  const told = described?.fields
    .filter(({ takes }) => takes !== null)
    .map(({ name, takes }) => [name, takes]);
  expect(told).toEqual([
    ['UTM source', 'numbers'],
    ['UTM medium', 'dates'],
  ]);
});
