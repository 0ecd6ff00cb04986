import { ManualClock } from '../../sandbox/common/types';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { FakeSalesforce, FakeSalesforceOptions, Values } from '../../sandbox/salesforce/types';
import { clientOf, codeOf, composite, idOf, soql, type Call } from '../contract/salesforce-client';

/** The behaviours of the vendor that catch real mistakes. */
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
const lead = (values: Values = {}): string => fake.seed('Lead', { LastName: 'L', Company: '-', ...values });
const deal = (values: Values = {}): string =>
  fake.seed('Opportunity', { Name: 'D', StageName: 'Prospecting', CloseDate: '2026-12-20', ...values });
const refusal = async (object: string, body: object, id = ''): Promise<unknown> => {
  const { body: answer } = await call(id ? 'PATCH' : 'POST', `/sobjects/${object}${id && `/${id}`}`, body);
  return (answer as Record<string, unknown>[])[0];
};

test('a day has so many calls; the count is on every answer and there is no word of when to come back', async () => {
  await start({ dailyLimit: 2 });
  const first = await call('GET', '/limits');
  expect(first.headers.get('sforce-limit-info')).toBe('api-usage=1/2');
  expect(first.body).toEqual({ DailyApiRequests: { Max: 2, Remaining: 1 } });
  await composite(call, {
    a: ['POST', '/sobjects/Account', { Name: 'A' }],
    b: ['POST', '/sobjects/Account', { Name: 'B' }],
  });
  expect(fake.used()).toBe(2);
  const refused = await call('POST', '/sobjects/Account', { Name: 'C' });
  expect(refused).toMatchObject({ status: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }] });
  expect(refused.headers.get('sforce-limit-info')).toBe('api-usage=2/2');
  expect(refused.headers.get('retry-after')).toBeNull();
  expect(fake.records('Account')).toHaveLength(2);
  clock.advance(86_400_000);
  expect((await call('GET', '/limits')).headers.get('sforce-limit-info')).toBe('api-usage=1/2');
});

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

