import {
  secretSettingRefusal,
  receiveWebhook,
  type IncomingRequest,
  type TriggerSettings,
} from '../../../core/event/receive';
import { NOW, PAYLOADS } from './payloads';
import { CALL, REQUEST, SECRET, SETTINGS } from './settings';

const send = (request: Partial<IncomingRequest>, settings: Partial<TriggerSettings> = {}) =>
  receiveWebhook({ ...REQUEST, ...request }, { ...SETTINGS, ...settings }, NOW);
const basic = (text: string) => ({
  'content-type': 'application/json',
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});
const json = JSON.stringify(CALL);
const form = new URLSearchParams(CALL).toString();
const message = (answer: { body: Record<string, unknown> | string }): string =>
  String((answer.body as Record<string, unknown>).message);

describe('bodies', () => {
  it.each<[string, Partial<IncomingRequest>]>([
    ['GET query', { method: 'GET', query: { ...REQUEST.query, ...CALL }, body: '' }],
    ['POST form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form }],
    ['POST form without content type', { headers: {}, body: form }],
    ['POST JSON', { body: json }],
    ['POST JSON without content type', { headers: {}, body: `\ufeff${json}` }],
    ['parsed object', { body: CALL }],
    ['list of one', { body: [CALL] }],
    ['JSON list of one', { body: `[${json}]` }],
    ['JSON-RPC', { body: { jsonrpc: '2.0', method: 'call', id: 7, params: CALL } }],
    [
      'JSON-RPC with positional params',
      { body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 7, params: [CALL] }) },
    ],
    [
      'nested in a form',
      {
        headers: {},
        body: `uniqueid=${CALL.uniqueid}&calldate=2024-11-11+11:04:41&additional_call_data[caller]=380671234567&additional_call_data[dst]=380440000002&additional_call_data[call_type]=in&additional_call_data[billsec]=10`,
      },
    ],
    [
      'nested as JSON text in a form',
      {
        headers: {},
        body: new URLSearchParams({
          uniqueid: CALL.uniqueid,
          calldate: CALL.calldate,
          additional_call_data: json,
        }).toString(),
      },
    ],
  ])('%s', (_, request) => {
    const { status, body, event, skipped } = send(request);
    expect([status, body, skipped]).toEqual([200, { ok: true }, null]);
    expect(event).toMatchObject({
      name: 'incoming.ended',
      callId: CALL.uniqueid,
      clientNumber: '+380671234567',
      ownLine: '+380440000002',
      status: 'answered',
      receivedAt: '2026-07-26T12:00:00.000+03:00',
    });
  });
  it.each(
    PAYLOADS.filter(([, one]) => Object.values(one.payload).every((value) => typeof value !== 'object')),
  )('%s: as form, GET and JSON the same event', (_, { payload, event }) => {
    const query = { token: SECRET, ...(event ? { event } : {}) };
    const texts = Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
    const results = [
      send({ query, body: payload }),
      send({ query, headers: {}, body: new URLSearchParams(texts).toString() }),
      send({ query: { ...query, ...texts }, method: 'GET' }),
    ];
    const [first, ...others] = results.map(({ event: found }) => ({ ...found, raw: null }));
    expect(first?.name).toMatch(/ended|answered/);
    for (const other of others) expect(other).toEqual(first);
  });
  it('takes static parameters of the URL, the body winning', () => {
    expect(
      send({ query: { ...REQUEST.query, office: 'Lviv', billsec: '99' }, body: json }).event,
    ).toMatchObject({ variables: { office: 'Lviv' }, durations: { talk: 10 } });
  });
  it.each<[string, Partial<IncomingRequest>, RegExp]>([
    ['broken JSON', { body: '{"a":' }, /not valid JSON.*data type/],
    ['several events', { body: [CALL, CALL] }, /list of 2\. Send one event/],
    ['empty list', { body: [] }, /list of 0/],
    ['a number', { body: '12', headers: {} }, /neither form fields nor JSON/],
    ['JSON number', { body: '12' }, /not an object with fields/],
    ['XML', { body: '<call/>', headers: { 'content-type': 'text/xml' } }, /neither form fields nor JSON/],
    ['nothing', { body: '' }, /has no fields\. Tick the parameters/],
    ['nothing known', { body: { foo: 1 }, query: { token: SECRET } }, /Add \?event=/],
    ['JSON-RPC without params', { body: { jsonrpc: '2.0', method: 'x' } }, /no params/],
    [
      'too many form fields',
      { headers: {}, body: Array.from({ length: 1001 }, (_, n) => `a${n}=1`).join('&') },
      /more than 1000 fields/,
    ],
  ])('refuses %s with 400 and what to do', (_, request, words) => {
    const answer = send(request);
    expect([answer.status, answer.event]).toEqual([400, null]);
    expect(message(answer)).toMatch(words);
  });
  it('refuses a large body with 413, whoever measured it', () => {
    expect(send({ size: 262145 }).status).toBe(413);
    expect(send({ body: { ...CALL, comment: 'я'.repeat(140_000) } }).status).toBe(413);
    expect(send({ headers: { ...REQUEST.headers, 'content-length': '999999' } }).status).toBe(413);
    expect(send({ body: json, size: json.length }, { sizeCap: json.length }).status).toBe(200);
    expect(message(send({ size: 262145 }))).toMatch(/larger than 262144 bytes/);
  });
  it.each(['PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'])('refuses the method %s', (method) => {
    const answer = send({ method, body: json });
    expect([answer.status, message(answer)]).toEqual([405, expect.stringMatching(/GET, POST, PUT/)]);
  });
});

