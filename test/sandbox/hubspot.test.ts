import { ManualClock } from '../../sandbox/common/types';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot, FakeHubSpotOptions } from '../../sandbox/hubspot/types';
import { clientOf, type Call } from '../contract/hubspot-client';

/** The behaviours of the vendor that catch real mistakes. */
const CONTACTS = '/crm/objects/2026-09/contacts';
const clock = new ManualClock();
let fake: FakeHubSpot;
let call: Call;
async function start(options: FakeHubSpotOptions = {}): Promise<void> {
  await fake?.close();
  fake = await startFakeHubSpot({ clock, ...options });
  call = clientOf(fake);
}
afterAll(() => fake.close());

const byPhone = (operator: string, value: string): object => ({
  filterGroups: [{ filters: [{ propertyName: 'hs_searchable_calculated_phone_number', operator, value }] }],
  properties: ['phone'],
  sorts: [],
  limit: 20,
  after: '0',
});
const total = async (body: object): Promise<unknown> =>
  (await call('POST', `${CONTACTS}/search`, body)).body.total;
const create = (properties: object): object => ({ properties, associations: [] });

test('search lags behind the store; reading does not', async () => {
  await start({ searchLagMs: 10_000 });
  const made = await call('POST', CONTACTS, create({ phone: '+380671234567' }));
  const query = byPhone('EQ', '671234567');
  expect(await total(query)).toBe(0);
  expect((await call('GET', `${CONTACTS}/${String(made.body.id)}`)).status).toBe(200);
  clock.advance(9_999);
  expect(await total(query)).toBe(0);
  clock.advance(1);
  expect(await total(query)).toBe(1);
});

test('the searchable phone: parsed with plus, else digits without leading zeros', async () => {
  await start({ limits: false });
  const stored = [
    '+380 67 123 4567',
    '+38-067-123-4567',
    '067 123 45 67',
    '(067) 123-45-67',
    '380671234567',
    '00004',
    'anonymous',
  ];
  const ids = stored.map((phone) => fake.seed.contact({ phone }));
  const values = fake
    .records('contacts')
    .map(({ properties }) => properties.hs_searchable_calculated_phone_number);
  expect(values).toEqual([
    '671234567',
    '671234567',
    '671234567',
    '671234567',
    '380671234567',
    '4',
    undefined,
  ]);
  expect(ids).toHaveLength(7);
  expect(await total(byPhone('EQ', '671234567'))).toBe(4);
  expect(await total(byPhone('CONTAINS_TOKEN', '*671234567'))).toBe(5);
});

test('the sixth search of a second is refused without any rate header, and a second later it is not', async () => {
  await start();
  const statuses: number[] = [];
  for (let i = 0; i < 5; i += 1)
    statuses.push((await call('POST', `${CONTACTS}/search`, byPhone('EQ', '1'))).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  const refused = await call('POST', `${CONTACTS}/search`, byPhone('EQ', '1'));
  expect(refused).toMatchObject({ status: 429, body: { policyName: 'SECONDLY', category: 'RATE_LIMITS' } });
  for (const name of ['retry-after', 'x-hubspot-ratelimit-remaining', 'x-hubspot-ratelimit-max']) {
    expect(refused.headers.get(name)).toBeNull();
  }
  clock.advance(1000);
  expect((await call('POST', `${CONTACTS}/search`, byPhone('EQ', '1'))).status).toBe(200);
});

test('the burst limit says when to come back', async () => {
  await start({ limits: { burstPer10s: 2 } });
  for (let i = 0; i < 2; i += 1) expect((await call('GET', CONTACTS)).status).toBe(200);
  clock.advance(4000);
  const refused = await call('GET', CONTACTS);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('6');
  clock.advance(6000);
  expect((await call('GET', CONTACTS)).headers.get('x-hubspot-ratelimit-remaining')).toBe('1');
});

test('a taken unique value is refused in the words of the vendor; a taken e-mail with the id', async () => {
  await start({ properties: { contacts: [{ name: 'rs_key', unique: true }] } });
  const id = fake.seed.contact({ rs_key: 'K', email: 'a@example.com' });
  const unique = await call('POST', CONTACTS, create({ rs_key: 'k' }));
  expect(unique).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
  expect(unique.body.message).toContain(
    `"message":"${id} already has that value.","error":"CONFLICTING_UNIQUE_VALUE"`,
  );
  const email = await call('POST', CONTACTS, create({ email: 'a@example.com' }));
  expect(email).toMatchObject({
    status: 409,
    body: { message: `Contact already exists. Existing ID: ${id}` },
  });
  expect((await call('PATCH', `${CONTACTS}/${id}`, { properties: { rs_key: 'K' } })).status).toBe(200);
  expect(fake.records('contacts')).toHaveLength(1);
});

test('one conflict fails a whole batch create, or (switched) only its own input', async () => {
  await start({ properties: { contacts: [{ name: 'rs_key', unique: true }] } });
  fake.seed.contact({ rs_key: '2' });
  const inputs = ['1', '2', '3'].map((key, at) => ({
    ...create({ rs_key: key }),
    objectWriteTraceId: `input ${at}`,
  }));
  const body = { inputs };
  expect((await call('POST', `${CONTACTS}/batch/create`, body)).status).toBe(400);
  expect(fake.records('contacts')).toHaveLength(1);
  fake.set({ batchConflict: 'partial' });
  const partly = await call('POST', `${CONTACTS}/batch/create`, body);
  expect(partly).toMatchObject({
    status: 207,
    body: {
      numErrors: 1,
      errors: [{ category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['input 1'] } }],
    },
  });
  expect(fake.records('contacts').map(({ properties }) => properties.rs_key)).toEqual(['2', '1', '3']);
});