test.each<[string, object, string, string[]]>([
  ['Lead', { LastName: 'L' }, 'REQUIRED_FIELD_MISSING', ['Company']],
  [
    'Lead',
    { LastName: 'L', Company: '-', OwnerId: '005AA0000000003' },
    'INACTIVE_OWNER_OR_USER',
    ['OwnerId'],
  ],
  ['Lead', { LastName: 'L', Company: '-', OwnerId: '005AA0000000044' }, 'INVALID_CROSS_REFERENCE_KEY', []],
  ['Lead', { LastName: 'L', Company: '-', OwnerId: 'Olena' }, 'MALFORMED_ID', ['OwnerId']],
  ['Lead', { LastName: 'L'.repeat(81), Company: '-' }, 'STRING_TOO_LONG', ['LastName']],
  ['Lead', { LastName: 'L', Company: '-', Email: 'olena' }, 'INVALID_EMAIL_ADDRESS', ['Email']],
  [
    'Lead',
    { LastName: 'L', Company: '-', Status: 'New' },
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    ['Status'],
  ],
  ['Task', { CallType: 'Incoming' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', ['CallType']],
  ['Task', { WhoId: '001AA0000000001' }, 'FIELD_INTEGRITY_EXCEPTION', ['WhoId']],
  ['Task', { IsClosed: true }, 'INVALID_FIELD_FOR_INSERT_UPDATE', ['IsClosed']],
  [
    'Opportunity',
    { Name: 'D', StageName: 'Gone', CloseDate: '2026-12-20' },
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    ['StageName'],
  ],
  ['ContentVersion', { PathOnClient: 'a.mp3' }, 'REQUIRED_FIELD_MISSING', ['VersionData']],
  ['User', { LastName: 'U' }, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', []],
])('%s %j is refused as %s', async (object, body, errorCode, fields) => {
  const user = { name: 'U', email: 'u@example.com' };
  await start({ users: [1, 2, 3].map((n) => ({ ...user, id: `005AA000000000${n}`, active: n < 3 })) });
  expect(await refusal(object, body)).toMatchObject({ errorCode, fields });
});

test('a lead stands alone on a task; the subtype is given once; a converted lead is left alone', async () => {
  await start();
  const [open, converted, account] = [
    lead(),
    lead({ IsConverted: true }),
    fake.seed('Account', { Name: 'A' }),
  ];
  expect(await refusal('Task', { WhoId: open, WhatId: account })).toMatchObject({
    errorCode: 'FIELD_INTEGRITY_EXCEPTION',
  });
  const made = await call('POST', '/sobjects/Task', {
    WhoId: open,
    TaskSubtype: 'Call',
    Status: 'Completed',
  });
  const { id } = made.body as { id: string };
  expect(fake.records('Task')).toMatchObject([{ TaskSubtype: 'Call', IsClosed: true, Priority: 'Normal' }]);
  expect(await refusal('Task', { WhatId: account }, id)).toMatchObject({
    errorCode: 'FIELD_INTEGRITY_EXCEPTION',
  });
  expect(await refusal('Task', { TaskSubtype: 'Task' }, id)).toMatchObject({
    errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
  });
  expect(await refusal('Task', { WhoId: converted })).toMatchObject({
    errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD',
  });
  expect(await refusal('Lead', { Title: 'T' }, converted)).toMatchObject({
    errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD',
  });
});

test('a unique field takes a value once in any letter case; deleted records and other objects do not count', async () => {
  await start({
    fields: { Contact: [{ name: 'Key__c', unique: true }], Lead: [{ name: 'Key__c', externalId: true }] },
  });
  const id = fake.seed('Contact', { LastName: 'A', Key__c: 'k' });
  lead({ Key__c: 'k' });
  expect((await call('POST', '/sobjects/Lead', { LastName: 'L', Company: '-', Key__c: 'k' })).status).toBe(
    201,
  );
  expect(await refusal('Contact', { LastName: 'B', Key__c: 'K' })).toMatchObject({
    errorCode: 'DUPLICATE_VALUE',
    fields: [],
  });
  expect((await call('PATCH', `/sobjects/Contact/${id}`, { Key__c: 'K' })).status).toBe(204);
  fake.remove('Contact', id);
  expect((await call('POST', '/sobjects/Contact', { LastName: 'B', Key__c: 'k' })).status).toBe(201);
  expect((await call('PATCH', '/sobjects/Lead/Key__c/k', { LastName: 'X' })).status).toBe(300);
  expect((await call('PATCH', '/sobjects/Contact/Key__c/a.b', { LastName: 'X' })).status).toBe(404);
  expect(await refusal('Contact/Key__c', { LastName: 'X', Key__c: 'k' }, 'k')).toMatchObject({
    errorCode: 'INVALID_FIELD',
  });
});

test('duplicate rules name the matches; the header helps against "allow" and not against "block"', async () => {
  await start({ duplicateRules: [{ object: 'Contact', field: 'Phone', action: 'allow' }] });
  const id = fake.seed('Contact', { LastName: 'A', Phone: '+380 67 123 45 67' });
  const body = { LastName: 'B', Phone: '+380671234567' };
  const header = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
  expect(await refusal('Contact', body)).toMatchObject({
    errorCode: 'DUPLICATES_DETECTED',
    duplicateResult: { allowSave: true, matchResults: [{ matchRecords: [{ record: { Id: id } }] }] },
  });
  expect((await call('POST', '/sobjects/Contact', body, header)).status).toBe(201);
  fake.set({ duplicateRules: [{ object: 'Contact', field: 'Phone', action: 'block' }] });
  expect((await call('POST', '/sobjects/Contact', body, header)).status).toBe(400);
});

test('stages: those of the record type, as long as they are there', async () => {
  const stages = ['Prospecting', 'Closed Lost'];
  await start({ recordTypes: [{ id: '012AA0000000001', name: 'Sales', stages }] });
  const body = {
    Name: 'D',
    CloseDate: '2026-12-20',
    RecordTypeId: '012AA0000000001',
    StageName: 'Prospecting',
  };
  expect((await call('POST', '/sobjects/Opportunity', body)).status).toBe(201);
  expect(await refusal('Opportunity', { ...body, StageName: 'Qualification' })).toMatchObject({
    fields: ['StageName'],
  });
  expect(await refusal('Opportunity', { ...body, RecordTypeId: '012AA0000000009' })).toMatchObject({
    errorCode: 'INVALID_CROSS_REFERENCE_KEY',
    fields: ['RecordTypeId'],
  });
  fake.removeStage('Prospecting');
  expect(await refusal('Opportunity', body)).toMatchObject({
    errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
  });
  const [old] = fake.records('Opportunity');
  expect(
    (await call('PATCH', `/sobjects/Opportunity/${old!.Id}`, { NextStep: 'n', StageName: 'Prospecting' }))
      .status,
  ).toBe(204);
  await start();
  expect(await refusal('Opportunity', body)).toMatchObject({ errorCode: 'INVALID_FIELD' });
});

test('rights: what may not be read is not there, what may not be written is refused, fields likewise', async () => {
  await start({ rights: { hidden: ['Opportunity'], readOnly: ['Lead'], customize: false } });
  deal();
  expect(await soql(call, 'SELECT Id FROM Opportunity')).toMatchObject([{ errorCode: 'INVALID_TYPE' }]);
  expect((await call('GET', '/sobjects/Opportunity/describe')).status).toBe(404);
  expect(await call('POST', '/sobjects/Lead', { LastName: 'L', Company: '-' })).toMatchObject({
    status: 403,
    body: [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }],
  });
  const field = { FullName: 'Lead.A__c', Metadata: { type: 'Text', label: 'A', length: 9 } };
  expect(await call('POST', '/tooling/sobjects/CustomField', field)).toMatchObject({
    status: 403,
    body: [{ errorCode: 'INSUFFICIENT_ACCESS' }],
  });
  fake.set({ rights: { api: false } });
  expect(await call('GET', '/limits')).toMatchObject({
    status: 403,
    body: [{ errorCode: 'API_DISABLED_FOR_ORG' }],
  });
});

test('sessions: an ended one is refused until refreshed; a revoked one cannot be refreshed', async () => {
  const oauth = { clientId: 'c', clientSecret: 's', refreshToken: 'r' };
  await start({ oauth });
  const refresh = (): ReturnType<Call> =>
    call(
      'POST',
      '/services/oauth2/token',
      new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: 'c',
        client_secret: 's',
        refresh_token: 'r',
      }),
    );
  fake.endToken('expired');
  const ended = await call('GET', '/limits');
  expect(ended).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] });
  const { access_token: token } = (await refresh()).body as { access_token: string };
  const renewed = clientOf(fake, token);
  expect((await renewed('GET', '/limits')).status).toBe(200);
  clock.advance(2 * 3600_000);
  expect((await renewed('GET', '/limits')).status).toBe(401);
  fake.endToken('revoked');
  expect(await refresh()).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
  });
});

