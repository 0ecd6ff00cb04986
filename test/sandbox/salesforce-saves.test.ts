import { ManualClock } from '../../sandbox/common/types';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { FakeSalesforce, FakeSalesforceOptions, Values } from '../../sandbox/salesforce/types';
import { clientOf, type Call } from '../contract/salesforce-client';

/** What the vendor refuses to save, in its own words. */
const clock = new ManualClock();
let fake: FakeSalesforce;
let call: Call;
async function start(options: FakeSalesforceOptions = {}): Promise<void> {
  await fake?.close();
  fake = await startFakeSalesforce({ clock, ...options });
  call = clientOf(fake);
}
afterAll(() => fake.close());

const lead = (values: Values = {}): string => fake.seed('Lead', { LastName: 'L', Company: '-', ...values });
const deal = (values: Values = {}): string =>
  fake.seed('Opportunity', { Name: 'D', StageName: 'Prospecting', CloseDate: '2026-12-20', ...values });
const refusal = async (object: string, body: object, id = ''): Promise<unknown> => {
  const { body: answer } = await call(id ? 'PATCH' : 'POST', `/sobjects/${object}${id && `/${id}`}`, body);
  return (answer as Record<string, unknown>[])[0];
};

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
    duplicateResut: { allowSave: true, matchResults: [{ matchRecords: [{ record: { Id: id } }] }] },
  });
  fake.set({ duplicateKey: 'duplicateResult' });
  expect(await refusal('Contact', body)).toMatchObject({
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
