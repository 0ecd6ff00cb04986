import { ManualClock } from '../../sandbox/common/types';
import { startFakePipedrive } from '../../sandbox/pipedrive/server';
import type { FakePipedrive, FakePipedriveOptions } from '../../sandbox/pipedrive/types';
import { clientOf, dataOf, type Call } from '../contract/pipedrive-client';

/** Behaviours of the vendor that catch real mistakes: search, lists, rights (limits have a file of their own). */
const clock = new ManualClock();
let fake: FakePipedrive;
let call: Call;
async function start(options: FakePipedriveOptions = {}): Promise<void> {
  await fake?.close();
  fake = await startFakePipedrive({ clock, limits: false, ...options });
  call = clientOf(fake);
}
afterAll(() => fake.close());

const phone = (value: string): object => ({ value, primary: true, label: 'work' });
async function found(query: string): Promise<unknown[]> {
  const { items } = dataOf<{ items: { item: { id: number } }[] }>(
    await call('GET', `/v2/itemSearch?${query}`),
  );
  return items.map(({ item }) => item.id);
}
const idOf = async (method: string, path: string, body: unknown): Promise<number> =>
  dataOf<{ id: number }>(await call(method, path, body)).id;

test('search lags behind writes; reading by id, by filter and listing do not', async () => {
  await start({ searchLagMs: 5000 });
  const id = await idOf('POST', '/v2/persons', { name: 'A', phones: [phone('+380671234567')] });
  const dealId = await idOf('POST', '/v2/deals', { title: 'D', person_id: id });
  expect(await found('term=671234567&fields=phone')).toEqual([]);
  expect((await call('GET', `/v2/persons/${id}`)).status).toBe(200);
  expect(dataOf(await call('GET', `/v2/persons?ids=${id}`))).toMatchObject([{ id }]);
  expect(dataOf(await call('GET', `/v2/deals?person_id=${id}&status=open`))).toMatchObject([{ id: dealId }]);
  clock.advance(4999);
  expect(await found('term=671234567&fields=phone')).toEqual([]);
  clock.advance(1);
  expect(await found('term=671234567&fields=phone')).toEqual([id]);
  await call('PATCH', `/v2/persons/${id}`, { phones: [phone('+380501112233')] });
  expect(await found('term=671234567&fields=phone')).toEqual([id]);
  fake.flushIndex();
  expect(await found('term=671234567&fields=phone')).toEqual([]);
});

test('the search over-matches; notations of a number are one, unless the account compares what is stored', async () => {
  await start();
  const stored = ['+380 67 123 4567', '067 123-45-67', '(067) 123-45-67', '80671234567', '3806712345678'];
  const people = stored.map((value) => Number(fake.seed.person({ name: 'A', phones: [phone(value)] })));
  const named = Number(fake.seed.person({ name: 'Call 671234567' }));
  expect((await found('term=671234567')).sort()).toEqual([...people, named].sort());
  expect((await found('term=671234567&fields=phone')).sort()).toEqual(people);
  fake.set({ phoneSearch: 'asStored' });
  expect((await found('term=671234567&fields=phone')).sort()).toEqual(people.slice(3));
});

test('custom fields: only searchable types, told as the values that matched', async () => {
  const fields = [{ name: 'Phone', type: 'phone' }, { name: 'Note' }, { name: 'Due', type: 'date' }];
  await start({ fields: { organization: fields } });
  const codes = fake
    .fields('organization')
    .filter(({ custom }) => custom)
    .map(({ code }) => code);
  const values = ['067 123 45 67', 'key 671234567', '2026-11-20'];
  fake.seed.organization({
    name: 'Firm',
    custom_fields: Object.fromEntries(codes.map((code, i) => [code, values[i]])),
  });
  const answer = await call(
    'GET',
    '/v2/itemSearch?term=671234567&item_types=organization&fields=custom_fields',
  );
  expect(dataOf(answer)['items']).toMatchObject([{ item: { custom_fields: [values[0], values[1]] } }]);
  expect(await found('term=2026-11-20')).toEqual([]);
});

