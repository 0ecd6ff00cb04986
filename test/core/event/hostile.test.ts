import fc from 'fast-check';
import { receiveWebhook, type Received } from '../../../core/event/receive';
import { safeRaw } from '../../../core/event/safe-raw';
import words from '../../../core/event/words.json';
import { NOW } from './payloads';
import { CALL, REQUEST, SETTINGS } from './settings';

const UNSAFE = new Set<string>(words.unsafeKeys);
const send = (body: unknown, headers: Record<string, string> = REQUEST.headers): Received =>
  receiveWebhook({ ...REQUEST, headers, body }, SETTINGS, NOW);

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...keysOf(item)]);
}
function deep(levels: number): string {
  return '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
}

/** Every answer is 200 with a clean event or a reason, or 400/413 with words; never a fault of ours. */
function check(answer: Received): void {
  expect([200, 400, 413]).toContain(answer.status);
  expect(JSON.stringify(answer.body)).not.toContain('fault of the trigger');
  if (!answer.event) return;
  const text = JSON.stringify(answer.event);
  expect(keysOf(answer.event).filter((key) => UNSAFE.has(key))).toEqual([]);
  // eslint-disable-next-line no-control-regex -- none may be left
  expect(text).not.toMatch(/\\u000[0-8]|[\u0000-\u0008]/);
  expect(text.length).toBeLessThan(2_000_000);
  expect(answer.event.eventKey).toMatch(/^11111:.+:.+/);
}

describe('E2-11: hostile bodies', () => {
  const corpus: [string, unknown][] = [
    [
      'prototype keys',
      `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},${JSON.stringify(CALL).slice(1)}`,
    ],
    [
      'unsafe names everywhere',
      {
        ...CALL,
        arguments: 1,
        binding: { caller: { callee: [{ prototype: 1, getPrototypeOf: 2 }] } },
        additional_call_data: { callee: 'x', mainModule: 1 },
      },
    ],
    ['deep nesting', `{"x":${deep(5000)},${JSON.stringify(CALL).slice(1)}`],
    ['deep containers', { ...CALL, data: { data: { data: { data: { data: { caller: 'x' } } } } } }],
    ['huge array', { ...CALL, employee_number: Array.from({ length: 20_000 }, (_, n) => n) }],
    ['many keys', { ...CALL, ...Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, n])) }],
    ['control characters', { ...CALL, contact_name: 'a\u0000b\u001b[31m\u202ec', comment: '\ud800' }],
    [
      'wrong types',
      {
        uniqueid: { a: 1 },
        calldate: [],
        call_type: ['in'],
        caller: { x: 1 },
        dst: true,
        disposition: 12,
        billsec: {},
        legs: [null, 1, 'x', []],
        employee_number: [[], {}],
      },
    ],
    [
      'text for everything',
      {
        uniqueid: "'; DROP TABLE calls; --",
        call_type: 'in',
        caller: '<script>alert(1)</script>',
        billsec: '1e999',
        calldate: '{{7*7}}',
        utm_source: '=cmd|calc',
      },
    ],
    ['numbers out of range', { ...CALL, billsec: 1e308, duration: -5, duration_ms: NaN, calldate: 9e15 }],
    ['long text', { ...CALL, contact_name: 'x'.repeat(200_000) }],
    ['entity bomb', { ...CALL, contact_name: '&amp;'.repeat(30_000) }],
    [
      'slow patterns',
      {
        ...CALL,
        caller: `"${'<'.repeat(20_000)}`,
        recording: `https://${' ,'.repeat(20_000)}`,
        connected_with: ' ('.repeat(20_000),
      },
    ],
    [
      'form with brackets',
      '__proto__[x]=1&constructor[prototype][x]=1&a[]=1&a[]=2&[=1&call_type=in&billsec=1&uniqueid=1',
    ],
    ['empty names', { '': 'x', ' ': 'y', ...CALL }],
  ];
  it.each(corpus)('%s', (_, body) => {
    // A pattern that takes squared time ends in jest's own limit of five seconds.
    check(send(body, typeof body === 'string' && !body.startsWith('{') ? {} : REQUEST.headers));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
  it('takes any JSON beside a call without a fault', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(
            fc.string(),
            fc.constantFrom(...words.unsafeKeys, 'data', 'legs', 'billsec', 'recording', 'employee_fio'),
          ),
          fc.jsonValue({ maxDepth: 4 }),
        ),
        (extra) => check(send({ ...CALL, ...extra })),
      ),
      { numRuns: 300 },
    );
  });
  it('takes any JSON and any text alone without a fault', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => check(send(JSON.stringify(value)))),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => check(send(text, {}))),
      { numRuns: 200 },
    );
  });
  it('stores hostile text as text', () => {
    const { event } = send({ ...CALL, contact_name: '<img src=x onerror=alert(1)>', utm_source: '=1+1' });
    expect([event?.clientName, event?.attribution.utm_source]).toEqual([
      '<img src=x onerror=alert(1)>',
      '=1+1',
    ]);
  });
});

describe('safe raw', () => {
  it('renames at every depth without losing a value', () => {
    expect(
      safeRaw(
        JSON.parse(
          '{"caller":1,"callerNumber":2,"callee":3,"a":[{"arguments":4,"constructor":5}],"__proto__":6}',
        ) as Record<string, unknown>,
      ),
    ).toEqual({
      callerNumber: 2,
      callerNumber2: 1,
      calleeNumber: 3,
      a: [{ arguments_field: 4, constructor_field: 5 }],
      proto_field: 6,
    });
  });
  it('caps depth and lists', () => {
    const found = safeRaw({ a: JSON.parse(deep(20)) as unknown, list: Array.from({ length: 500 }, () => 1) });
    expect(JSON.stringify(found)).toContain('[too deep]');
    expect(found.list).toHaveLength(200);
  });
});
