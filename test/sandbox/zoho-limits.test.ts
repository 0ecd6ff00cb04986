import { request } from 'node:http';
import { ManualClock } from '../../sandbox/common/types';
import { startFakeZoho } from '../../sandbox/zoho/server';
import type { FakeZoho, FakeZohoOptions } from '../../sandbox/zoho/types';
import { coql, zohoClient, type Answer, type Call } from '../contract/zoho-client';

/** Tokens, scopes, data centres, credits and concurrency. */
const OAUTH = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh', code: 'grant' };
const clock = new ManualClock();
let fake: FakeZoho;
let call: Call;
async function start(options: FakeZohoOptions = {}): Promise<void> {
  await fake?.close();
  fake = await startFakeZoho({ clock, oauth: OAUTH, ...options });
  call = zohoClient(fake);
}
afterAll(() => fake.close());

interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}
const REFRESH = { grant_type: 'refresh_token', refresh_token: 'refresh' };
async function ask(form: Record<string, string>): Promise<TokenAnswer> {
  const body = new URLSearchParams({ client_id: 'client', client_secret: 'secret', ...form });
  const response = await fetch(`${fake.url}/oauth/v2/token`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const org = (authorization: string): Promise<Answer> => call('GET', '/org', undefined, { authorization });
/** A request under another host name, which fetch does not allow. */
const under = (host: string, method: string, path: string, body = ''): Promise<TokenAnswer> =>
  new Promise((resolve, reject) => {
    const headers = {
      host,
      authorization: `Bearer ${fake.token}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const sent = request(`${fake.url}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answered = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
        resolve({ status: response.statusCode ?? 0, body: answered });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });

test('both words before the token are taken; no token and a wrong one are told apart', async () => {
  await start();
  for (const word of ['Zoho-oauthtoken', 'Bearer'])
    expect((await org(`${word} ${fake.token}`)).status).toBe(200);
  expect(await org('Zoho-oauthtoken other')).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
  expect(await org('')).toMatchObject({ status: 401, body: { code: 'AUTHENTICATION_FAILURE' } });
});

test('tokens live an hour; ten refreshes in ten minutes; refusals come with 200', async () => {
  await start({ apiDomain: 'https://www.zohoapis.eu' });
  const first = await ask(REFRESH);
  expect(first.body).toMatchObject({
    api_domain: 'https://www.zohoapis.eu',
    token_type: 'Bearer',
    expires_in: 3600,
  });
  expect(first.body).not.toHaveProperty('refresh_token');
  const authorization = `Zoho-oauthtoken ${String(first.body['access_token'])}`;
  clock.advance(3_599_000);
  expect((await org(authorization)).status).toBe(200);
  clock.advance(1000);
  expect((await org(authorization)).body).toMatchObject({ code: 'INVALID_TOKEN' });
  for (let i = 0; i < 10; i += 1) expect((await ask(REFRESH)).status).toBe(200);
  expect(await ask(REFRESH)).toMatchObject({ status: 400, body: { error: 'Access Denied' } });
  clock.advance(600_000);
  expect((await ask(REFRESH)).body).toHaveProperty('access_token');
  expect(await ask({ ...REFRESH, client_id: 'x' })).toEqual({
    status: 200,
    body: { error: 'invalid_client' },
  });
  expect((await ask({ ...REFRESH, client_secret: 'x' })).body).toEqual({ error: 'invalid_client_secret' });
  fake.endToken('revoked');
  expect(await ask(REFRESH)).toEqual({ status: 200, body: { error: 'invalid_code' } });
  expect((await call('GET', '/org')).body).toMatchObject({ code: 'INVALID_TOKEN' });
});

test('the consent page names the data centre; another one knows neither client nor token', async () => {
  await start({ dataCentre: 'eu' });
  const redirect = 'http://127.0.0.1:9/back';
  const url = `${fake.url}/oauth/v2/auth?redirect_uri=${encodeURIComponent(redirect)}&state=s`;
  const consent = await fetch(url, { redirect: 'manual' });
  const target = new URL(consent.headers.get('location') ?? '');
  expect(Object.fromEntries(target.searchParams)).toEqual({
    code: 'grant',
    location: 'eu',
    'accounts-server': 'https://accounts.zoho.eu',
    state: 's',
  });
  const form = new URLSearchParams({ ...REFRESH, client_id: 'client', client_secret: 'secret' }).toString();
  expect((await under('accounts.zoho.eu', 'POST', '/oauth/v2/token', form)).body).toHaveProperty(
    'access_token',
  );
  expect((await under('accounts.zoho.com', 'POST', '/oauth/v2/token', form)).body).toEqual({
    error: 'invalid_client',
  });
  expect((await under('www.zohoapis.eu', 'GET', '/crm/v8/org')).status).toBe(200);
  expect((await under('www.zohoapis.com', 'GET', '/crm/v8/org')).body).toMatchObject({
    code: 'INVALID_TOKEN',
  });
});

const SELECT = coql('select id from Leads where id is null');
test.each([
  ['ZohoCRM.modules.leads.READ', 'GET', '/Leads?fields=id', undefined, 204],
  ['ZohoCRM.modules.READ', 'GET', '/Leads?fields=id', undefined, 204],
  ['ZohoCRM.modules.ALL', 'GET', '/Leads?fields=id', undefined, 204],
  ['ZohoCRM.modules.contacts.ALL', 'GET', '/Leads?fields=id', undefined, 401],
  ['ZohoCRM.modules.leads.READ', 'POST', '/Leads', { data: [{ Last_Name: 'K' }] }, 401],
  ['ZohoCRM.modules.leads.CREATE', 'POST', '/Leads', { data: [{ Last_Name: 'K' }] }, 201],
  ['ZohoCRM.modules.ALL', 'GET', '/Leads/search?word=ab', undefined, 401],
  ['ZohoCRM.modules.ALL,ZohoSearch.securesearch.READ', 'GET', '/Leads/search?word=ab', undefined, 204],
  ['ZohoCRM.modules.ALL', 'POST', '/coql', SELECT, 401],
  ['ZohoCRM.coql.READ', 'POST', '/coql', SELECT, 401],
  ['ZohoCRM.coql.READ,ZohoCRM.modules.leads.READ', 'POST', '/coql', SELECT, 204],
  [
    'ZohoCRM.modules.ALL',
    'POST',
    '/__composite_requests',
    { __composite_requests: [{ method: 'GET', uri: '/crm/v8/org' }] },
    401,
  ],
  ['ZohoCRM.settings.fields.READ', 'GET', '/settings/fields?module=Leads', undefined, 200],
  [
    'ZohoCRM.settings.fields.READ',
    'POST',
    '/settings/fields?module=Leads',
    { fields: [{ field_label: 'a', data_type: 'text' }] },
    401,
  ],
  ['ZohoCRM.settings.ALL', 'GET', '/settings/layouts?module=Deals', undefined, 200],
  [
    'ZohoCRM.settings.layouts.READ',
    'GET',
    '/settings/pipeline?layout_id=4876876000000091023',
    undefined,
    401,
  ],
  ['ZohoCRM.org.READ', 'GET', '/users', undefined, 401],
])('with %s: %s %s', async (scope, method, path, body, status) => {
  await start({ scopes: scope.split(',') });
  const answer = await call(method, path, body);
  expect(answer.status).toBe(status);
  if (status === 401) expect(answer.body).toMatchObject({ code: 'OAUTH_SCOPE_MISMATCH', status: 'error' });
});
test('a profile without the module: 403', async () => {
  await start();
  fake.set({ forbidden: ['Deals'] });
  expect(await call('GET', '/Deals?fields=id')).toMatchObject({
    status: 403,
    body: { code: 'NO_PERMISSION' },
  });
  expect((await call('GET', '/Leads?fields=id')).status).toBe(204);
});

test('credits: told from the half on, refused when spent, back after a day', async () => {
  await start({ limits: { credits: 6 } });
  const left = async (path = '/org'): Promise<string | null> =>
    (await call('GET', path)).headers.get('x-api-credits-remaining');
  expect([await left(), await left(), await left(), await left()]).toEqual([null, null, '3', '2']);
  const rollback = { rollback_on_fail: true, __composite_requests: [{ method: 'GET', uri: '/crm/v8/org' }] };
  expect((await call('POST', '/__composite_requests', rollback)).headers.get('x-api-credits-remaining')).toBe(
    '0',
  );
  const refused = await call('GET', '/org');
  expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
  expect(refused.headers.get('retry-after')).toBeNull();
  clock.advance(86_400_000);
  expect((await call('GET', '/org')).status).toBe(200);
});
test('credits by size: ten records each, queries by their limit', async () => {
  await start({ limits: { credits: 10 } });
  await call('POST', '/Leads', { data: Array.from({ length: 21 }, () => ({ Last_Name: 'K' })) });
  const answer = await call('POST', '/coql', coql('select id from Leads where id is null limit 2000'));
  expect(answer.headers.get('x-api-credits-remaining')).toBe('4');
});

test('concurrency: a composite takes five units, so a free organisation does one at a time', async () => {
  await start({ edition: 'free', workMs: 40 });
  const composite = { __composite_requests: [{ method: 'GET', uri: '/crm/v8/org' }] };
  const send = (): Promise<Answer> => call('POST', '/__composite_requests', composite);
  const both = await Promise.all([send(), send()]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
  expect((await send()).status).toBe(200);
  const six = await Promise.all(Array.from({ length: 6 }, () => call('GET', '/org')));
  expect(six.filter(({ status }) => status === 429)).toHaveLength(1);
  fake.set({ limits: { concurrency: 10 } });
  expect((await Promise.all([send(), send()])).map(({ status }) => status)).toEqual([200, 200]);
});

test('new fields: five at once, by label, unique where the organisation lets', async () => {
  await start({ activityUnique: 'refuse' });
  const make = (module: string, ...fields: object[]): Promise<Answer> =>
    call('POST', `/settings/fields?module=${module}`, { fields });
  const unique = { field_label: 'rs key', data_type: 'text', length: 20, unique: { case_sensitive: false } };
  expect((await make('Tasks', unique)).body).toMatchObject({
    fields: [{ code: 'NOT_ALLOWED', details: { api_name: 'unique' } }],
  });
  expect((await make('Leads', { ...unique, field_label: 'ok' }, { ...unique, data_type: 'no' })).status).toBe(
    400,
  );
  expect((await make('Leads', unique)).status).toBe(201);
  const lead = { Last_Name: 'K', rs_key: 'x' };
  expect((await call('POST', '/Leads', { data: [lead, lead] })).status).toBe(207);
  const { body } = await call('GET', '/settings/fields?module=Leads');
  const custom = (body['fields'] as Record<string, unknown>[]).filter(({ custom_field }) => custom_field);
  expect(custom).toMatchObject([{ api_name: 'rs_key', field_label: 'rs key', length: 20 }]);
});

test('requests are recorded without the token', async () => {
  await start();
  await call('GET', '/org');
  expect(fake.requests).toMatchObject([{ method: 'GET', path: '/crm/v8/org', status: 200 }]);
  expect(JSON.stringify(fake.requests)).not.toContain(fake.token);
});
