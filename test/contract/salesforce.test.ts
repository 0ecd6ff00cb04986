import { createSign, generateKeyPairSync } from 'node:crypto';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { FakeSalesforce } from '../../sandbox/salesforce/types';
import { attachContract, type Contract } from './attach-contract';
import { API, clientOf, composite, idOf, soql, type Call } from './salesforce-client';

/** Every operation of the fake once, request and answer held against the vendor's description. */
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const OAUTH = { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh', publicKey };
const TOKEN = '/services/oauth2/token';
let fake: FakeSalesforce;
let contract: Contract;
let call: Call;

beforeEach(async () => {
  fake = await startFakeSalesforce({
    oauth: OAUTH,
    recordTypes: [{ id: '012AA0000000001', name: 'Sales', stages: ['Prospecting', 'Closed Lost'] }],
    fields: {
      Contact: [{ name: 'Key__c', unique: true }],
      Lead: [{ name: 'Key__c', externalId: true }],
      Activity: [{ name: 'Key__c', unique: true }],
    },
  });
  contract = attachContract(fake, 'salesforce');
  call = clientOf(fake);
});
afterEach(async () => {
  await fake.close();
  expect(contract.violations).toEqual([]);
  expect(contract.checked).toBeGreaterThan(0);
});

test('rows: create, read, change, delete; by external id', async () => {
  const made = await call('POST', '/sobjects/Contact', {
    LastName: 'Koval',
    Phone: '+380671234567',
    Key__c: 'k1',
  });
  expect(made).toMatchObject({ status: 201, body: { success: true, errors: [] } });
  const { id } = made.body as { id: string };
  expect(made.headers.get('location')).toBe(`${API}/sobjects/Contact/${id}`);
  expect((await call('PATCH', `/sobjects/Contact/${id}`, { FirstName: 'Olena' })).status).toBe(204);
  const read = await call('GET', `/sobjects/Contact/${id}?fields=Name,Phone,CreatedDate`);
  expect(read.body).toMatchObject({ Id: id, Name: 'Olena Koval', Phone: '+380671234567' });
  expect((await call('GET', '/sobjects/Contact/Key__c/k1')).body).toMatchObject({
    Id: id,
    LastName: 'Koval',
  });
  expect(await call('PATCH', '/sobjects/Contact/Key__c/k1', { LastName: 'K' })).toMatchObject({
    status: 200,
    body: { id, created: false },
  });
  expect(await call('PATCH', '/sobjects/Contact/Key__c/k2', { LastName: 'New' })).toMatchObject({
    status: 201,
    body: { created: true },
  });
  for (const LastName of ['A', 'B']) fake.seed('Lead', { LastName, Company: '-', Key__c: 'same' });
  expect((await call('PATCH', '/sobjects/Lead/Key__c/same', { LastName: 'C' })).status).toBe(300);
  expect((await call('DELETE', `/sobjects/Contact/${id}`)).status).toBe(204);
  expect(await call('GET', `/sobjects/Contact/${id}`)).toMatchObject({
    status: 404,
    body: [{ errorCode: 'ENTITY_IS_DELETED' }],
  });
});

test('query with parents, children, pages and queryAll', async () => {
  const account = fake.seed('Account', { Name: 'Firm' });
  const contact = fake.seed('Contact', { LastName: 'Koval', AccountId: account });
  const deal = fake.seed('Opportunity', {
    Name: 'D',
    StageName: 'Prospecting',
    CloseDate: '2026-12-20',
    AccountId: account,
  });
  fake.seed('OpportunityContactRole', { OpportunityId: deal, ContactId: contact });
  const rows = await soql(
    call,
    'SELECT Id,Name,Owner.IsActive,Account.Name,(SELECT Opportunity.Id,Opportunity.IsClosed FROM OpportunityContactRoles) FROM Contact',
  );
  expect(rows).toMatchObject([
    {
      Id: contact,
      Owner: { IsActive: true },
      Account: { Name: 'Firm' },
      OpportunityContactRoles: {
        totalSize: 1,
        done: true,
        records: [{ Opportunity: { Id: deal, IsClosed: false } }],
      },
    },
  ]);
  expect(rows[0]).not.toHaveProperty('Account.Id');
  for (let i = 0; i < 201; i += 1) fake.seed('Lead', { LastName: `L${i}`, Company: '-' });
  const first = await call('GET', '/query?q=SELECT+Id+FROM+Lead', undefined, {
    'Sforce-Query-Options': 'batchSize=200',
  });
  const {
    done,
    nextRecordsUrl = '',
    records,
    totalSize,
  } = first.body as { done: boolean; nextRecordsUrl?: string; records: unknown[]; totalSize: number };
  expect([done, totalSize, records.length]).toEqual([false, 201, 200]);
  const second = await call('GET', nextRecordsUrl, undefined, { 'Sforce-Query-Options': 'batchSize=200' });
  expect(second.body).toMatchObject({ done: true, records: [{ attributes: { type: 'Lead' } }] });
  fake.remove('Contact', contact);
  expect((await call('GET', '/queryAll?q=SELECT+Id,IsDeleted+FROM+Contact')).body).toMatchObject({
    records: [{ Id: contact, IsDeleted: true }],
  });
  expect(await soql(call, 'SELECT Id FROM Contact')).toEqual([]);
});

test('composite: references from one part to the next', async () => {
  const parts = await composite(call, {
    acc: ['POST', '/sobjects/Account', { Name: 'Firm' }],
    con: ['POST', '/sobjects/Contact', { LastName: 'K', AccountId: '@{acc.id}' }],
    found: ['GET', "/query?q=SELECT+Id,AccountId+FROM+Contact+WHERE+Id='@{con.id}'"],
    task: ['POST', '/sobjects/Task', { Subject: 'S', WhoId: '@{found.records[0].Id}', WhatId: '@{acc.id}' }],
    change: ['PATCH', '/sobjects/Account/@{acc.id}', { Phone: '1' }],
    gone: ['DELETE', '/sobjects/Task/@{task.id}'],
  });
  expect(Object.values(parts).map(({ httpStatusCode }) => httpStatusCode)).toEqual([
    201, 201, 200, 201, 204, 204,
  ]);
  expect(parts['found']?.body).toMatchObject({
    records: [{ Id: idOf(parts['con']), AccountId: idOf(parts['acc']) }],
  });
  expect(fake.records('Task')).toEqual([]);
});

test('collections: create, change, upsert, read, delete', async () => {
  const record = (values: object): object => ({ attributes: { type: 'Task' }, ...values });
  const made = await call('POST', '/composite/sobjects', {
    allOrNone: true,
    records: [record({ Subject: 'A', Key__c: 'a' }), record({ Subject: 'B', Key__c: 'b.c' })],
  });
  expect(made).toMatchObject({ status: 200, body: [{ success: true }, { success: true }] });
  const ids = (made.body as { id: string }[]).map(({ id }) => id);
  const changed = await call('PATCH', '/composite/sobjects', {
    allOrNone: false,
    records: [record({ id: ids[0], Subject: 'AA' })],
  });
  expect(changed.body).toMatchObject([{ id: ids[0], success: true }]);
  const upserted = await call('PATCH', '/composite/sobjects/Task/Key__c', {
    allOrNone: false,
    records: [record({ Key__c: 'b.c', Subject: 'BB' }), record({ Key__c: 'd', Subject: 'D' })],
  });
  expect(upserted.body).toMatchObject([{ id: ids[1], created: false }, { created: true }]);
  const read = await call('GET', `/composite/sobjects/Task?ids=${ids.join(',')}&fields=Subject`);
  expect(read.body).toMatchObject([{ Subject: 'AA' }, { Subject: 'BB' }]);
  const gone = await call('DELETE', `/composite/sobjects?ids=${ids.join(',')}&allOrNone=true`);
  expect(gone.body).toMatchObject([
    { id: ids[0], success: true },
    { id: ids[1], success: true },
  ]);
  expect(fake.records('Task').map(({ Subject }) => Subject)).toEqual(['D']);
});

test('describe, picklists, limits, versions, search', async () => {
  const { body } = await call('GET', '/sobjects/Task/describe');
  const { fields } = body as { fields: Record<string, unknown>[] };
  expect(fields.find(({ name }) => name === 'Key__c')).toMatchObject({
    custom: true,
    unique: true,
    externalId: true,
    type: 'string',
  });
  expect(fields.find(({ name }) => name === 'TaskSubtype')).toMatchObject({
    createable: true,
    updateable: false,
  });
  expect((await call('GET', '/sobjects')).body).toMatchObject({ encoding: 'UTF-8' });
  expect((await call('GET', '/sobjects/Lead')).body).toMatchObject({
    objectDescribe: { name: 'Lead', keyPrefix: '00Q' },
  });
  const [type] = await soql(
    call,
    "SELECT Id, Name FROM RecordType WHERE SobjectType='Opportunity' AND IsActive=true",
  );
  const path = `/ui-api/object-info/Opportunity/picklist-values/${String(type?.['Id'])}`;
  const stages = [{ value: 'Prospecting' }, { value: 'Closed Lost' }];
  expect((await call('GET', path)).body).toMatchObject({
    picklistFieldValues: { StageName: { values: stages } },
  });
  expect((await call('GET', `${path}/StageName`)).body).toMatchObject({ values: stages });
  expect((await call('GET', '/limits')).body).toMatchObject({
    DailyApiRequests: { Max: 15000, Remaining: 14993 },
  });
  expect((await call('GET', '/services/data')).body).toContainEqual({
    label: "Summer '26",
    url: API,
    version: '67.0',
  });
  expect((await call('GET', '')).body).toMatchObject({ query: `${API}/query` });
  fake.seed('Lead', { LastName: 'L', Company: '-', Phone: '(067) 123-45-67' });
  const find = 'FIND {671234567} IN PHONE FIELDS RETURNING Contact(Id),Lead(Id,Phone)';
  expect((await call('GET', `/search?q=${encodeURIComponent(find)}`)).body).toMatchObject({
    searchRecords: [{ attributes: { type: 'Lead' }, Phone: '(067) 123-45-67' }],
  });
});

test('a custom field: made, granted, visible', async () => {
  const field = {
    FullName: 'Activity.New__c',
    Metadata: { type: 'Text', label: 'New', length: 255, externalId: true, unique: true },
  };
  expect((await call('POST', '/tooling/sobjects/CustomField', field)).status).toBe(201);
  expect(await soql(call, 'SELECT New__c FROM Task')).toMatchObject([{ errorCode: 'INVALID_FIELD' }]);
  const [set] = await soql(call, 'SELECT Id FROM PermissionSet WHERE IsOwnedByProfile=true');
  const grant = {
    ParentId: set?.['Id'],
    SobjectType: 'Task',
    Field: 'Task.New__c',
    PermissionsRead: true,
    PermissionsEdit: true,
  };
  expect((await call('POST', '/sobjects/FieldPermissions', grant)).status).toBe(201);
  expect((await call('POST', '/sobjects/Task', { Subject: 'S', New__c: 'n' })).status).toBe(201);
  expect(await soql(call, 'SELECT New__c FROM Task')).toMatchObject([{ New__c: 'n' }]);
  const query = "SELECT DeveloperName FROM CustomField WHERE TableEnumOrId='Activity'";
  expect((await call('GET', `/tooling/query?q=${encodeURIComponent(query)}`)).body).toMatchObject({
    size: 2,
  });
  expect((await call('POST', '/tooling/sobjects/CustomField', field)).body).toMatchObject([
    { errorCode: 'DUPLICATE_DEVELOPER_NAME' },
  ]);
});

test('a recording as file and as link', async () => {
  const task = fake.seed('Task', { Subject: 'Call' });
  const bytes = Buffer.from('ID3 sound');
  const file = {
    Title: 'Call',
    PathOnClient: 'call.mp3',
    VersionData: bytes.toString('base64'),
    FirstPublishLocationId: task,
  };
  const made = await call('POST', '/sobjects/ContentVersion', file);
  expect(made.status).toBe(201);
  const link = {
    Title: 'Call',
    ContentUrl: 'https://app.ringostat.com/recordings/x.mp3',
    FirstPublishLocationId: task,
  };
  expect((await call('POST', '/sobjects/ContentVersion', link)).status).toBe(201);
  const links = await soql(
    call,
    `SELECT ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId='${task}'`,
  );
  expect(links).toHaveLength(2);
  const { id } = made.body as { id: string };
  expect(
    (await call('GET', `/sobjects/ContentVersion/${id}?fields=FileExtension,ContentSize`)).body,
  ).toMatchObject({
    FileExtension: 'mp3',
    ContentSize: bytes.byteLength,
  });
  expect(await soql(call, 'SELECT Id FROM ContentDocumentLink')).toMatchObject([
    { errorCode: 'MALFORMED_QUERY' },
  ]);
});

test('tokens: refresh, client credentials, JWT; userinfo', async () => {
  const token = (form: Record<string, string>): ReturnType<Call> =>
    call('POST', TOKEN, new URLSearchParams(form));
  const id = { client_id: OAUTH.clientId, client_secret: OAUTH.clientSecret };
  const claims = {
    iss: OAUTH.clientId,
    sub: 'admin@example.com',
    aud: 'https://login.salesforce.com',
    exp: Math.floor(Date.now() / 1000) + 120,
  };
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = (part: object): string => {
    const text = `${encode({ alg: 'RS256' })}.${encode(part)}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
  };
  const jwt = (part: object): ReturnType<Call> =>
    token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: signed(part) });
  const good = [
    await token({ grant_type: 'refresh_token', ...id, refresh_token: OAUTH.refreshToken }),
    await token({ grant_type: 'client_credentials', ...id }),
    await jwt(claims),
  ];
  for (const { status, body } of good) {
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { instance_url: fake.url, token_type: 'Bearer' },
    });
    expect(body).not.toHaveProperty('expires_in');
    const own = clientOf(fake, (body as { access_token: string }).access_token);
    expect((await own('GET', '/services/oauth2/userinfo')).body).toMatchObject({
      user_id: '005AA0000000001YAA',
    });
  }
  const bad = [
    await token({ grant_type: 'refresh_token', ...id, refresh_token: 'other' }),
    await token({ grant_type: 'client_credentials', ...id, client_secret: 'other' }),
    await token({ grant_type: 'client_credentials', ...id, client_id: 'other' }),
    await jwt({ ...claims, aud: 'https://example.com' }),
    await jwt({ ...claims, exp: claims.exp + 3600 }),
    await jwt({ ...claims, sub: 'nobody@example.com' }),
  ];
  expect(bad.map(({ status, body }) => [status, (body as { error: string }).error])).toEqual([
    [400, 'invalid_grant'],
    [400, 'invalid_client'],
    [400, 'invalid_client_id'],
    [400, 'invalid_grant'],
    [400, 'invalid_grant'],
    [400, 'invalid_grant'],
  ]);
});
