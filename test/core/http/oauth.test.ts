import { hubspot } from '../../../core/crm/hubspot';
import { createHttpClient } from '../../../core/http/client';
import {
  createRefreshingTransport,
  REFUSED_MS,
  type RefreshingOptions,
  type Tokens,
} from '../../../core/http/oauth';
import { startFakeHubSpot } from '../../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../../sandbox/hubspot/types';
import { attachContract } from '../../contract/attach-contract';
import { fetchTransport } from '../crm/hubspot/kit';
import { testClock } from './kit';

const oauth = { clientId: 'id', clientSecret: 'canary-client-secret', refreshToken: 'canary-refresh' };
const kind = hubspot.accounts.find(({ id }) => id === 'oAuth2')!;
let fake: FakeHubSpot;
beforeEach(async () => {
  fake = await startFakeHubSpot({ oauth });
});
afterEach(() => fake.close());

const path = '/crm/owners/2026-09';
const refreshes = (): number => fake.requests.filter((request) => request.path.endsWith('/token')).length;
function transport(change: Partial<RefreshingOptions> = {}) {
  return createRefreshingTransport({
    send: fetchTransport(''),
    token: (refreshToken) => kind.token!({ ...oauth, baseUrl: fake.url }, refreshToken, 0),
    refreshToken: oauth.refreshToken,
    system: 'HubSpot',
    clock: testClock(Date.now()),
    ...change,
  });
}

test('twenty parallel 401 lead to one refresh, and all succeed', async () => {
  const contract = attachContract(fake);
  const stored: Tokens[] = [];
  const send = transport({ accessToken: 'expired', onRefreshed: (tokens) => void stored.push(tokens) });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => send({ method: 'GET', url: fake.url + path })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(refreshes()).toBe(1);
  expect(stored).toHaveLength(1);
  expect(stored[0]?.refreshToken).toBe(oauth.refreshToken);
  expect(stored[0]?.expiresAt).toBeGreaterThan(Date.now() + 1_700_000);
  await send({ method: 'GET', url: fake.url + path });
  expect(refreshes()).toBe(1);
  expect(contract.violations).toEqual([]);
});

test('without a token the first request gets one; near its end it is renewed before use', async () => {
  const clock = testClock(Date.now());
  const send = transport({ clock });
  expect((await send({ method: 'GET', url: fake.url + path })).status).toBe(200);
  clock.advance(1_750_000);
  expect((await send({ method: 'GET', url: fake.url + path })).status).toBe(200);
  expect([refreshes(), fake.requests.filter(({ status }) => status === 401).length]).toEqual([2, 0]);
});

test('a refused refresh: one clear error for all, no secret in it, no second try', async () => {
  fake.endToken('revoked');
  const send = transport({ accessToken: 'expired' });
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => send({ method: 'GET', url: fake.url + path })),
  );
  const errors = results.map((result) => (result.status === 'rejected' ? (result.reason as Error) : null));
  expect(new Set(errors).size).toBe(1);
  expect(errors[0]).toMatchObject({
    kind: 'credentialRefused',
    system: 'HubSpot',
    message: expect.stringContaining('refused to renew the access token'),
  });
  expect(JSON.stringify(errors[0]) + errors[0]?.message).not.toMatch(/canary/);
  await expect(send({ method: 'GET', url: fake.url + path })).rejects.toMatchObject({
    kind: 'credentialRefused',
  });
  expect(refreshes()).toBe(1);
});

test('a refusal that is put right at the vendor works seconds later, without a new start', async () => {
  const clock = testClock(Date.now());
  const send = transport({ clock });
  const refusal = { status: 400, body: { error: 'invalid_grant' } };
  fake.faults.next({ match: (request) => request.path.endsWith('/token'), answer: refusal });
  const ask = () => send({ method: 'GET', url: fake.url + path });
  await expect(ask()).rejects.toMatchObject({ kind: 'credentialRefused', status: 400 });
  clock.advance(REFUSED_MS - 1);
  await expect(ask()).rejects.toMatchObject({ kind: 'credentialRefused' });
  expect(refreshes()).toBe(1);
  clock.advance(1);
  expect((await ask()).status).toBe(200);
  expect(refreshes()).toBe(2);
});

