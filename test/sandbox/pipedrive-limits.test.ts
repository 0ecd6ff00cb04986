import { ManualClock } from '../../sandbox/common/types';
import { startFakePipedrive } from '../../sandbox/pipedrive/server';
import type { FakePipedrive, FakePipedriveOptions } from '../../sandbox/pipedrive/types';
import { clientOf, dataOf, type Answer, type Call } from '../contract/pipedrive-client';

/** Limits, tokens and rights. */
const clock = new ManualClock();
let fake: FakePipedrive;
let call: Call;
async function start(options: FakePipedriveOptions = {}): Promise<void> {
  await fake?.close();
  fake = await startFakePipedrive({ clock, ...options });
  call = clientOf(fake);
}
afterAll(() => fake.close());

const PIPELINES = '/v2/pipelines';
const headers = ({ headers: all }: Answer, ...names: string[]): (string | null)[] =>
  names.map((name) => all.get(name));
async function statuses(times: number, path = PIPELINES): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < times; i += 1) all.push((await call('GET', path)).status);
  return all;
}

test('burst: 20 requests in 2 s of the smallest plan, the headers count and say when to come back', async () => {
  await start();
  const first = await call('GET', PIPELINES);
  expect(headers(first, 'x-ratelimit-limit', 'x-ratelimit-remaining')).toEqual(['20', '19']);
  expect(new Set(await statuses(19))).toEqual(new Set([200]));
  clock.advance(500);
  const refused = await call('GET', PIPELINES);
  expect(refused).toMatchObject({
    status: 429,
    body: { success: false, error: 'request over limit', errorCode: 429 },
  });
  expect(headers(refused, 'x-ratelimit-remaining', 'x-ratelimit-reset')).toEqual(['0', '2']);
  clock.advance(1500);
  expect(await statuses(1)).toEqual([200]);
});

test('searches have a limit of their own, ten in 2 s; other requests go on', async () => {
  await start();
  expect(await statuses(11, '/v2/itemSearch?term=67')).toEqual([...Array<number>(10).fill(200), 429]);
  expect(await statuses(1)).toEqual([200]);
  clock.advance(2000);
  expect(await statuses(1, '/v2/persons/search?term=67')).toEqual([200]);
});

test('an OAuth app may ask four times as fast', async () => {
  await start({ oauth: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' }, limits: { burstPer2s: 1 } });
  const basic = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'c' });
  const token = (await call('POST', '/oauth/token', form, basic)).body['access_token'];
  const bearer = { authorization: `Bearer ${String(token)}` };
  const all: number[] = [];
  for (let i = 0; i < 5; i += 1) all.push((await call('GET', PIPELINES, undefined, bearer)).status);
  expect(all).toEqual([200, 200, 200, 200, 429]);
});

test('twenty a minute, as on the smallest plan: the wait is told in seconds', async () => {
  await start({ limits: { perMinute: 20 } });
  for (let i = 0; i < 20; i += 1) {
    expect(await statuses(1)).toEqual([200]);
    clock.advance(1000);
  }
  const refused = await call('GET', PIPELINES);
  expect([refused.status, ...headers(refused, 'x-ratelimit-limit', 'x-ratelimit-reset')]).toEqual([
    429,
    '20',
    '40',
  ]);
  clock.advance(40_000);
  expect(await statuses(2)).toEqual([200, 429]);
});

test('the day has a budget: each request costs what the description says, searches most', async () => {
  await start({ limits: { dailyTokens: 50 } });
  const left = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await call(method, path, body);
    return [answer.status, ...headers(answer, 'x-daily-requests-left')];
  };
  expect(await left('GET', '/v2/itemSearch?term=67')).toEqual([200, '30']);
  expect(await left('POST', '/v2/persons', { name: 'A' })).toEqual([200, '25']);
  expect(await left('POST', '/v1/callLogs', {})).toEqual([400, '15']);
  expect(await left('GET', PIPELINES)).toEqual([200, '10']);
  const refused = await call('GET', '/v1/users');
  expect(refused.status).toBe(429);
  const midnight = Math.ceil((86_400_000 - (clock.now() % 86_400_000)) / 1000);
  expect(headers(refused, 'x-ratelimit-reset', 'x-daily-ratelimit-token-limit')).toEqual([
    String(midnight),
    '50',
  ]);
  clock.advance(midnight * 1000);
  expect(await left('GET', '/v1/users')).toEqual([200, '30']);
});