describe('G-19, E2-16: secret', () => {
  const open = { query: { event: 'incoming.ended' }, body: json };
  it.each<[string, Partial<IncomingRequest>, Partial<TriggerSettings>]>([
    ['query', { body: json }, {}],
    ['path', { ...open, pathToken: SECRET }, { secretIn: 'path' }],
    ['Basic password', { ...open, headers: basic(`anybody:${SECRET}`) }, { secretIn: 'basic' }],
    ['any: path', { ...open, pathToken: SECRET }, { secretIn: 'any' }],
    ['any: Basic', { ...open, headers: basic(`:${SECRET}`) }, { secretIn: 'any' }],
    [
      'previous secret while rotating',
      { body: json },
      { secrets: ['the-new-secret-of-the-webhook', SECRET] },
    ],
    [
      'non-ASCII secret with colon',
      { ...open, headers: basic('u:довгий-пароль:вебхука') },
      { secretIn: 'basic', secrets: ['довгий-пароль:вебхука'] },
    ],
    ['none set, accepted on purpose', open, { secrets: [], acceptWithoutSecret: true }],
  ])('passes: %s', (_, request, settings) => expect(send(request, settings).status).toBe(200));
  it.each<[string, Partial<IncomingRequest>, Partial<TriggerSettings>, RegExp]>([
    ['missing', open, {}, /is missing\..*&token=/],
    ['empty', { ...open, query: { token: '' } }, {}, /is missing/],
    ['wrong', { ...open, query: { token: 'canary-secret-of-the-webhooc' } }, {}, /is wrong/],
    ['prefix', { ...open, query: { token: SECRET.slice(0, -1) } }, {}, /is wrong/],
    ['right secret in the wrong place', { body: json }, { secretIn: 'path' }, /is missing\..*path/],
    [
      'Basic user part',
      { ...open, headers: basic(`${SECRET}:x`) },
      { secretIn: 'basic' },
      /is wrong.*password/,
    ],
    [
      'broken Basic',
      { ...open, headers: { authorization: 'Basic !!!' } },
      { secretIn: 'basic' },
      /is missing/,
    ],
    ['none set', open, { secrets: [] }, /No webhook secret is set/],
    [
      'only empty ones set',
      { ...open, query: { token: '' } },
      { secrets: ['', ''] },
      /No webhook secret is set/,
    ],
    [
      'wrong though none is needed',
      { ...open, query: { token: 'x' } },
      { acceptWithoutSecret: true },
      /is wrong/,
    ],
  ])('401: %s', (_, request, settings, words) => {
    const answer = send(request, settings);
    expect([answer.status, answer.event]).toEqual([401, null]);
    expect(message(answer)).toMatch(words);
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  });
  it('refuses activation without a secret', () => {
    const refusal = (secrets: string[], acceptWithoutSecret = false) =>
      secretSettingRefusal({ secrets, acceptWithoutSecret });
    expect(refusal([])).toMatch(/Set a webhook secret in the Ringostat credential/);
    expect(refusal([''])).not.toBeNull();
    expect(refusal([], true)).toBeNull();
    expect(refusal([SECRET])).toBeNull();
    expect(refusal(['x'.repeat(16), ''])).toBeNull();
  });
  it.each([[['x'.repeat(15)]], [[SECRET, 'short']], [['short', SECRET]]])(
    'refuses activation, and every request, with a secret of fewer than 16 characters: %j',
    (secrets) => {
      for (const acceptWithoutSecret of [false, true])
        expect(secretSettingRefusal({ secrets, acceptWithoutSecret })).toMatch(/shorter than 16 characters/);
      const answer = send({ body: json, query: { ...REQUEST.query, token: secrets[0] } }, { secrets });
      expect([answer.status, message(answer)]).toEqual([401, expect.stringMatching(/shorter than 16/)]);
    },
  );
  it('is asked before the body is looked at', () => {
    const unreadable = { body: '{"a":', size: 9_999_999 };
    expect(send({ ...unreadable, query: {} }).status).toBe(401);
    expect(send({ ...unreadable, query: {} }, { ipList: ['198.51.100.1'] }).status).toBe(403);
  });
  it.each<[string, Partial<IncomingRequest>]>([
    ['a field of the body', { body: { ...CALL, token: SECRET } }],
    ['a field of the body under another name', { body: { ...CALL, webhook_key: SECRET } }],
    ['a field deep in the body', { body: { ...CALL, additional_call_data: { a: [{ token: SECRET }] } } }],
    ['a form', { headers: {}, body: `${form}&token=${SECRET}` }],
    ['a query in capitals', { body: json, query: { ...REQUEST.query, Token: SECRET, key: SECRET } }],
    ['an address in a field', { body: { ...CALL, landing: `https://n8n.example.com/hook?token=${SECRET}` } }],
    ['a name', { body: { ...CALL, [SECRET]: 'x' } }],
    ['the event', { body: json, query: { token: SECRET, event: SECRET } }],
    ['another place of the secret', { body: json, pathToken: SECRET }],
  ])('stays at the door, whatever brings it: %s', (_, request) => {
    const { status, event } = send(request, { secrets: ['the-new-secret-of-the-webhook', SECRET] });
    expect([status, event?.callId]).toEqual([200, CALL.uniqueid]);
    expect(JSON.stringify(event)).not.toContain(SECRET);
  });
  it('a token that is no secret of ours stays a field', () => {
    expect(send({ body: { ...CALL, token: 'of the form' } }).event?.variables).toMatchObject({
      token: 'of the form',
    });
  });
  it('E2-15: the secret is nowhere in the event', () => {
    for (const request of [{ body: json }, { method: 'GET', query: { ...REQUEST.query, ...CALL } }]) {
      const { event } = send(request);
      expect(event?.callId).toBe(CALL.uniqueid);
      expect(JSON.stringify(event)).not.toContain('canary');
    }
  });
});

