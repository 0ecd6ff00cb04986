import { hubspot } from '../../../core/crm/hubspot';
import { fault, reply, scripted } from './kit';

const read = { method: 'GET', path: '/x' } as const;
const write = { method: 'POST', path: '/x', json: {} } as const;
const call = { action: 'reading x' };
const writing = { action: 'writing x', idempotent: false };

test('temporary faults of a read: 1-2-4-8 seconds, then the error of the last answer', async () => {
  const { client, seen, clock } = scripted([reply(500)]);
  await expect(client.request(read, call)).rejects.toMatchObject({
    kind: 'temporary',
    status: 500,
    system: 'Test CRM',
  });
  expect(seen).toHaveLength(5);
  expect(client.requests).toBe(5);
  expect(clock.slept).toEqual([1000, 2000, 4000, 8000]);
});

test.each([
  [0, 800],
  [0.999999, 1200],
])('jitter: random %p waits %p ms', async (random, ms) => {
  const { client, clock } = scripted([reply(503), reply(200)], { random: () => random });
  await client.request(read, call);
  expect(clock.slept).toEqual([ms]);
});

test.each([423, 477, 502, 504, 408])('status %p is tried again', async (status) => {
  const { client, seen } = scripted([reply(status, '<html>gateway</html>'), reply(200, { a: 1 })]);
  expect((await client.request(read, call)).body).toEqual({ a: 1 });
  expect(seen).toHaveLength(2);
});

test.each([
  [400, 'invalidField'],
  [401, 'credentialRefused'],
  [403, 'notPermitted'],
  [404, 'notFound'],
  [409, 'alreadyExists'],
  [418, 'permanent'],
  [301, 'permanent'],
])('status %p is %s and not tried again', async (status, kind) => {
  const { client, seen } = scripted([reply(status)]);
  await expect(client.request(read, call)).rejects.toMatchObject({ kind });
  expect(seen).toHaveLength(1);
});

test('Retry-After in seconds and as a date is honoured, also for writes', async () => {
  const at = new Date(1_800_000_000_000 + 3000 + 7000).toUTCString();
  const { client, clock } = scripted([
    reply(429, {}, { 'retry-after': '3' }),
    reply(429, {}, { 'retry-after': at }),
    reply(201),
  ]);
  await client.request(write, writing);
  expect(clock.slept).toEqual([3000, 7000]);
});

test('reset headers are honoured', async () => {
  const { client, clock } = scripted([reply(429, {}, { 'x-ratelimit-reset': '2' }), reply(200)]);
  await client.request(read, call);
  expect(clock.slept).toEqual([2000]);
});

test('a wait longer than the run may take: an error that says how long', async () => {
  const { client, clock, seen } = scripted([reply(429, {}, { 'retry-after': '7200' })]);
  const error = client.request(read, call);
  await expect(error).rejects.toMatchObject({ kind: 'rateLimited', waitMs: 7_200_000 });
  await expect(error).rejects.toThrow('asks to wait 120 min');
  expect([clock.slept, seen.length]).toEqual([[], 1]);
});

test('HubSpot: a daily limit gives up, a secondly one waits a second', async () => {
  const limit = (policyName: string) =>
    reply(429, { status: 'error', message: 'limit', category: 'RATE_LIMITS', policyName });
  const daily = scripted([limit('DAILY')], { classify: hubspot.classify });
  await expect(daily.client.request(read, call)).rejects.toMatchObject({
    kind: 'rateLimited',
    advice: expect.stringContaining('today'),
  });
  expect(daily.seen).toHaveLength(1);
  const secondly = scripted([limit('SECONDLY'), reply(200)], { classify: hubspot.classify });
  await secondly.client.request(read, call);
  expect(secondly.clock.slept).toEqual([1000]);
});

test('time of hanging answers counts: the sum of answers and waits is bounded', async () => {
  const { client, seen, clock } = scripted([fault('timeout', true)], { maxWaitMs: 20_000, maxAttempts: 50 });
  const slow = client.request(read, call);
  clock.advance(0);
  await expect(slow).rejects.toMatchObject({ kind: 'temporary' });
  expect(seen).toHaveLength(5);
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(20_000);
});

test.each(['timeout', 'connection'] as const)(
  'a write cut off (%s) is never repeated: the outcome is unknown',
  async (reason) => {
    const { client, seen } = scripted([fault(reason, true), reply(201)]);
    await expect(client.request(write, writing)).rejects.toMatchObject({
      kind: 'outcomeUnknown',
      message: expect.stringContaining('not known whether'),
    });
    expect(seen).toHaveLength(1);
  },
);

test.each([500, 502, 503, 504])('a write answered %p is never repeated blindly', async (status) => {
  const { client, seen } = scripted([reply(status), reply(201)]);
  await expect(client.request(write, writing)).rejects.toMatchObject({ kind: 'outcomeUnknown', status });
  expect(seen).toHaveLength(1);
});

test('a write that surely did not leave is sent again; so is a locked record', async () => {
  const { client, seen } = scripted([fault('connection', false), reply(423), reply(201)]);
  expect((await client.request(write, writing)).status).toBe(201);
  expect(seen).toHaveLength(3);
});

test('a cancelled request ends at once', async () => {
  const stop = new AbortController();
  stop.abort();
  const { client, seen } = scripted([reply(200)]);
  await expect(client.request({ ...read, signal: stop.signal }, call)).rejects.toMatchObject({
    kind: 'temporary',
  });
  expect(seen).toHaveLength(0);
});

test('207 is a success; each answer is told', async () => {
  const told: number[] = [];
  const { client } = scripted([reply(500), reply(207, { ok: true })], {
    onRequest: ({ status }) => told.push(status),
  });
  expect((await client.request(read, call)).status).toBe(207);
  expect(told).toEqual([500, 207]);
});

const CANARIES = ['pat-eu1-canary-0123456789', 'canary-token-1', 'canary-key-2', 'canary-recording-3'];
test('no secret of an answer reaches an error', async () => {
  const text =
    `Bearer ${CANARIES[0]} https://api.example/x?token=${CANARIES[1]}&api_key=${CANARIES[2]} ` +
    `https://app.ringostat.com/recordings/${CANARIES[3]}.mp3?token=${CANARIES[1]} ${'x'.repeat(100_000)}`;
  for (const classify of [undefined, hubspot.classify]) {
    for (const body of [text, { message: text, category: 'VALIDATION_ERROR' }]) {
      const { client } = scripted([reply(400, body)], classify ? { classify } : {});
      const error = await client.request(read, call).catch((caught: Error) => caught);
      const shown = JSON.stringify(error) + (error as Error).message + (error as Error).stack;
      for (const canary of CANARIES) expect(shown).not.toContain(canary);
      expect((error as Error).message.length).toBeLessThan(700);
    }
  }
});
