import { ManualClock } from '../../sandbox/common/types';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { FakeSalesforce, FakeSalesforceOptions, Values } from '../../sandbox/salesforce/types';
import { clientOf, composite, soql, type Call } from '../contract/salesforce-client';

/** The day's limit, rights, sessions, the lag of SOSL. */
const clock = new ManualClock();
let fake: FakeSalesforce;
let call: Call;
async function start(options: FakeSalesforceOptions = {}): Promise<void> {
  await fake?.close();
  fake = await startFakeSalesforce({ clock, ...options });
  call = clientOf(fake);
}
afterAll(() => fake.close());

const deal = (values: Values = {}): string =>
  fake.seed('Opportunity', { Name: 'D', StageName: 'Prospecting', CloseDate: '2026-12-20', ...values });

test('a day has so many calls; the count is on every answer and there is no word of when to come back', async () => {
  await start({ dailyLimit: 2 });
  const first = await call('GET', '/limits');
  expect(first.headers.get('sforce-limit-info')).toBe('api-usage=1/2');
  expect(first.body).toEqual({ DailyApiRequests: { Max: 2, Remaining: 1 } });
  await composite(call, {
    a: ['POST', '/sobjects/Account', { Name: 'A' }],
    b: ['POST', '/sobjects/Account', { Name: 'B' }],
  });
  expect(fake.used()).toBe(2);
  const refused = await call('POST', '/sobjects/Account', { Name: 'C' });
  expect(refused).toMatchObject({ status: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }] });
  expect(refused.headers.get('sforce-limit-info')).toBe('api-usage=2/2');
  expect(refused.headers.get('retry-after')).toBeNull();
  expect(fake.records('Account')).toHaveLength(2);
  clock.advance(86_400_000);
  expect((await call('GET', '/limits')).headers.get('sforce-limit-info')).toBe('api-usage=1/2');
});

test('rights: what may not be read is not there, what may not be written is refused, fields likewise', async () => {
  await start({ rights: { hidden: ['Opportunity'], readOnly: ['Lead'], customize: false } });
  deal();
  expect(await soql(call, 'SELECT Id FROM Opportunity')).toMatchObject([{ errorCode: 'INVALID_TYPE' }]);
  expect((await call('GET', '/sobjects/Opportunity/describe')).status).toBe(404);
  expect(await call('POST', '/sobjects/Lead', { LastName: 'L', Company: '-' })).toMatchObject({
    status: 403,
    body: [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }],
  });
  const field = { FullName: 'Lead.A__c', Metadata: { type: 'Text', label: 'A', length: 9 } };
  expect(await call('POST', '/tooling/sobjects/CustomField', field)).toMatchObject({
    status: 403,
    body: [{ errorCode: 'INSUFFICIENT_ACCESS' }],
  });
  fake.set({ rights: { api: false } });
  expect(await call('GET', '/limits')).toMatchObject({
    status: 403,
    body: [{ errorCode: 'API_DISABLED_FOR_ORG' }],
  });
});

test('sessions: an ended one is refused until refreshed; a revoked one cannot be refreshed', async () => {
  const oauth = { clientId: 'c', clientSecret: 's', refreshToken: 'r' };
  await start({ oauth });
  const refresh = (): ReturnType<Call> =>
    call(
      'POST',
      '/services/oauth2/token',
      new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: 'c',
        client_secret: 's',
        refresh_token: 'r',
      }),
    );
  fake.endToken('expired');
  const ended = await call('GET', '/limits');
  expect(ended).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] });
  const { access_token: token } = (await refresh()).body as { access_token: string };
  const renewed = clientOf(fake, token);
  expect((await renewed('GET', '/limits')).status).toBe(200);
  clock.advance(2 * 3600_000);
  expect((await renewed('GET', '/limits')).status).toBe(401);
  fake.endToken('revoked');
  expect(await refresh()).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
  });
});

test('the web flow: a code works once, with its verifier only', async () => {
  const oauth = { clientId: 'c', clientSecret: 's', refreshToken: 'r' };
  await start({ oauth });
  const redirect = 'http://127.0.0.1/callback';
  // Verifier and challenge of RFC 7636, appendix B.
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'c',
    redirect_uri: redirect,
    state: 'x',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const exchange = async (code_verifier: string): Promise<unknown[]> => {
    const agreed = await call('GET', `/services/oauth2/authorize?${query.toString()}`);
    const back = new URL(agreed.headers.get('location') ?? '');
    expect([agreed.status, back.searchParams.get('state')]).toEqual([302, 'x']);
    const form = {
      grant_type: 'authorization_code',
      client_id: 'c',
      client_secret: 's',
      redirect_uri: redirect,
      code: back.searchParams.get('code') ?? '',
      code_verifier,
    };
    const send = async (): Promise<number> =>
      (await call('POST', '/services/oauth2/token', new URLSearchParams(form))).status;
    return [await send(), await send()];
  };
  expect(await exchange(verifier)).toEqual([200, 400]);
  expect(await exchange('other')).toEqual([400, 400]);
});

test('SOSL lags behind what is written, SOQL does not', async () => {
  await start({ searchLagMs: 60_000 });
  await call('POST', '/sobjects/Lead', { LastName: 'L', Company: '-', Phone: '067 123 45 67' });
  const found = async (): Promise<unknown> => {
    const q = encodeURIComponent('FIND {671234567} IN PHONE FIELDS RETURNING Lead(Id)');
    return ((await call('GET', `/search?q=${q}`)).body as { searchRecords: unknown[] }).searchRecords.length;
  };
  expect([
    await found(),
    (await soql(call, "SELECT Id FROM Lead WHERE Phone LIKE '%6%7%1%2%3%4%5%6%7'")).length,
  ]).toEqual([0, 1]);
  clock.advance(60_000);
  expect(await found()).toBe(1);
});

test('requests are recorded without the token', async () => {
  await start();
  await call('POST', '/sobjects/Account', { Name: 'A' });
  expect(fake.requests).toMatchObject([{ method: 'POST', status: 201, body: { Name: 'A' } }]);
  expect(JSON.stringify(fake.requests)).not.toContain(fake.token);
});