describe('IP list', () => {
  it.each<[string | null, string[], number]>([
    ['203.0.113.7', ['203.0.113.7'], 200],
    ['203.0.113.8', ['203.0.113.7'], 403],
    ['::ffff:203.0.113.7', ['203.0.113.7'], 200],
    ['203.0.113.7', ['203.0.113.0/24'], 200],
    ['::ffff:203.0.113.255', ['10.0.0.0/8', '203.0.113.0/24'], 200],
    ['203.0.114.0', ['203.0.113.0/24'], 403],
    ['1.2.3.4', ['0.0.0.0/0'], 200],
    ['203.0.113.7', ['203.0.113.7/32'], 200],
    ['2001:db8::1', ['2001:DB8::1'], 200],
    ['2001:db8::1', ['0.0.0.0/0'], 403],
    ['203.0.113.7', ['203.0.113.0/33', '203.0.113.0/x', 'nonsense', ''], 403],
    [null, ['203.0.113.7'], 403],
    ['203.0.113.7', [], 200],
  ])('%s with %j is %d', (remoteAddress, ipList, status) =>
    expect(send({ remoteAddress, body: json }, { ipList }).status).toBe(status),
  );
});

describe('filter', () => {
  it('answers 200 and says why an event is not passed on', () => {
    expect(send({ body: json }, { events: ['incoming.ringing'] })).toEqual({
      status: 200,
      body: { ok: true, skipped: 'incoming.ended is not among the events chosen in the trigger.' },
      event: null,
      skipped: 'incoming.ended is not among the events chosen in the trigger.',
    });
    expect(send({ body: json }, { events: ['incoming.ended'] }).skipped).toBeNull();
    expect(send({ body: { ...CALL, disposition: 'IN PROGRESS' } }).skipped).toMatch(/still running/);
    expect(send({ body: { ...CALL, caller: '101', extension_number: '101' } }).skipped).toMatch(
      /between two employees/,
    );
    expect(
      send({ body: { ...CALL, caller: '101', extension_number: '101' } }, { dropInternal: false }).event
        ?.internal,
    ).toBe(true);
  });
  it('keeps the payload only when asked, without unsafe names', () => {
    expect(send({ body: json }).event?.raw).toMatchObject({
      callerNumber: '380671234567',
      dst: '380440000002',
    });
    expect(send({ body: json }, { keepRaw: false }).event?.raw).toBeNull();
  });
});

