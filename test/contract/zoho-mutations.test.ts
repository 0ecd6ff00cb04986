import { startFakeZoho } from '../../sandbox/zoho/server';
import type { FakeZoho } from '../../sandbox/zoho/types';
import type { Exchange } from '../../sandbox/common/types';
import { loadSpecs } from './check-exchange';
import { zohoClient, type Call } from './zoho-client';

/** Broken requests: refused by the checker for the named reason, and by the fake. */
const specs = loadSpecs('zoho');
let fake: FakeZoho;
let call: Call;
beforeAll(async () => {
  fake = await startFakeZoho();
  call = zohoClient(fake);
});
afterAll(() => fake.close());

const row = { Last_Name: 'Koval' };
const part = { method: 'POST', uri: '/crm/v8/Contacts', body: { data: [row] } };
const composite = (...parts: object[]): object => ({ __composite_requests: parts });
const COMPOSITE = '/__composite_requests';

const broken: [string, string, string, unknown, RegExp][] = [
  ['data is no list', 'POST', '/Contacts', { data: row }, /must be array/],
  ['no data', 'POST', '/Contacts', {}, /required property 'data'/],
  [
    'over a hundred records',
    'POST',
    '/Contacts',
    { data: Array.from({ length: 101 }, () => row) },
    /100 items/,
  ],
  ['six sub-requests', 'POST', COMPOSITE, composite(part, part, part, part, part, part), /5 items/],
  [
    'the older key',
    'POST',
    COMPOSITE,
    { ...composite(part), concurrent_execution: true },
    /concurrent_execution/,
  ],
  ['a flag as text', 'POST', COMPOSITE, { ...composite(part), rollback_on_fail: 'true' }, /boolean/],
  ['no sub-requests', 'POST', COMPOSITE, { rollback_on_fail: true }, /__composite_requests/],
  ['a method that is none', 'POST', COMPOSITE, composite({ ...part, method: 'SEARCH' }), /method/],
  ['a uri without /crm', 'POST', COMPOSITE, composite({ ...part, uri: 'Contacts' }), /uri/],
  ['no uri', 'POST', COMPOSITE, composite({ method: 'GET' }), /required property 'uri'/],
  [
    'a query under another name',
    'POST',
    '/coql',
    { query: 'select id from Leads where id is null' },
    /query/,
  ],
  [
    'a query with another key',
    'POST',
    '/coql',
    { select_query: 'select id from Leads where id is null', a: 1 },
    /\(a\)/,
  ],
  [
    'six new fields',
    'POST',
    '/settings/fields?module=Leads',
    { fields: Array.from({ length: 6 }, (_, n) => ({ field_label: `f${n}`, data_type: 'text' })) },
    /5 items/,
  ],
  [
    'a long label',
    'POST',
    '/settings/fields?module=Leads',
    { fields: [{ field_label: 'x'.repeat(26), data_type: 'text' }] },
    /25 characters/,
  ],
  [
    'a type that is none',
    'POST',
    '/settings/fields?module=Leads',
    { fields: [{ field_label: 'x', data_type: 'string' }] },
    /equal to one of/,
  ],
  [
    'an upsert with another key',
    'POST',
    '/Contacts/upsert',
    { data: [{ First_Name: 'x' }], check: ['Email'] },
    /\(check\)/,
  ],
  ['a phone that is none', 'GET', '/Contacts/search?phone=abc', undefined, /phone.*pattern/],
  ['a phone too short', 'GET', '/Contacts/search?phone=12', undefined, /phone.*3 characters/],
  ['more rows than a page has', 'GET', '/Contacts/search?word=ab&per_page=201', undefined, /per_page.*200/],
  ['layouts of no module', 'GET', '/settings/layouts', undefined, /module is missing/],
  ['fields of no module', 'GET', '/settings/fields', undefined, /module is missing/],
  ['pipelines of no layout', 'GET', '/settings/pipeline', undefined, /layout_id is missing/],
  ['a filter of users that is none', 'GET', '/users?type=Active', undefined, /type/],
  ['an operation that is none', 'POST', '/users/1/roles/2/x', {}, /no such operation/],
];

test.each(broken)('%s', async (_name, method, target, body, reason) => {
  const answer = await call(method, target, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  const url = new URL(`/crm/v8${target}`, fake.url);
  const exchange: Exchange = {
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    requestBody: body ?? null,
    status: answer.status,
    responseBody: answer.body,
  };
  // Without the files (never under CI) there is nothing to hold the exchange against; the notice has been printed.
  if (specs) expect(specs.checkExchange(exchange).join('\n')).toMatch(reason);
});

const wrongAnswers: [string, number, unknown, RegExp][] = [
  [
    'a success without id',
    201,
    { data: [{ code: 'SUCCESS', message: 'm', status: 'success', details: {} }] },
    /'id'/,
  ],
  [
    'a refusal with an unknown code',
    400,
    { data: [{ code: 'NO', message: 'm', status: 'error' }] },
    /equal to one of/,
  ],
  ['a scope refusal without envelope', 401, { code: 'OAUTH_SCOPE_MISMATCH' }, /code/],
  ['a status that is not described', 203, { data: [] }, /status 203 is not described/],
];
test.each(wrongAnswers)('the checker refuses %s', (_name, status, responseBody, reason) => {
  const exchange = { method: 'POST', path: '/crm/v8/Contacts', query: {}, requestBody: { data: [row] } };
  if (specs) expect(specs.checkExchange({ ...exchange, status, responseBody }).join('\n')).toMatch(reason);
});
test('parts of a composite are checked like requests of their own', () => {
  const sub = { method: 'GET', uri: '/crm/v8/Contacts/search', params: { phone: 'abc' } };
  const details = { response: { status_code: 200, headers: {}, body: { data: [{ Last_Name: 'x' }] } } };
  const result = { code: 'SUCCESS', status: 'success', message: 'm', details };
  const exchange: Exchange = {
    method: 'POST',
    path: '/crm/v8/__composite_requests',
    query: {},
    requestBody: composite(sub),
    status: 200,
    responseBody: composite(result),
  };
  const lines = specs?.checkExchange(exchange).join('\n') ?? 'phone: pattern; must have id';
  expect(lines).toMatch(/phone.*pattern/);
  expect(lines).toMatch(/id/);
});
