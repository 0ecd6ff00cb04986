import { ManualClock } from '../../sandbox/common/types';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { FakeSalesforce, FakeSalesforceOptions } from '../../sandbox/salesforce/types';
import { clientOf, codeOf, composite, idOf, type Call } from '../contract/salesforce-client';

/** Several parts in one request: references, all or none, limits, headers, conflicts. */
const clock = new ManualClock();
let fake: FakeSalesforce;
let call: Call;
async function start(options: FakeSalesforceOptions = {}): Promise<void> {
  await fake?.close();
  fake = await startFakeSalesforce({ clock, ...options });
  call = clientOf(fake);
}
afterAll(() => fake.close());

const ADMIN = '005AA0000000001YAA';
const MANAGER = '005AA0000000002YAA';

test('all or none: the outer answer is 200, one part tells the cause, the others that they were undone', async () => {
  await start({ fields: { Activity: [{ name: 'Key__c', unique: true }] } });
  fake.seed('Task', { Subject: 'S', Key__c: 'K1' }, { id: '00TAA0000000077' });
  const parts = {
    acc: ['POST', '/sobjects/Account', { Name: 'A' }] as [string, string, object],
    call: ['POST', '/sobjects/Task', { Subject: 'S', Key__c: 'k1', WhatId: '@{acc.id}' }] as [
      string,
      string,
      object,
    ],
    todo: ['POST', '/sobjects/Task', { Subject: 'T', WhatId: '@{acc.id}' }] as [string, string, object],
  };
  const undone = await composite(call, parts);
  expect(Object.values(undone).map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400, 400]);
  expect(Object.values(undone).map(codeOf)).toEqual([
    'PROCESSING_HALTED',
    'DUPLICATE_VALUE',
    'PROCESSING_HALTED',
  ]);
  expect(undone['call']?.body).toMatchObject([
    { message: expect.stringMatching(/Key__c duplicates value on record with id: 00TAA0000000077$/) },
  ]);
  expect([fake.records('Account').length, fake.records('Task').length]).toEqual([0, 1]);
  const partly = await composite(call, parts, false);
  expect(Object.values(partly).map(({ httpStatusCode }) => httpStatusCode)).toEqual([201, 400, 201]);
  expect([fake.records('Account').length, fake.records('Task').length]).toEqual([1, 2]);
});

test('a part that needs a failed one is halted and says which value it lacks', async () => {
  await start();
  const parts = await composite(
    call,
    {
      con: ['POST', '/sobjects/Contact', {}],
      task: ['POST', '/sobjects/Task', { Subject: 'S', WhoId: '@{con.id}' }],
    },
    false,
  );
  expect([codeOf(parts['con']), codeOf(parts['task'])]).toEqual([
    'REQUIRED_FIELD_MISSING',
    'PROCESSING_HALTED',
  ]);
  expect(parts['task']?.body).toMatchObject([{ message: expect.stringContaining('con.id') }]);
  expect(fake.records('Task')).toEqual([]);
});

test('text that begins like a reference is taken for one', async () => {
  await start();
  const parts = await composite(call, {
    task: ['POST', '/sobjects/Task', { Subject: 'Mail @{olena} or @{ }' }],
  });
  expect(codeOf(parts['task'])).toBe('PROCESSING_HALTED');
  expect(fake.records('Task')).toEqual([]);
});

test('a composite has 25 parts at most, five of them queries, and no two of one name', async () => {
  await start();
  const send = (count: number, url: string, name = (n: number): string => `r${n}`): ReturnType<Call> =>
    call('POST', '/composite', {
      compositeRequest: Array.from({ length: count }, (_, n) => ({
        method: 'GET',
        referenceId: name(n),
        url: `/services/data/v67.0${url}`,
      })),
    });
  const query = '/query?q=SELECT+Id+FROM+Lead+LIMIT+1';
  expect((await send(25, '/sobjects/Lead/describe')).status).toBe(200);
  expect((await send(26, '/sobjects/Lead/describe')).status).toBe(400);
  expect((await send(5, query)).status).toBe(200);
  expect((await send(6, query)).status).toBe(400);
  expect((await send(2, query, () => 'same')).status).toBe(400);
  expect((await send(1, query, () => 'a-b')).status).toBe(400);
  expect((await send(1, '/tooling/query?q=x')).body).toMatchObject({
    compositeResponse: [{ httpStatusCode: 400 }],
  });
});

test('headers of the composite are not those of its parts: the assignment rule works unless the part says no', async () => {
  await start({ leadAssignment: MANAGER });
  const body = { LastName: 'L', Company: '-', OwnerId: ADMIN };
  await call(
    'POST',
    '/composite',
    {
      compositeRequest: [
        { method: 'POST', referenceId: 'a', url: '/services/data/v67.0/sobjects/Lead', body },
      ],
    },
    { 'Sforce-Auto-Assign': 'FALSE' },
  );
  await composite(call, { b: ['POST', '/sobjects/Lead', body, { 'Sforce-Auto-Assign': 'FALSE' }] });
  await call('POST', '/sobjects/Lead', body, { 'Sforce-Auto-Assign': 'false' });
  await call('POST', '/sobjects/Lead', body);
  expect(fake.records('Lead').map(({ OwnerId }) => OwnerId)).toEqual([MANAGER, ADMIN, ADMIN, MANAGER]);
});

test('a change is refused when the record changed since; errors can be ordered inside a composite', async () => {
  await start();
  const id = fake.seed('Account', { Name: 'A' });
  const before = new Date(clock.now() - 60_000).toUTCString();
  const now = new Date(clock.now()).toUTCString();
  expect(
    (await call('PATCH', `/sobjects/Account/${id}`, { Name: 'B' }, { 'If-Unmodified-Since': before })).status,
  ).toBe(412);
  expect(
    (await call('PATCH', `/sobjects/Account/${id}`, { Name: 'B' }, { 'If-Unmodified-Since': now })).status,
  ).toBe(204);
  expect((await call('GET', `/sobjects/Account/${id}`, undefined, { 'If-Modified-Since': now })).status).toBe(
    304,
  );
  fake.refuseSaves('Task', {
    errorCode: 'UNABLE_TO_LOCK_ROW',
    message: 'unable to obtain exclusive access to this record',
  });
  const parts = {
    a: ['POST', '/sobjects/Account', { Name: 'C' }] as [string, string, object],
    t: ['POST', '/sobjects/Task', { Subject: 'S' }] as [string, string, object],
  };
  expect(codeOf((await composite(call, parts))['t'])).toBe('UNABLE_TO_LOCK_ROW');
  expect(idOf((await composite(call, parts))['t'])).toMatch(/^00T/);
  expect(fake.records('Account').map(({ Name }) => Name)).toEqual(['B', 'C']);
});