test('a grant that stays dead is tried less than ten times in ten minutes, however many requests come', async () => {
  const clock = testClock(Date.now());
  let asked = 0;
  const send = transport({
    clock,
    send: () => {
      asked += 1;
      return Promise.resolve({ status: 400, headers: {}, body: { error: 'invalid_grant' } });
    },
  });
  for (let second = 0; second < 600; second += 1) {
    await expect(send({ method: 'GET', url: fake.url + path })).rejects.toMatchObject({ status: 400 });
    clock.advance(1_000);
  }
  expect(asked).toBeGreaterThan(5);
  expect(asked).toBeLessThan(10);
});

test('a token server that is down is a fault of the way, tried again next time', async () => {
  fake.faults.next({ match: (request) => request.path.endsWith('/token'), answer: { status: 503 } });
  const send = transport();
  await expect(send({ method: 'GET', url: fake.url + path })).rejects.toMatchObject({
    reason: 'connection',
    sent: false,
  });
  expect((await send({ method: 'GET', url: fake.url + path })).status).toBe(200);
});

test('a question with a deadline does not wait for a refresh that hangs; others share the new one', async () => {
  const clock = testClock(Date.now());
  let asked = 0;
  const send = transport({
    clock,
    send: (request) => {
      if (request.url.endsWith('/token')) {
        asked += 1;
        if (asked === 1) return new Promise(() => undefined);
      }
      return fetchTransport('')(request);
    },
  });
  void send({ method: 'GET', url: fake.url + path });
  const { signal } = new AbortController();
  const early = Promise.race([
    send({ method: 'GET', url: fake.url + path, signal }),
    Promise.resolve('waits'),
  ]);
  expect(await early).toBe('waits');
  expect(asked).toBe(1);
  clock.advance(600);
  expect((await send({ method: 'GET', url: fake.url + path, signal })).status).toBe(200);
  expect((await send({ method: 'GET', url: fake.url + path })).status).toBe(200);
  expect(asked).toBe(2);
});

test.each([
  [400, { error: 'invalid_grant', error_description: 'token request is already being processed' }],
  [400, { error: 'invalid_grant', error_description: 'expired authorization code' }],
  [400, { error: 'invalid_grant', error_description: 'LOGIN_RATE_EXCEEDED' }],
  [403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]],
])(
  'a refusal of the moment (%s %p) does not end the grant: it is asked again later',
  async (status, body) => {
    fake.faults.next({ match: (request) => request.path.endsWith('/token'), answer: { status, body } }, 2);
    const clock = testClock(Date.now());
    const http = createHttpClient({
      transport: transport({ clock }),
      clock,
      random: () => 0.5,
      system: 'HubSpot',
      baseUrl: fake.url,
    });
    const answer = await http.request({ method: 'GET', path }, { action: 'reading owners' });
    expect([answer.status, refreshes(), clock.slept]).toEqual([200, 3, [1000, 2000]]);
  },
);

test('too many requests of the token server reach the user in its words', async () => {
  const answer = {
    status: 400,
    body: { error_description: 'You have made too many requests continuously.' },
  };
  fake.faults.next({ match: (request) => request.path.endsWith('/token'), answer }, 100);
  const clock = testClock(Date.now());
  const http = createHttpClient({
    transport: transport({ clock }),
    clock,
    random: () => 0.5,
    system: 'HubSpot',
    baseUrl: fake.url,
  });
  await expect(http.request({ method: 'GET', path }, { action: 'reading owners' })).rejects.toMatchObject({
    kind: 'temporary',
    message:
      'HubSpot: reading owners failed, the token server answered 400: You have made too many requests continuously.',
  });
});

test('too many renewals are a fault of the moment, not a refused grant', async () => {
  const busy = { error: 'Access Denied', error_description: 'You have made too many requests continuously.' };
  fake.faults.next({
    match: (request) => request.path.endsWith('/token'),
    answer: { status: 400, body: busy },
  });
  const send = transport();
  await expect(send({ method: 'GET', url: fake.url + path })).rejects.toMatchObject({ reason: 'connection' });
  expect((await send({ method: 'GET', url: fake.url + path })).status).toBe(200);
});