describe('routing', () => {
  const ask = {
    call_id: 'pkv',
    step_forward: 'webhookNumber%3A120',
    uuid: '00000000-0000-4000-8000-000000000000',
    caller_number: '380671234567',
  };
  it.each([
    ['JSON', { body: JSON.stringify(ask) }],
    ['form', { headers: {}, body: new URLSearchParams(ask).toString() }],
    ['PUT', { method: 'PUT', body: ask }],
    ['headers', { method: 'GET', headers: ask }],
    ['GET', { method: 'GET', query: { token: SECRET, ...ask } }],
  ])('%s', (_, request) => {
    const { status, event } = send(
      { query: { token: SECRET }, ...request },
      { receive: 'routing', events: ['incoming.ended'], answer: { type: 'json', key: 'direction' } },
    );
    expect(status).toBe(200);
    expect(event).toMatchObject({
      kind: 'routing',
      moment: 'routing',
      name: 'routing',
      direction: 'incoming',
      callId: 'pkv',
      clientNumber: '+380671234567',
      answer: { type: 'json', key: 'direction' },
      variables: { uuid: ask.uuid },
    });
  });
  it('keeps the id of a JSON-RPC question for the answer', () => {
    expect(
      send({ body: { jsonrpc: '2.0', id: 42, method: 'route', params: ask } }, { receive: 'routing' }).event
        ?.variables.jsonrpc_id,
    ).toBe('42');
  });
  it('passes a question without a number on: the reserve answers', () => {
    expect(send({ body: { call_id: 'pkv' } }, { receive: 'routing' }).event).toMatchObject({
      clientNumber: null,
      anonymous: true,
      callId: 'pkv',
    });
  });
  it("takes the user's own name for the number", () => {
    expect(
      send(
        { body: { call_id: 'pkv', chto: '380671234567' } },
        { receive: 'routing', keyMap: { caller_number: 'chto' } },
      ).event?.clientNumber,
    ).toBe('+380671234567');
  });
});