test('the web flow: a code works once, with its verifier only', async () => {
  const oauth = { clientId: 'c', clientSecret: 's', refreshToken: 'r' };
  await start({ oauth });
  const redirect = 'http://127.0.0.1/callback';
  // Verifier and challenge of RFC 7636, appendix B.
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'c',
    redirect_uri: redirect,
    state: 'x',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const exchange = async (code_verifier: string): Promise<unknown[]> => {
    const agreed = await call('GET', `/services/oauth2/authorize?${query.toString()}`);
    const back = new URL(agreed.headers.get('location') ?? '');
    expect([agreed.status, back.searchParams.get('state')]).toEqual([302, 'x']);
    const form = {
      grant_type: 'authorization_code',
      client_id: 'c',
      client_secret: 's',
      redirect_uri: redirect,
      code: back.searchParams.get('code') ?? '',
      code_verifier,
    };
    const send = async (): Promise<number> =>
      (await call('POST', '/services/oauth2/token', new URLSearchParams(form))).status;
    return [await send(), await send()];
  };
  expect(await exchange(verifier)).toEqual([200, 400]);
  expect(await exchange('other')).toEqual([400, 400]);
});

test('SOSL lags behind what is written, SOQL does not', async () => {
  await start({ searchLagMs: 60_000 });
  await call('POST', '/sobjects/Lead', { LastName: 'L', Company: '-', Phone: '067 123 45 67' });
  const found = async (): Promise<unknown> => {
    const q = encodeURIComponent('FIND {671234567} IN PHONE FIELDS RETURNING Lead(Id)');
    return ((await call('GET', `/search?q=${q}`)).body as { searchRecords: unknown[] }).searchRecords.length;
  };
  expect([
    await found(),
    (await soql(call, "SELECT Id FROM Lead WHERE Phone LIKE '%6%7%1%2%3%4%5%6%7'")).length,
  ]).toEqual([0, 1]);
  clock.advance(60_000);
  expect(await found()).toBe(1);
});

test('a deleted person takes tasks and roles along; a deleted record is refused as such', async () => {
  await start();
  const [contact, opportunity] = [fake.seed('Contact', { LastName: 'A' }), deal()];
  fake.seed('OpportunityContactRole', { ContactId: contact, OpportunityId: opportunity });
  fake.seed('Task', { WhoId: contact });
  expect((await call('DELETE', `/sobjects/Contact/${contact}`)).status).toBe(204);
  expect([fake.records('Task'), fake.records('OpportunityContactRole')]).toEqual([[], []]);
  expect(await refusal('Contact', { Title: 'T' }, contact)).toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  expect(await refusal('Task', { WhoId: contact })).toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  expect(await refusal('Contact', { Title: 'T' }, '003AA0000000099')).toMatchObject({
    errorCode: 'NOT_FOUND',
  });
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

test('requests are recorded without the token', async () => {
  await start();
  await call('POST', '/sobjects/Account', { Name: 'A' });
  expect(fake.requests).toMatchObject([{ method: 'POST', status: 201, body: { Name: 'A' } }]);
  expect(JSON.stringify(fake.requests)).not.toContain(fake.token);
});
