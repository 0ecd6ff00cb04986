/** Bodies that are broken, huge or strange, for the trigger. Sizes are told in words: a file of megabytes helps nobody. */
import { callPayload } from '../scenarios/payload';
import type { Call, Delivery } from '../scenarios/types';

export interface BodyCase {
  group: string;
  name: string;
  /** Changes of a delivery that is a good call but for this. */
  delivery(call: Call): Partial<Delivery>;
  /** What the sender gets: 200 with records, 200 with nothing done, or a refusal. */
  status: 200 | 400 | 413;
  /** Good answers only: contact, deal, call record and task are made as of a harmless call. */
  writes?: true;
}

const KB = 1024;
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' };
const text = (call: Call, more: Record<string, unknown> = {}): string =>
  JSON.stringify({ ...callPayload(call, 'ended'), ...more });
const form = (call: Call): string =>
  new URLSearchParams(
    Object.entries(callPayload(call, 'ended')).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
/** The call's JSON with this in front, as no serialiser would write it. */
const before = (call: Call, json: string): string => `{${json},${text(call).slice(1)}`;
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const objects = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
const part = (name: string, value: string): string =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const parts = (call: Call): string =>
  `${Object.entries(callPayload(call, 'ended'))
    .map(([name, value]) => part(name, String(value)))
    .join('')}--x--\r\n`;

type Row = [string, (call: Call) => Partial<Delivery>, Partial<Pick<BodyCase, 'status' | 'writes'>>?];
const rows = (group: string, status: BodyCase['status'], list: Row[]): BodyCase[] =>
  list.map(([name, delivery, more = {}]) => ({ group, name, delivery, status, ...more }));
const json = (make: (call: Call) => string) => (call: Call) => ({ headers: JSON_TYPE, body: make(call) });
const formed = (make: (call: Call) => string) => (call: Call) => ({ headers: FORM_TYPE, body: make(call) });
const written = { writes: true } as const;

export const bodies: BodyCase[] = [
  ...rows('malformed JSON', 400, [
    ['cut off', json((call) => text(call).slice(0, -20))],
    ['a comma too many', json((call) => text(call).replace(/\}$/, ',}'))],
    ['single quotes', json(() => "{'uniqueid': 'x'}")],
    ['NaN as a number', json((call) => before(call, '"x":NaN'))],
    ['a raw control sign', json((call) => before(call, '"x":"\u0001"'))],
    ['two objects', json((call) => text(call) + text(call))],
    ['an escape that is none', json((call) => before(call, '"x":"\\x41"'))],
    ['HTML', json(() => '<html><body>404</body></html>')],
    ['a number', json(() => '42')],
    ['null', json(() => 'null')],
    ['a text', json(() => '"uniqueid"')],
    ['an empty list', json(() => '[]')],
    ['a list of two events', json((call) => `[${text(call)},${text(call)}]`)],
    ['a list of lists', json(() => '[[[]]]')],
    ['an empty object', json(() => '{}')],
    ['JSON-RPC without params', json(() => '{"jsonrpc":"2.0","method":"x","id":1}')],
  ]),
  ...rows('mislabelled', 200, [
    ['a byte order mark', json((call) => `\ufeff${text(call)}`), written],
    ['JSON as a form', formed(text), written],
    [
      'JSON without a type',
      (call) => ({ headers: { 'content-type': 'text/plain' }, body: text(call) }),
      written,
    ],
    [
      'JSON of another charset',
      (call) => ({ headers: { 'content-type': 'application/json; charset=utf-16' }, body: text(call) }),
      written,
    ],
    ['a form', formed(form), written],
    ['multipart', (call) => ({ headers: MULTIPART, body: parts(call) }), written],
    [
      'multipart whose type names no boundary',
      (call) => ({ headers: { 'content-type': 'multipart/form-data' }, body: parts(call) }),
      written,
    ],
    ['a list of one', json((call) => `[${text(call)}]`), written],
    ['nested call data', json((call) => `{"additional_call_data":${text(call)}}`), written],
  ]),
  ...rows('malformed forms and multipart', 400, [
    ['signs that mean nothing', formed(() => '&&&===&&')],
    ['words', (): Partial<Delivery> => ({ headers: { 'content-type': 'text/plain' }, body: 'Hello there' })],
    [
      'XML',
      (): Partial<Delivery> => ({
        headers: { 'content-type': 'application/xml' },
        body: '<?xml version="1.0"?><a/>',
      }),
    ],
    ['a thousand fields and one', formed(() => Array.from({ length: 1001 }, (_, n) => `f${n}=1`).join('&'))],
    ['multipart that is cut off', () => ({ headers: MULTIPART, body: part('uniqueid', 'x').slice(0, 30) })],
    ['multipart without a part', () => ({ headers: MULTIPART, body: '--x--\r\n' })],
    ['nothing at all', formed(() => '')],
  ]),
  ...rows('odd forms', 200, [
    ['broken percent escapes', formed((call) => `${form(call)}&x=%E0%A4%A&y=%zz&%=1`), written],
    ['overlong UTF-8', formed((call) => `${form(call)}&x=%C0%AF%ED%A0%80%FF`), written],
    [
      'brackets of members',
      formed(
        (call) =>
          `${form(call)}&__proto__[polluted]=1&constructor[prototype][polluted]=1&a[]=1&a[b][c]=2&[=1`,
      ),
      written,
    ],
    ['a name of 10,000 signs', formed((call) => `${form(call)}&${'n'.repeat(10_000)}=1`), written],
    ['a field many times', formed((call) => `${form(call)}${'&utm_source=x'.repeat(500)}`), written],
  ]),
  ...rows('oversized', 413, [
    [
      'one byte over',
      json((call) => text(call, { pad: 'x'.repeat(256 * KB - text(call, { pad: '' }).length + 1) })),
    ],
    ['300 KB in one field', json((call) => text(call, { comment: 'x'.repeat(300 * KB) }))],
    [
      '300 KB of small fields',
      json((call) => text(call, Object.fromEntries(Array.from({ length: 30_000 }, (_, n) => [`k${n}`, n])))),
    ],
    ['a form of 300 KB', formed((call) => `${form(call)}&pad=${'x'.repeat(300 * KB)}`)],
    ['1 MB of spaces', json((call) => ' '.repeat(KB * KB) + text(call))],
    ['400 KB of three-byte signs', json((call) => text(call, { pad: '\u20ac'.repeat(133 * KB) }))],
    ['300 KB of brackets', json(() => nested(150 * KB))],
  ]),
  ...rows('large but allowed', 200, [
    [
      'exactly the cap',
      json((call) => text(call, { pad: 'x'.repeat(256 * KB - text(call, { pad: '' }).length) })),
      written,
    ],
    ['a name of 200,000 signs', json((call) => text(call, { client_name: 'x'.repeat(200_000) })), written],
    ['a source of 200,000 signs', json((call) => text(call, { utm_source: 'u'.repeat(200_000) })), written],
    [
      'a page of 100,000 signs',
      json((call) => text(call, { landing: `https://shop.example.com/?q=${'p'.repeat(100_000)}` })),
      written,
    ],
    ['a name of entities', json((call) => text(call, { client_name: '&amp;'.repeat(40_000) })), written],
    [
      '5,000 keys',
      json((call) => text(call, Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, n])))),
      written,
    ],
    [
      'a list of 40,000',
      json((call) => text(call, { department: Array.from({ length: 40_000 }, (_, n) => n) })),
      written,
    ],
    [
      '20,000 legs',
      json((call) => text(call, { legs: Array.from({ length: 20_000 }, () => ({})) })),
      written,
    ],
    [
      'brackets that slow a pattern',
      json((call) =>
        text(call, { comment: ' ('.repeat(50_000), recording: `https://${' ,'.repeat(50_000)}` }),
      ),
      written,
    ],
  ]),
  ...rows('deep', 200, [
    ['lists 1,000 deep', json((call) => before(call, `"x":${nested(1000)}`)), written],
    ['lists 100,000 deep', json((call) => before(call, `"x":${nested(100_000)}`)), written],
    ['objects 40,000 deep', json((call) => before(call, `"x":${objects(40_000)}`)), written],
    [
      'containers 20,000 deep',
      json((call) => before(call, `"data":${'{"data":'.repeat(20_000)}1${'}'.repeat(20_000)}`)),
      written,
    ],
    [
      'deep in the place of a text',
      json((call) => `{"client_name":${objects(20_000)},${text(call).slice(1)}`),
      written,
    ],
    ['JSON in a text, deep', json((call) => text(call, { additional_call_data: objects(5000) })), written],
  ]),
  ...rows('keys', 200, [
    ['twice the same', json((call) => before(call, '"uniqueid":"other","caller_number":"0"')), written],
    ['__proto__', json((call) => before(call, '"__proto__":{"polluted":true}')), written],
    [
      'constructor.prototype',
      json((call) => before(call, '"constructor":{"prototype":{"polluted":true}}')),
      written,
    ],
    [
      '__proto__ in a container',
      json((call) => before(call, '"additional_call_data":{"__proto__":{"polluted":true}}')),
      written,
    ],
    [
      'toString and valueOf',
      json((call) => before(call, '"toString":1,"valueOf":null,"hasOwnProperty":"x","toJSON":{}')),
      written,
    ],
    [
      'caller and callee inside',
      json((call) => before(call, '"a":{"caller":{"callee":[{"arguments":1}]}}')),
      written,
    ],
    ['the empty name', json((call) => before(call, '"":1," ":2,"\\u0000":3')), written],
    [
      'names of control and half signs',
      json((call) => before(call, '"a\\u0000b":"x","\\ud800":"y","\\u202e":"z"')),
      written,
    ],
    [
      '400 spellings of one name',
      json((call) =>
        before(call, Array.from({ length: 400 }, (_, n) => `"client${'_'.repeat(n)}name":""`).join(',')),
      ),
      written,
    ],
    ['then and __esModule', json((call) => before(call, '"then":"x","__esModule":true')), written],
  ]),
];
