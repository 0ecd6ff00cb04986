import { startFakeZoho } from '../../sandbox/zoho/server';
import type { FakeZoho } from '../../sandbox/zoho/types';
import { attachContract, type Contract } from './attach-contract';
import { coql, dataOf, madeId, partsOf, zohoClient, type Call } from './zoho-client';

/** Every operation of the fake, request and answer held against the vendor's description. */
const OAUTH = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh', code: 'grant' };
const LAYOUT = '4876876000000091023';
let fake: FakeZoho;
let contract: Contract;
let call: Call;

beforeEach(async () => {
  const key = [{ name: 'rs_call_id', unique: true }];
  fake = await startFakeZoho({
    oauth: OAUTH,
    fields: { Contacts: [{ name: 'rs_phone_key', unique: true }], Deals: key, Calls: key },
  });
  contract = attachContract(fake, 'zoho');
  call = zohoClient(fake);
});
afterEach(async () => {
  await fake.close();
  expect(contract.violations).toEqual([]);
  expect(contract.checked).toBeGreaterThan(0);
});
const contact = (key: string): object => ({ Last_Name: 'Koval', Phone: '+380671234567', rs_phone_key: key });

test('insert, get, list, update, delete of records', async () => {
  const made = await call('POST', '/Contacts', { data: [contact('1')], trigger: ['workflow'] });
  expect(made.status).toBe(201);
  const id = madeId(made);
  expect(dataOf(await call('GET', `/Contacts/${id}`))[0]).toMatchObject({
    id,
    Last_Name: 'Koval',
    Mobile: null,
  });
  const listed = await call('GET', `/Contacts?ids=${id}&fields=Last_Name,Owner&per_page=5`);
  expect(listed.body).toMatchObject({ data: [{ Owner: { name: 'Olena' } }], info: { count: 1, page: 1 } });
  expect((await call('PUT', `/Contacts/${id}`, { data: [{ First_Name: 'Anna' }] })).status).toBe(200);
  expect((await call('PUT', '/Contacts', { data: [{ id, First_Name: 'Olha' }] })).status).toBe(200);
  expect(fake.records('Contacts')[0]?.values).toMatchObject({ First_Name: 'Olha' });
  expect((await call('DELETE', `/Contacts/${id}`)).status).toBe(200);
  expect(await call('GET', `/Contacts/${id}`)).toMatchObject({ status: 204, body: {} });
  expect((await call('GET', '/Contacts/1')).status).toBe(400);
  expect((await call('DELETE', `/Contacts/${id}`)).status).toBe(400);
});

test('a write of several records: each answers for itself', async () => {
  const mixed = await call('POST', '/Contacts', { data: [contact('1'), contact('1'), { First_Name: 'x' }] });
  expect(mixed).toMatchObject({
    status: 207,
    body: { data: [{ status: 'success' }, { code: 'DUPLICATE_DATA' }, { code: 'MANDATORY_NOT_FOUND' }] },
  });
  const none = await call('POST', '/Contacts', { data: [contact('1')] });
  expect(none).toMatchObject({ status: 400, body: { data: [{ details: { api_name: 'rs_phone_key' } }] } });
  const ids = `${madeId(mixed)},1`;
  expect((await call('DELETE', `/Contacts?ids=${ids}`)).status).toBe(207);
});

test('upsert', async () => {
  const body = { data: [contact('7')], duplicate_check_fields: ['rs_phone_key'], trigger: ['workflow'] };
  expect(dataOf(await call('POST', '/Contacts/upsert', body))[0]).toMatchObject({ action: 'insert' });
  expect(dataOf(await call('POST', '/Contacts/upsert', body))[0]).toMatchObject({
    action: 'update',
    duplicate_field: 'rs_phone_key',
  });
});

test('search and COQL, found, empty and refused', async () => {
  fake.seed('Contacts', { Last_Name: 'Koval', Phone: '067 123-45-67', Email: 'a@example.com' });
  for (const query of [
    'phone=671234567',
    'email=a@example.com',
    'word=kov',
    'criteria=(Last_Name:equals:koval)',
  ])
    expect((await call('GET', `/Contacts/search?${query}`)).status).toBe(200);
  expect((await call('GET', '/Contacts/search?phone=999999999&per_page=25')).status).toBe(204);
  expect((await call('GET', '/Contacts/search')).status).toBe(400);
  const query = "select Last_Name, Owner from Contacts where Phone like '%45-67' order by id desc limit 5";
  expect((await call('POST', '/coql', coql(query))).body).toMatchObject({
    data: [{ Last_Name: 'Koval', Owner: { id: '4876876000000225013' } }],
    info: { count: 1, more_records: false },
  });
  expect((await call('POST', '/coql', coql('select id from Contacts where id is null'))).status).toBe(204);
  for (const bad of [
    'select id from Contacts',
    'select nothing from Contacts where id is not null',
    "select id from Contacts where Description = 'x'",
    'select id from Nowhere where id is not null',
    'select id from Contacts where id is not null limit 2001',
  ])
    expect((await call('POST', '/coql', coql(bad))).status).toBe(400);
});