test('a new portal lacks the properties of any integration; reading an unknown one is silent, writing is not', async () => {
  await start();
  const id = fake.seed.contact({ firstname: 'A' });
  const read = await call('GET', `${CONTACTS}/${id}?properties=utm_source,lastname`);
  expect(read.body.properties).not.toHaveProperty('utm_source');
  expect(read.body.properties).toHaveProperty('lastname', null);
  const write = await call('POST', CONTACTS, create({ utm_source: 'google' }));
  expect(write.status).toBe(400);
  expect(write.body.message).toContain('PROPERTY_DOESNT_EXIST');
});

test.each([
  [
    'calls',
    { hs_timestamp: '2026-11-20T10:15:42.000Z', hs_call_duration: 94000 },
    /hs_call_duration as a string/,
  ],
  ['calls', { hs_call_title: 'x' }, /required properties/],
  ['calls', { hs_timestamp: '0', hs_call_recording_url: 'http://example.com/a.mp3' }, /https/],
  ['calls', { hs_timestamp: 'soon' }, /INVALID_DATE/],
  ['tasks', { hs_timestamp: '0', hubspot_owner_id: '81299' }, /INVALID_OWNER_ID/],
  ['tasks', { hs_timestamp: '0', hs_task_status: 'DONE' }, /INVALID_OPTION/],
  ['deals', { dealname: 'D', dealstage: 'nowhere' }, /Pipeline stage nowhere does not exist/],
  ['deals', { dealstage: 'contractsent' }, /required properties/],
  ['deals', { dealname: 'D', dealstage: 'contractsent', hs_is_closed: 'true' }, /READ_ONLY_VALUE/],
  ['leads', { hs_lead_name: 'L' }, /must be associated/],
])('%s refuse %j', async (type, properties, reason) => {
  await start();
  const answer = await call('POST', `/crm/objects/2026-09/${type}`, create(properties));
  expect(answer.status).toBe(400);
  expect(answer.body.message).toMatch(reason);
});

test('searches beyond the limits of the vendor are refused', async () => {
  await start({ limits: false });
  const filter = { propertyName: 'phone', operator: 'EQ', value: '1' };
  const groups = (count: number, filters: number): object => ({
    ...byPhone('EQ', '1'),
    filterGroups: Array.from({ length: count }, () => ({
      filters: Array.from({ length: filters }, () => filter),
    })),
  });
  const bodies = [
    groups(6, 1),
    groups(1, 7),
    groups(4, 5),
    { ...groups(1, 1), limit: 201 },
    { ...groups(1, 1), after: '9999' },
  ];
  for (const body of bodies) expect((await call('POST', `${CONTACTS}/search`, body)).status).toBe(400);
  for (const body of [groups(5, 3), groups(3, 6)])
    expect((await call('POST', `${CONTACTS}/search`, body)).status).toBe(200);
});

test('deals: open or closed by the stage, found by their contact', async () => {
  await start();
  const id = fake.seed.contact({ firstname: 'A' });
  const links = { contacts: [id] };
  fake.seed.deal({ dealname: 'won', dealstage: 'closedwon', pipeline: 'default' }, { links });
  fake.seed.deal({ dealname: 'open', dealstage: 'contractsent', pipeline: 'default' }, { links });
  fake.seed.deal({ dealname: 'stranger', dealstage: 'contractsent', pipeline: 'default' });
  const filters = [
    { propertyName: 'associations.contact', operator: 'EQ', value: id },
    { propertyName: 'hs_is_closed', operator: 'NEQ', value: 'true' },
  ];
  const body = {
    filterGroups: [{ filters }],
    properties: ['dealname'],
    sorts: ['-createdate'],
    limit: 10,
    after: '0',
  };
  const found = await call('POST', '/crm/objects/2026-09/deals/search', body);
  expect(found.body).toMatchObject({ total: 1, results: [{ properties: { dealname: 'open' } }] });
});

test('tokens: expired and revoked are told apart; a missing scope is named', async () => {
  await start();
  fake.set({ scopes: ['crm.objects.contacts.read'] });
  expect((await call('GET', CONTACTS)).status).toBe(200);
  const scopeless = await call('POST', CONTACTS, create({}));
  expect(scopeless).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
  expect(JSON.stringify(scopeless.body)).toContain('crm.objects.contacts.write');
  fake.endToken('expired');
  expect(await call('GET', CONTACTS)).toMatchObject({
    status: 401,
    body: { category: 'EXPIRED_AUTHENTICATION' },
  });
  fake.endToken('revoked');
  expect(await call('GET', CONTACTS)).toMatchObject({
    status: 401,
    body: { category: 'INVALID_AUTHENTICATION' },
  });
  fake.reset();
  expect((await call('GET', CONTACTS)).status).toBe(200);
});

test('requests are recorded without the token', async () => {
  await start();
  await call('POST', CONTACTS, create({ firstname: 'A' }));
  expect(fake.requests).toMatchObject([
    { method: 'POST', path: CONTACTS, status: 201, body: create({ firstname: 'A' }) },
  ]);
  expect(JSON.stringify(fake.requests)).not.toContain(fake.token);
});

test('a state that shows at once is not undone by an older one still on its way to the index', async () => {
  await start({ searchLagMs: 10_000 });
  const made = await call('POST', CONTACTS, create({ phone: '+380671234567' }));
  const contacts = [String(made.body.id)];
  fake.seed.deal({ dealname: 'D', dealstage: 'contractsent', pipeline: 'default' }, { links: { contacts } });
  const filters = [{ propertyName: 'associations.deal', operator: 'HAS_PROPERTY' }];
  const linked = { ...byPhone('EQ', '1'), filterGroups: [{ filters }] };
  expect(await total(linked)).toBe(1);
  clock.advance(20_000);
  expect(await total(linked)).toBe(1);
});
