import type { Exchange } from '../../sandbox/common/types';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { FakeSalesforce } from '../../sandbox/salesforce/types';
import { loadSpecs } from './check-exchange';
import { API, clientOf } from './salesforce-client';

/** Requests broken on purpose: the checker must name the reason, and the fake must refuse them as well. */
const specs = loadSpecs('salesforce');
let fake: FakeSalesforce;
beforeAll(async () => {
  fake = await startFakeSalesforce({ fields: { Activity: [{ name: 'Key__c', unique: true }] } });
  fake.seed('Task', { Subject: 'S', Key__c: 'k' }, { id: '00TAA0000000001' });
});
afterAll(() => fake.close());

const part = (more: object): object => ({
  compositeRequest: [
    { method: 'POST', referenceId: 'a', url: `${API}/sobjects/Account`, body: { Name: 'A' }, ...more },
  ],
});
const broken: [string, string, string, unknown, RegExp][] = [
  [
    'a field that is not there',
    'POST',
    '/sobjects/Contact',
    { LastName: 'A', Surname: 'B' },
    /additional properties \(Surname\)/,
  ],
  [
    'a number as text',
    'POST',
    '/sobjects/Contact',
    { LastName: 'A', Phone: 380671234567 },
    /Phone: must be string/,
  ],
  [
    'text as a number',
    'POST',
    '/sobjects/Task',
    { CallDurationInSeconds: 'long' },
    /CallDurationInSeconds: must be number/,
  ],
  ['text as yes or no', 'POST', '/sobjects/Task', { IsReminderSet: 'yes' }, /IsReminderSet: must be boolean/],
  [
    'a day that is none',
    'POST',
    '/sobjects/Task',
    { ActivityDate: '20.11.2026' },
    /ActivityDate: must match pattern/,
  ],
  ['an object as value', 'POST', '/sobjects/Task', { Subject: { text: 'S' } }, /Subject: must be string/],
  ['a lead without company', 'POST', '/sobjects/Lead', { LastName: 'A' }, /required property 'Company'/],
  [
    'a deal without a day',
    'POST',
    '/sobjects/Opportunity',
    { Name: 'D', StageName: 'Prospecting' },
    /required property 'CloseDate'/,
  ],
  ['a calculated field', 'POST', '/sobjects/Task', { IsClosed: true }, /additional properties \(IsClosed\)/],
  ['an id in a create', 'POST', '/sobjects/Task', { Id: '00TAA0000000009' }, /additional properties \(Id\)/],
  [
    'the subtype in a change',
    'PATCH',
    '/sobjects/Task/00TAA0000000001',
    { TaskSubtype: 'Call' },
    /TaskSubtype: boolean schema is false/,
  ],
  ['no body', 'POST', '/sobjects/Task', undefined, /body is missing/],
  [
    'an object that is not there',
    'POST',
    '/sobjects/Contactt',
    { attributes: {} },
    /required property 'type'/,
  ],
  ['a resource that is not there', 'POST', '/composite/things', {}, /no such operation/],
  ['another verb', 'PUT', '/sobjects/Task/00TAA0000000001', { Subject: 'S' }, /no such operation/],
  ['a query without q', 'GET', '/query', undefined, /query parameter q is missing/],
  [
    'a composite without parts',
    'POST',
    '/composite',
    { allOrNone: true },
    /required property 'compositeRequest'/,
  ],
  [
    'a part without reference id',
    'POST',
    '/composite',
    part({ referenceId: undefined }),
    /required property 'referenceId'/,
  ],
  [
    'a misspelt key of a part',
    'POST',
    '/composite',
    part({ header: {} }),
    /additional properties \(header\)/,
  ],
  [
    'allOrNone as text',
    'POST',
    '/composite',
    { ...part({}), allOrNone: 'true' },
    /allOrNone: must be boolean/,
  ],
  [
    'too many parts',
    'POST',
    '/composite',
    {
      compositeRequest: Array.from({ length: 26 }, (_, n) => ({
        method: 'GET',
        referenceId: `r${n}`,
        url: `${API}/limits`,
      })),
    },
    /more than 25 items/,
  ],
  [
    'a collection without records',
    'POST',
    '/composite/sobjects',
    { allOrNone: true },
    /required property 'records'/,
  ],
  [
    'a field of a task on Task',
    'POST',
    '/tooling/sobjects/CustomField',
    { FullName: 'Task.A__c', Metadata: { type: 'Text', label: 'A', length: 9 } },
    /FullName: must match pattern/,
  ],
  [
    'a custom field without label',
    'POST',
    '/tooling/sobjects/CustomField',
    { FullName: 'Lead.A__c', Metadata: { type: 'Text', length: 9 } },
    /required property 'label'/,
  ],
];

test.each(broken)('%s is refused by both', async (_name, method, path, body, reason) => {
  const [plain = path, search = ''] = path.split('?');
  const answer = await clientOf(fake)(method, path, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.body).toMatchObject([
    { errorCode: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String) },
  ]);
  const exchange: Exchange = {
    method,
    path: API + plain,
    query: Object.fromEntries(new URLSearchParams(search)),
    requestBody: body === undefined ? null : (JSON.parse(JSON.stringify(body)) as unknown),
    status: answer.status,
    responseBody: answer.body,
  };
  // Without the files (never under CI) there is nothing to hold the exchange against; the notice has been printed.
  if (specs) expect(specs.checkExchange(exchange).join('\n')).toMatch(reason);
});

const reading: Exchange = {
  method: 'GET',
  path: `${API}/query`,
  query: { q: 'SELECT Id FROM Task' },
  requestBody: null,
  status: 200,
  responseBody: {
    totalSize: 1,
    done: true,
    records: [
      {
        attributes: { type: 'Task', url: `${API}/sobjects/Task/00TAA00000000012AA` },
        Id: '00TAA00000000012AA',
      },
    ],
  },
};
const record = (more: object): unknown => ({
  totalSize: 1,
  done: true,
  records: [{ attributes: { type: 'Task', url: 'u' }, ...more }],
});
test.each<[string, Partial<Exchange>, RegExp]>([
  ['no total', { responseBody: { done: true, records: [] } }, /required property 'totalSize'/],
  [
    'a record without attributes',
    { responseBody: { totalSize: 1, done: true, records: [{ Id: '00TAA00000000012AA' }] } },
    /required property 'attributes'/,
  ],
  ['a field the vendor lacks', { responseBody: record({ Title: 'T' }) }, /additional properties \(Title\)/],
  [
    'a value of the wrong type',
    { responseBody: record({ CallDurationInSeconds: '94' }) },
    /must be number,null/,
  ],
  ['emptiness where there is none', { responseBody: record({ Status: null }) }, /Status: must be string/],
  [
    'an error that is no list',
    { status: 400, responseBody: { message: 'm', errorCode: 'X' } },
    /must be array/,
  ],
  [
    'an error without code',
    { status: 400, responseBody: [{ message: 'm' }] },
    /required property 'errorCode'/,
  ],
])('an answer with %s is refused by the checker', (_name, change, reason) => {
  if (!specs) return;
  expect(specs.checkExchange(reading)).toEqual([]);
  expect(specs.checkExchange({ ...reading, ...change }).join('\n')).toMatch(reason);
});
