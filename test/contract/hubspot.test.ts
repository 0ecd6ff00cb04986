import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { attachContract, type Contract } from './attach-contract';
import { clientOf, type Answer, type Call } from './hubspot-client';

/** Every operation of the fake once, request and answer held against the vendor's description. */
const V = '2026-09';
const OAUTH = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' };
let fake: FakeHubSpot;
let contract: Contract;
let call: Call;

beforeEach(async () => {
  fake = await startFakeHubSpot({
    limits: false,
    oauth: OAUTH,
    properties: { contacts: [{ name: 'rs_key', unique: true }], tasks: [{ name: 'rs_key', unique: true }] },
  });
  contract = attachContract(fake);
  call = clientOf(fake);
});
afterEach(async () => {
  await fake.close();
  expect(contract.violations).toEqual([]);
  expect(contract.checked).toBeGreaterThan(0);
});

const search = (filters: unknown[], more: object = {}): object => ({
  filterGroups: [{ filters }],
  properties: ['firstname', 'phone', 'rs_key'],
  sorts: ['-lastmodifieddate'],
  limit: 20,
  after: '0',
  ...more,
});
const results = (answer: Answer): Record<string, unknown>[] =>
  answer.body.results as Record<string, unknown>[];
const contact = {
  properties: { firstname: 'Olena', phone: '+380671234567', rs_key: '380671234567' },
  associations: [],
};
const task = (key: string): object => ({
  properties: { hs_timestamp: '2026-11-20T14:15:42.000Z', hs_task_subject: 'Call back', rs_key: key },
  associations: [],
});

test('create, get, update, list, archive', async () => {
  const made = await call('POST', `/crm/objects/${V}/contacts`, contact);
  expect(made.status).toBe(201);
  const path = `/crm/objects/${V}/contacts/${String(made.body.id)}`;
  const companyId = fake.seed.company({ name: 'Firm' }, { links: { contacts: [String(made.body.id)] } });
  const got = await call('GET', `${path}?properties=phone,rs_key&associations=companies`);
  expect(got.body).toMatchObject({
    properties: { phone: '+380671234567', rs_key: '380671234567' },
    associations: {
      companies: { results: expect.arrayContaining([{ id: companyId, type: 'contact_to_company' }]) },
    },
  });
  const byKey = await call('PATCH', `/crm/objects/${V}/contacts/380671234567?idProperty=rs_key`, {
    properties: { firstname: 'Olha' },
  });
  expect(byKey).toMatchObject({ status: 200, body: { id: made.body.id, properties: { firstname: 'Olha' } } });
  expect(results(await call('GET', `/crm/objects/${V}/contacts?limit=5&properties=firstname`))).toHaveLength(
    1,
  );
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', path)).status).toBe(404);
});

test('search with paging', async () => {
  for (const name of ['a', 'b', 'c']) fake.seed.contact({ firstname: name, phone: '067 123-45-67' });
  const filter = {
    propertyName: 'hs_searchable_calculated_phone_number',
    operator: 'CONTAINS_TOKEN',
    value: '*671234567',
  };
  const first = await call('POST', `/crm/objects/${V}/contacts/search`, search([filter], { limit: 2 }));
  expect(first.body).toMatchObject({ total: 3, paging: { next: { after: '2' } } });
  const second = await call(
    'POST',
    `/crm/objects/${V}/contacts/search`,
    search([filter], { limit: 2, after: '2' }),
  );
  expect(results(second)).toHaveLength(1);
});

test('batch create, read, update, upsert, archive', async () => {
  const made = await call('POST', `/crm/objects/${V}/tasks/batch/create`, {
    inputs: [task('k1'), task('k2')],
  });
  expect(made.status).toBe(201);
  const [first, second] = results(made).map(({ id }) => String(id));
  const read = {
    idProperty: 'rs_key',
    inputs: [{ id: 'k2' }, { id: 'k9' }],
    properties: ['rs_key'],
    propertiesWithHistory: [],
  };
  const partly = await call('POST', `/crm/objects/${V}/tasks/batch/read`, read);
  expect(partly).toMatchObject({ status: 207, body: { numErrors: 1, results: [{ id: second }] } });
  const inputs = [{ id: first, properties: { hs_task_status: 'COMPLETED' } }];
  expect((await call('POST', `/crm/objects/${V}/tasks/batch/update`, { inputs })).status).toBe(200);
  const upsert = {
    inputs: [{ id: '380501112233', idProperty: 'rs_key', properties: { phone: '+380501112233' } }],
  };
  const fresh = await call('POST', `/crm/objects/${V}/contacts/batch/upsert`, upsert);
  expect(fresh).toMatchObject({ status: 200, body: { results: [{ new: true }] } });
  const again = await call('POST', `/crm/objects/${V}/contacts/batch/upsert`, upsert);
  expect(again).toMatchObject({ status: 200, body: { results: [{ new: false }] } });
  expect(
    (await call('POST', `/crm/objects/${V}/tasks/batch/archive`, { inputs: [{ id: first }] })).status,
  ).toBe(204);
  expect(fake.records('tasks').map(({ id }) => id)).toEqual([second]);
});

