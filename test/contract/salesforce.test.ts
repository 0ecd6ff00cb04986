import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { FakeSalesforce } from '../../sandbox/salesforce/types';
import { attachContract, type Contract } from './attach-contract';
import { API, clientOf, composite, idOf, soql, type Call } from './salesforce-client';

/** Records of the fake read and written, request and answer held against the vendor's description. */
let fake: FakeSalesforce;
let contract: Contract;
let call: Call;

beforeEach(async () => {
  fake = await startFakeSalesforce({
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