test('related items: deals and leads of a person, and persons of an organisation; not what is found already', async () => {
  await start();
  const organization = Number(fake.seed.organization({ name: 'Firm 42' }));
  const person = Number(fake.seed.person({ name: 'Boss', org_id: organization }));
  fake.seed.deal({ title: 'Won', org_id: organization, status: 'won' });
  fake.seed.deal({ title: 'Firm 42 deal', org_id: organization });
  fake.seed.deal({ title: 'His own', person_id: person });
  const related = async (more: string): Promise<unknown[]> => {
    const answer = await call('GET', `/v2/itemSearch?term=firm+42${more}`);
    const { related_items } = dataOf<{ related_items: { item: { title?: string; name?: string } }[] }>(
      answer,
    );
    return related_items.map(({ item }) => item.title ?? item.name).sort();
  };
  expect(await related('')).toEqual([]);
  expect(await related('&search_for_related_items=true')).toEqual(['Boss', 'Won']);
  expect(await related('&search_for_related_items=true&item_types=organization')).toEqual([
    'Boss',
    'Firm 42 deal',
    'Won',
  ]);
});

test('lists of a record are replaced as a whole: what is not sent again is lost', async () => {
  await start();
  const id = fake.seed.person({ name: 'A', phones: [phone('1234567'), phone('7654321')] });
  const changed = await call('PATCH', `/v2/persons/${id}`, { phones: [phone('+380671234567')] });
  expect(dataOf(changed)['phones']).toEqual([phone('+380671234567')]);
});

test('paging by cursor ends with null; by start with more_items_in_collection', async () => {
  await start();
  for (const title of ['a', 'b', 'c']) fake.seed.deal({ title });
  const titles: unknown[] = [];
  let cursor: unknown = undefined;
  do {
    const answer = await call('GET', `/v2/deals?limit=2${cursor ? `&cursor=${String(cursor)}` : ''}`);
    titles.push(...dataOf<{ title: string }[]>(answer).map(({ title }) => title));
    cursor = (answer.body['additional_data'] as { next_cursor: unknown }).next_cursor;
  } while (cursor !== null);
  expect(titles).toEqual(['a', 'b', 'c']);
  expect((await call('GET', '/v2/deals?cursor=abc')).status).toBe(400);
  const person = Number(fake.seed.person({ name: 'A' }));
  for (const title of ['x', 'y']) fake.seed.lead({ title, person_id: person });
  const page = await call('GET', '/v1/leads?limit=1&start=0');
  expect(page.body['additional_data']).toEqual({ start: 0, limit: 1, more_items_in_collection: true });
});

test('stage and pipeline must agree; a stage that is gone, an inactive owner and a deleted person are refused', async () => {
  const pipelines = [
    {
      id: 1,
      name: 'A',
      stages: [
        { id: 1, name: 'a' },
        { id: 2, name: 'b' },
      ],
    },
    { id: 2, name: 'B', stages: [{ id: 3, name: 'c' }] },
  ];
  await start({ pipelines });
  const create = (more: object): ReturnType<Call> => call('POST', '/v2/deals', { title: 'D', ...more });
  expect(dataOf(await create({}))).toMatchObject({ pipeline_id: 1, stage_id: 1, owner_id: 1 });
  expect(dataOf(await create({ stage_id: 3 }))).toMatchObject({ pipeline_id: 2, stage_id: 3 });
  expect(dataOf(await create({ pipeline_id: 2 }))).toMatchObject({ pipeline_id: 2, stage_id: 3 });
  expect((await create({ pipeline_id: 1, stage_id: 3 })).body['error']).toBe('Stage 3 is not in pipeline 1');
  fake.removeStage(3);
  expect((await create({ stage_id: 3 })).body['error']).toBe('Stage 3 does not exist');
  fake.deactivate(777);
  expect((await create({ owner_id: 777 })).body['error']).toContain('User 777');
  expect((await create({ owner_id: 4242 })).status).toBe(400);
  const person = Number(fake.seed.person({ name: 'A' }));
  await call('DELETE', `/v2/persons/${person}`);
  expect((await create({ person_id: person })).body).toMatchObject({
    error: 'Person not found',
    code: 'ERR_NOT_FOUND',
  });
  expect((await call('PATCH', `/v2/persons/${person}`, { name: 'B' })).status).toBe(410);
});

