import { activate } from '../engines/n8n-activate';
import { callWebhook } from '../engines/n8n-core';
import { MemoryCredentials } from '../engines/n8n-credentials';
import { clock } from '../../nodes/shared/clock';
import { oneNode, PREFIX, SECRET, type Systems } from './pack';

const CALL = {
  uniqueid: 'ua0_-1763700000.77',
  call_type: 'in',
  caller_number: '380671234567',
  e164: '380671234567',
  dst: '380441234567',
  calldate: '2026-11-20 14:00:00',
  disposition: 'ANSWERED',
  billsec: '20',
  duration: '30',
};
const trigger = (parameters: Record<string, unknown> = {}, systems: Systems = {}) =>
  oneNode('ringostatTrigger', parameters as never, systems);
const post = (
  setup: ReturnType<typeof trigger>,
  change: {
    query?: Record<string, string>;
    rawBody?: string;
    headers?: Record<string, string>;
    contentType?: string;
  } = {},
) =>
  callWebhook({
    ...setup,
    triggerName: 'Node',
    request: {
      method: 'POST',
      query: { event: 'incoming.ended', token: SECRET, ...change.query },
      headers: change.headers ?? {},
      contentType: change.contentType ?? 'application/json',
      rawBody: change.rawBody ?? JSON.stringify(CALL),
    },
  });