test('associations: put default, batch default, batch read', async () => {
  const contactId = fake.seed.contact({ firstname: 'A' });
  const companyId = fake.seed.company({ name: 'Firm' });
  const dealId = fake.seed.deal({ dealname: 'D', dealstage: 'contractsent', pipeline: 'default' });
  const put = await call(
    'PUT',
    `/crm/objects/${V}/deals/${dealId}/associations/default/contacts/${contactId}`,
  );
  expect(results(put)[0]).toMatchObject({ associationSpec: { associationTypeId: 3 } });
  const many = { inputs: [{ from: { id: contactId }, to: { id: companyId } }] };
  const linked = await call(
    'POST',
    `/crm/associations/${V}/contacts/companies/batch/associate/default`,
    many,
  );
  expect(
    results(linked).map((row) => (row.associationSpec as { associationTypeId: number }).associationTypeId),
  ).toEqual([1, 2]);
  const ids = { inputs: [{ id: contactId }, { id: '999' }] };
  const read = await call('POST', `/crm/associations/${V}/contacts/deals/batch/read`, ids);
  expect(read).toMatchObject({ status: 207, body: { results: [{ to: [{ toObjectId: dealId }] }] } });
});

test('properties and groups', async () => {
  const group = { name: 'phone_calls', label: 'Phone calls' };
  expect((await call('POST', `/crm/properties/${V}/deals/groups`, group)).status).toBe(201);
  expect(results(await call('GET', `/crm/properties/${V}/deals/groups`)).map(({ name }) => name)).toContain(
    'phone_calls',
  );
  const property = {
    name: 'utm_source',
    label: 'UTM',
    groupName: 'phone_calls',
    type: 'string',
    fieldType: 'text',
  };
  expect((await call('POST', `/crm/properties/${V}/deals`, property)).status).toBe(201);
  const more = { inputs: [{ ...property, name: 'utm_medium' }, property] };
  expect(await call('POST', `/crm/properties/${V}/deals/batch/create`, more)).toMatchObject({
    status: 207,
    body: { numErrors: 1, results: [{ name: 'utm_medium' }] },
  });
  const names = results(await call('GET', `/crm/properties/${V}/deals`)).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['dealname', 'utm_source', 'utm_medium']));
  expect((await call('GET', `/crm/properties/${V}/deals/utm_source`)).status).toBe(200);
  expect((await call('DELETE', `/crm/properties/${V}/deals/utm_source`)).status).toBe(204);
});

test('pipelines, owners, account', async () => {
  const pipelines = await call('GET', `/crm/pipelines/${V}/deals`);
  expect(results(pipelines)[0]).toMatchObject({ id: 'default' });
  expect((await call('GET', `/crm/pipelines/${V}/deals/default`)).body).toMatchObject({ id: 'default' });
  expect(results(await call('GET', `/crm/pipelines/${V}/leads`))).toHaveLength(1);
  const page = await call('GET', `/crm/owners/${V}?limit=2`);
  const after = (page.body.paging as { next: { after: string } }).next.after;
  expect(results(await call('GET', `/crm/owners/${V}?limit=2&after=${after}`))).toHaveLength(1);
  expect(results(await call('GET', `/crm/owners/${V}?archived=true`))).toMatchObject([
    { id: '81299', archived: true },
  ]);
  expect((await call('GET', `/crm/owners/${V}/81234`)).body).toMatchObject({ email: 'olena@example.com' });
  expect((await call('GET', `/account-info/${V}/details`)).body).toMatchObject({ timeZone: 'Europe/Kyiv' });
});

test('refusals keep the error envelope: 400, 401, 403, 404, 409, 429', async () => {
  const create = `/crm/objects/${V}/contacts`;
  await call('POST', create, { properties: { email: 'a@example.com', rs_key: '1' }, associations: [] });
  const unknown = await call('POST', create, { properties: { nope: '1' }, associations: [] });
  const conflict = await call('POST', create, { properties: { email: 'A@example.com' }, associations: [] });
  const unique = await call('POST', create, { properties: { rs_key: '1' }, associations: [] });
  const missing = await call('GET', `${create}/1`);
  const stranger = await call('GET', `${create}/1`, undefined, 'wrong');
  fake.set({ scopes: [] });
  const scopeless = await call('GET', `${create}/1`);
  fake.set({ scopes: null, limits: { burstPer10s: 0 } });
  const limited = await call('GET', `${create}/1`);
  const statuses = [unknown, conflict, unique, missing, stranger, scopeless, limited].map(
    ({ status }) => status,
  );
  expect(statuses).toEqual([400, 409, 400, 404, 401, 403, 429]);
});

test('oauth token', async () => {
  const form = {
    client_id: 'client',
    client_secret: 'secret',
    refresh_token: 'refresh',
    grant_type: 'refresh_token',
  };
  const ask = (fields: Record<string, string>): Promise<Response> =>
    fetch(`${fake.url}/oauth/${V}/token`, { method: 'POST', body: new URLSearchParams(fields) });
  const granted = (await (await ask(form)).json()) as { access_token: string; expires_in: number };
  expect(granted.expires_in).toBe(1800);
  expect((await call('GET', `/account-info/${V}/details`, undefined, granted.access_token)).status).toBe(200);
  expect((await ask({ ...form, refresh_token: 'old' })).status).toBe(400);
});