test('who ignores refusals is blocked by Cloudflare: 403 and HTML for a minute', async () => {
  await start({ limits: { burstPer2s: 1, refusalsBeforeBlock: 3 } });
  expect(await statuses(4)).toEqual([200, 429, 429, 429]);
  clock.advance(10_000);
  const blocked = await call('GET', PIPELINES);
  expect(blocked).toMatchObject({ status: 403, body: { text: expect.stringContaining('<!DOCTYPE html>') } });
  expect(headers(blocked, 'content-type', 'x-ratelimit-reset')).toEqual(['text/html; charset=UTF-8', null]);
  clock.advance(50_000);
  expect(await statuses(1)).toEqual([200]);
});

test("tokens: unknown, revoked, of a user who left; the wording is the vendor's", async () => {
  await start();
  const unauthorized = { success: false, error: 'unauthorized access', errorCode: 401 };
  expect((await call('GET', PIPELINES, undefined, {})).body).toMatchObject(unauthorized);
  expect((await call('GET', PIPELINES, undefined, { 'x-api-token': 'other' })).status).toBe(401);
  expect((await call('GET', `${PIPELINES}?api_token=${fake.token}`, undefined, {})).status).toBe(401);
  fake.deactivate(1);
  expect((await call('GET', PIPELINES)).status).toBe(401);
  fake.reset();
  expect((await call('GET', PIPELINES)).status).toBe(200);
  fake.endToken('revoked');
  expect((await call('GET', PIPELINES)).status).toBe(401);
});

test('OAuth: an access token lives an hour; a revoked app is refused the refresh too', async () => {
  await start({ oauth: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' } });
  const basic = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
  const grant = (): Promise<Answer> =>
    call(
      'POST',
      '/oauth/token',
      new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'c' }),
      basic,
    );
  const get = async (token: unknown): Promise<number> =>
    (await call('GET', PIPELINES, undefined, { authorization: `Bearer ${String(token)}` })).status;
  const granted = await grant();
  expect(granted.body).toMatchObject({ expires_in: 3599, refresh_token: 'c' });
  expect(await get(granted.body['access_token'])).toBe(200);
  clock.advance(3_600_000);
  expect(await get(granted.body['access_token'])).toBe(401);
  const next = (await grant()).body['access_token'];
  expect(await get(next)).toBe(200);
  fake.endToken('expired');
  expect(await get(next)).toBe(401);
  expect((await grant()).status).toBe(200);
  fake.endToken('revoked');
  expect((await grant()).body).toMatchObject({ error: 'invalid_grant' });
  const json = await call('POST', '/oauth/token', { grant_type: 'refresh_token', refresh_token: 'c' }, basic);
  expect(json.status).toBe(400);
});

test('a missing scope: one wording for apps, another for users', async () => {
  await start({
    oauth: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' },
    scopes: ['base', 'contacts:read'],
  });
  expect((await call('GET', '/v2/persons')).status).toBe(200);
  const refused = await call('POST', '/v2/persons', { name: 'A' });
  expect(refused).toMatchObject({ status: 403, body: { error: 'You do not have permissions to do this' } });
  const basic = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: 'x',
    redirect_uri: 'https://example.com',
  });
  const granted = await call('POST', '/oauth/token', form, basic);
  expect(granted.body['scope']).toBe('base,contacts:read');
  const bearer = { authorization: `Bearer ${String(granted.body['access_token'])}` };
  const mismatch = await call('GET', '/v2/deals', undefined, bearer);
  expect(mismatch).toMatchObject({ status: 403, body: { error: 'Scope and URL mismatch' } });
});

test('faults strike once each; requests are recorded without the token', async () => {
  await start();
  fake.faults.next({ match: ({ method }) => method === 'POST', answer: 'dropAfterCommit' });
  await expect(call('POST', '/v2/persons', { name: 'A' })).rejects.toThrow();
  expect(fake.records('person')).toMatchObject([{ values: { name: 'A' } }]);
  fake.faults.next({ answer: { status: 500, body: { success: false, error: 'Internal Server Error' } } });
  expect((await call('GET', PIPELINES)).status).toBe(500);
  expect(dataOf(await call('GET', '/v2/persons'))).toHaveLength(1);
  expect(fake.requests.map(({ status }) => status)).toEqual([0, 500, 200]);
  expect(JSON.stringify(fake.requests)).not.toContain(fake.token);
});

test('a required field is asked by the page only, unless the account is told otherwise', async () => {
  await start();
  fake.requireField('deal', 'Branch');
  expect((await call('POST', '/v2/deals', { title: 'D' })).status).toBe(200);
  fake.set({ enforceRequired: true });
  expect((await call('POST', '/v2/deals', { title: 'D' })).body['error']).toContain("'Branch' is required");
  const code = fake.fields('deal').find(({ name }) => name === 'Branch')?.code ?? '';
  expect((await call('POST', '/v2/deals', { title: 'D', custom_fields: { [code]: 'Kyiv' } })).status).toBe(
    200,
  );
});