describe('Ringostat Trigger', () => {
  test('a call passes as one event and is answered {ok:true}', async () => {
    const { response, run } = await post(trigger());
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ ok: true });
    const [item] = run?.items('Node') ?? [];
    expect(item?.['event']).toMatchObject({
      name: 'incoming.ended',
      projectId: '12345',
      callId: 'ua0_-1763700000.77',
      clientNumber: '+380671234567',
      status: 'answered',
    });
  });

  test.each([
    ['no secret', { query: { token: '' } }, 401, /secret is missing/],
    ['a wrong secret', { query: { token: 'wrong' } }, 401, /secret is wrong/],
    [
      'a body over the cap',
      { rawBody: JSON.stringify({ ...CALL, note: 'x'.repeat(300 * 1024) }) },
      413,
      /larger than 262144 bytes/,
    ],
    ['an empty body', { rawBody: '{}' }, 400, /no fields/],
  ])('%s is refused and starts nothing', async (_name, change, status, message) => {
    const { response, executed } = await post(trigger(), change);
    expect(response.status).toBe(status);
    expect(JSON.stringify(response.body)).toMatch(message);
    expect(JSON.stringify(response.body)).not.toContain(SECRET);
    expect(executed).toBe(false);
  });

  test('an event that is not chosen is answered with why, and starts nothing', async () => {
    const { response, executed } = await post(trigger({ events: ['outgoing.ended'] }));
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ ok: true, skipped: expect.any(String) });
    expect(executed).toBe(false);
  });

  test('the secret may come as password of HTTP Basic, and the previous one still works', async () => {
    const setup = trigger(
      { secretIn: 'basic' },
      { credential: { webhookSecret: 'the-new-secret-of-the-tests', previousWebhookSecret: SECRET } },
    );
    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`ringostat:${password}`).toString('base64')}`,
    });
    expect((await post(setup, { headers: basic(SECRET) })).response.status).toBe(200);
    expect((await post(setup, { headers: basic('the-new-secret-of-the-tests') })).response.status).toBe(200);
    expect((await post(setup, { headers: basic('other') })).response.status).toBe(401);
  });

  test('the credential is read once in half a minute; a new secret counts at once, one taken back after that', async () => {
    const credential = { webhookSecret: 'the-first-secret-of-the-tests' };
    const setup = trigger({}, { credential });
    const ask = async (token: string) => (await post(setup, { query: { token } })).response.status;
    const now = jest.spyOn(clock, 'now');
    const start = Date.now();
    const at = (ms: number) => now.mockReturnValue(start + ms);
    const reads = jest.spyOn(MemoryCredentials.prototype, 'getDecrypted');
    try {
      at(0);
      expect(await ask('the-first-secret-of-the-tests')).toBe(200);
      at(29_000);
      expect(await ask('the-first-secret-of-the-tests')).toBe(200);
      expect(reads).toHaveBeenCalledTimes(1);
      setup.credentials!['ringostatApi']!['webhookSecret'] = 'the-second-secret-of-the-tests';
      expect(await ask('the-first-secret-of-the-tests')).toBe(200);
      expect(await ask('the-second-secret-of-the-tests')).toBe(200);
      expect(await ask('the-first-secret-of-the-tests')).toBe(401);
      // Strangers do not make it read more often.
      const before = reads.mock.calls.length;
      for (let n = 0; n < 5; n += 1) expect(await ask('a-secret-that-nobody-has')).toBe(401);
      expect(reads.mock.calls.length).toBe(before);
    } finally {
      now.mockRestore();
      reads.mockRestore();
    }
  });

  test('a secret taken back is refused within a minute though no request was refused before', async () => {
    const setup = trigger();
    const now = jest.spyOn(clock, 'now');
    const start = Date.now();
    try {
      expect((await post(setup)).response.status).toBe(200);
      setup.credentials!['ringostatApi']!['webhookSecret'] = 'another-secret-of-the-tests';
      now.mockReturnValue(start + 60_000);
      expect((await post(setup)).response.status).toBe(401);
    } finally {
      now.mockRestore();
    }
  });

  test('a form body that Ringostat calls JSON, and own names, are read', async () => {
    const { uniqueid, ...rest } = CALL;
    const rawBody = new URLSearchParams({ ...rest, my_call: uniqueid }).toString();
    const keyMap = { names: [{ variable: 'uniqueid', name: 'my_call' }] };
    const { response, run } = await post(trigger({ keys: 'custom', keyMap }), {
      rawBody,
      contentType: 'application/x-www-form-urlencoded',
    });
    expect(response.status).toBe(200);
    expect(run?.items('Node')[0]?.['event']).toMatchObject({ callId: uniqueid });
  });

  test('without a secret it refuses to be published, unless told otherwise', async () => {
    const open = { credential: { webhookSecret: '' } };
    await expect(activate(trigger({}, open), 'Node')).rejects.toThrow(/No webhook secret is set/);
    const short = { credential: { webhookSecret: 'fifteen-letters' } };
    await expect(activate(trigger({}, short), 'Node')).rejects.toThrow(/shorter than 16 characters/);
    await expect(activate(trigger({ acceptWithoutSecret: true }, open), 'Node')).resolves.toBeUndefined();
    await expect(activate(trigger(), 'Node')).resolves.toBeUndefined();
    expect(
      (await post(trigger({ acceptWithoutSecret: true }, open), { query: { token: '' } })).response.status,
    ).toBe(200);
  });

  test.each([
    [{ defaultCountry: '' }, /^Empty or unknown: "Default Country" \(a two-letter/],
    [{ defaultCountry: 'Ukraine' }, /"Default Country"/],
    [{ timeZone: 'Kyiv' }, /^Empty or unknown: "Time Zone" \(an IANA name/],
    [{ timeZone: '', defaultCountry: ' ' }, /"Time Zone".* and "Default Country"/],
  ])(
    'with %j it refuses to be published; an event that comes all the same is answered 503',
    async (set, why) => {
      await expect(activate(trigger(set), 'Node')).rejects.toThrow(why);
      const { response, run } = await post(trigger(set));
      expect(response.status).toBe(503);
      expect((response.body as { message: string }).message).toMatch(why);
      expect(run?.items('Node') ?? []).toEqual([]);
      expect((await post(trigger(set), { query: { token: 'wrong' } })).response.status).toBe(401);
    },
  );

  test('in routing mode a question that is nobody’s is answered empty, in the chosen format', async () => {
    const setup = trigger({ receive: 'routing', answer: 'json', answerKey: 'sip' });
    const question = JSON.stringify({ call_id: CALL.uniqueid, caller_number: '101' });
    const { response } = await post(setup, { rawBody: question, query: { event: 'routing' } });
    expect(response.status).toBe(200);
  });

  test('its type name carries the package', () => {
    expect(trigger().workflow.nodes[0]?.type).toBe(`${PREFIX}ringostatTrigger`);
  });
});