test('composite: read, write with references, rollback, refusals', async () => {
  const part = (sub_request_id: string, uri: string, data: object): object => ({
    sub_request_id,
    method: 'POST',
    uri: `/crm/v8/${uri}`,
    body: { data: [data] },
  });
  const write = (key: string): object => ({
    rollback_on_fail: true,
    parallel_execution: false,
    __composite_requests: [
      part('con', 'Contacts', contact(key)),
      part('deal', 'Deals', {
        Deal_Name: 'D',
        Stage: 'Qualification',
        Contact_Name: { id: '@{con:$.data[0].details.id}' },
        rs_call_id: 'c1',
      }),
    ],
  });
  const done = await call('POST', '/__composite_requests', write('1'));
  expect(done.status).toBe(200);
  expect(partsOf(done).map(({ details }) => details.response?.status_code)).toEqual([201, 201]);
  const undone = await call('POST', '/__composite_requests', write('2'));
  expect(undone.status).toBe(400);
  expect(partsOf(undone).map(({ code }) => code)).toEqual(['ROLLBACK_PERFORMED', 'SUCCESS']);
  const read = await call('POST', '/__composite_requests', {
    __composite_requests: [
      { method: 'GET', uri: '/crm/v8/Contacts/search', params: { phone: '671234567', per_page: '25' } },
      { method: 'POST', uri: '/crm/v8/coql', body: coql("select id from Deals where rs_call_id = 'c1'") },
      { method: 'GET', uri: '/crm/v8/settings/fields', params: { module: 'Calls' } },
    ],
  });
  expect(partsOf(read).map(({ details }) => details.response?.status_code)).toEqual([200, 200, 200]);
  const both = { rollback_on_fail: true, parallel_execution: true, __composite_requests: [] as object[] };
  const ambiguous = { ...both, __composite_requests: [part('a', 'Contacts', contact('3'))] };
  expect((await call('POST', '/__composite_requests', ambiguous)).body).toMatchObject({
    code: 'AMBIGUITY_DURING_PROCESSING',
  });
});

test('fields, layouts, pipelines, users, organisation, modules', async () => {
  const field = {
    field_label: 'rs_task_key',
    data_type: 'text',
    length: 100,
    unique: { case_sensitive: false },
  };
  expect((await call('POST', '/settings/fields?module=Tasks', { fields: [field] })).status).toBe(201);
  expect((await call('POST', '/settings/fields?module=Tasks', { fields: [field] })).status).toBe(400);
  const { body } = await call('GET', '/settings/fields?module=Tasks');
  const made = (body['fields'] as Record<string, unknown>[]).find(
    ({ api_name }) => api_name === 'rs_task_key',
  );
  expect(made).toMatchObject({ unique: { case_sensitive: false }, custom_field: true, length: 100 });
  expect((await call('GET', `/settings/fields/${String(made?.['id'])}?module=Tasks`)).status).toBe(200);
  expect((await call('DELETE', `/settings/fields/${String(made?.['id'])}?module=Tasks`)).status).toBe(200);
  expect((await call('GET', '/settings/layouts?module=Deals')).body).toMatchObject({
    layouts: [{ id: LAYOUT }],
  });
  const pipelines = await call('GET', `/settings/pipeline?layout_id=${LAYOUT}`);
  expect(pipelines.body).toMatchObject({ pipeline: [{ actual_value: 'Standard (Standard)' }] });
  expect((await call('GET', '/settings/pipeline?layout_id=1')).status).toBe(400);
  const users = await call('GET', '/users?type=ActiveUsers&per_page=200');
  expect((users.body['users'] as object[]).length).toBe(2);
  expect((await call('GET', '/users/4876876000000225015')).body).toMatchObject({
    users: [{ status: 'disabled' }],
  });
  expect((await call('GET', '/org')).status).toBe(200);
  expect((await call('GET', '/settings/modules')).status).toBe(200);
});

test('calls, tasks and an attachment', async () => {
  const started = { Call_Start_Time: '2026-11-20T12:15:42+02:00', Call_Duration: '01:34' };
  const made = await call('POST', '/Calls', {
    data: [{ Subject: 'Call', Call_Type: 'Inbound', ...started }],
  });
  expect(made.status).toBe(201);
  const lead = fake.seed('Leads', { Last_Name: 'Koval' });
  const task = { Subject: 'T', Due_Date: '2026-11-20', What_Id: { id: lead }, $se_module: 'Leads' };
  expect((await call('POST', '/Tasks', { data: [task] })).status).toBe(201);
  const link = new FormData();
  link.set('attachmentUrl', 'https://example.com/r.mp3');
  const response = await fetch(`${fake.url}/crm/v8/Calls/${madeId(made)}/Attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.token}` },
    body: link,
  });
  expect(response.status).toBe(200);
});

test('tokens', async () => {
  const ask = async (form: Record<string, string>): Promise<Record<string, unknown>> => {
    const body = new URLSearchParams({ client_id: 'client', client_secret: 'secret', ...form });
    const response = await fetch(`${fake.url}/oauth/v2/token`, { method: 'POST', body });
    return (await response.json()) as Record<string, unknown>;
  };
  expect(await ask({ grant_type: 'authorization_code', code: 'grant' })).toMatchObject({
    refresh_token: 'refresh',
    api_domain: fake.url,
    expires_in: 3600,
  });
  expect(await ask({ grant_type: 'refresh_token', refresh_token: 'other' })).toEqual({
    error: 'invalid_code',
  });
  fake.endToken('expired');
  const refused = await call('GET', '/org');
  expect(refused).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
});