test('a deal is won or lost by its status; an archived one leaves the list, not the search', async () => {
  await start();
  const id = await idOf('POST', '/v2/deals', { title: 'Deal' });
  const patch = (body: object): ReturnType<Call> => call('PATCH', `/v2/deals/${id}`, body);
  expect((await patch({ lost_reason: 'Price' })).status).toBe(400);
  expect((await patch({ status: 'closed' })).status).toBe(400);
  expect(dataOf(await patch({ status: 'lost', lost_reason: 'Price' }))).toMatchObject({
    status: 'lost',
    won_time: null,
  });
  expect(dataOf(await patch({ status: 'open' }))).toMatchObject({ status: 'open', lost_time: null });
  await patch({ is_archived: true });
  expect(dataOf(await call('GET', '/v2/deals'))).toEqual([]);
  expect(await found('term=deal')).toEqual([id]);
});

test('a field of the same name is made twice; only an administrator makes any', async () => {
  await start();
  const make = (): ReturnType<Call> =>
    call('POST', '/v2/dealFields', { field_name: 'utm_source', field_type: 'varchar' });
  const codes = [await make(), await make()].map((answer) => dataOf(answer)['field_code']);
  expect(new Set(codes).size).toBe(2);
  fake.setAdmin(1, false);
  expect((await make()).status).toBe(403);
});

test('call logs of others need an administrator; the list has only those of the user', async () => {
  await start({ tokenUser: 777 });
  const times = { start_time: '2026-11-20 10:15:42', end_time: '2026-11-20 10:17:16' };
  const log = { outcome: 'connected', to_phone_number: '1', ...times };
  expect((await call('POST', '/v1/callLogs', { ...log, user_id: 778 })).status).toBe(403);
  fake.setAdmin(777, true);
  expect((await call('POST', '/v1/callLogs', { ...log, user_id: 778 })).status).toBe(200);
  expect((await call('POST', '/v1/callLogs', { ...log, user_id: 777 })).status).toBe(200);
  expect(dataOf(await call('GET', '/v1/callLogs'))).toMatchObject([{ user_id: 777 }]);
  const links = { deal_id: Number(fake.seed.deal({ title: 'D' })), lead_id: fake.seed.lead({ title: 'L' }) };
  expect((await call('POST', '/v1/callLogs', { ...log, ...links })).body['error']).toMatch(
    /either a deal or a lead/,
  );
});

test('a call log takes its links from the activity it is made of', async () => {
  await start();
  const person = Number(fake.seed.person({ name: 'A' }));
  const deal = Number(fake.seed.deal({ title: 'D' }));
  const activity = { subject: 'Call', deal_id: deal, participants: [{ person_id: person, primary: true }] };
  const id = await idOf('POST', '/v2/activities', { ...activity, type: 'call' });
  const times = { start_time: '2026-11-20 10:15:42', end_time: '2026-11-20 10:17:16' };
  const body = { outcome: 'busy', to_phone_number: '1', ...times, activity_id: id, deal_id: deal };
  expect(dataOf(await call('POST', '/v1/callLogs', body))).toMatchObject({
    deal_id: deal,
    person_id: person,
  });
  expect(fake.records('activity')).toMatchObject([{ id, values: { done: true } }]);
  const task = await idOf('POST', '/v2/activities', { subject: 'T', type: 'task' });
  expect((await call('POST', '/v1/callLogs', { ...body, activity_id: task })).status).toBe(400);
});
