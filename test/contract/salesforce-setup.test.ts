import { createSign, generateKeyPairSync } from 'node:crypto';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { FakeSalesforce } from '../../sandbox/salesforce/types';
import { attachContract, type Contract } from './attach-contract';
import { API, clientOf, soql, type Call } from './salesforce-client';

/** Lists, fields, files and tokens of the fake, request and answer held against the vendor's description. */
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
  expect((await call('POST', '/sobjects/FieldPermissions', grant)).body).toMatchObject([
    { errorCode: 'DUPLICATE_VALUE' },
  ]);
  expect(
    (await call('POST', '/sobjects/FieldPermissions', { ...grant, Field: 'Task.Other__c' })).body,
  ).toMatchObject([{ errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', fields: ['Field'] }]);
  const query = "SELECT DeveloperName FROM CustomField WHERE TableEnumOrId='Activity'";
  expect((await call('GET', `/tooling/query?q=${encodeURIComponent(query)}`)).body).toMatchObject({
    size: 2,
  });
  expect((await call('POST', '/tooling/sobjects/CustomField', field)).body).toMatchObject([
    { errorCode: 'DUPLICATE_DEVELOPER_NAME' },
  ]);
});

test('describe tells when it last changed, and nothing when it did not', async () => {
  const first = await call('GET', '/sobjects/Lead/describe');
  const since = { 'If-Modified-Since': first.headers.get('last-modified') ?? '' };
  expect((await call('GET', '/sobjects/Lead/describe', undefined, since)).status).toBe(304);
  const old = { 'If-Modified-Since': new Date(Date.now() - 3600_000).toUTCString() };
  expect((await call('GET', '/sobjects/Lead/describe', undefined, old)).status).toBe(200);
});

test('a recording sent as a form keeps its bytes', async () => {
  const bytes = Buffer.from([0xff, 0xfb, 0x00, 0x80]);
  const form = new FormData();
  form.append('entity_content', JSON.stringify({ Title: 'Call', PathOnClient: 'call.mp3' }));
  form.append('VersionData', new Blob([bytes]), 'call.mp3');
  const headers = { authorization: `Bearer ${fake.token}` };
  const path = `${fake.url}${API}/sobjects/ContentVersion`;
  const made = await fetch(path, { method: 'POST', headers, body: form });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const stored = await fetch(`${path}/${id}/VersionData`, { headers });
  expect(Buffer.from(await stored.arrayBuffer())).toEqual(bytes);
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
