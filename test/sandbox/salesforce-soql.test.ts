import { ManualClock } from '../../sandbox/common/types';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { FakeSalesforce } from '../../sandbox/salesforce/types';
import { clientOf, soql, type Call } from '../contract/salesforce-client';

/** SOQL as the vendor reads it: what it finds, and what it refuses. */
let fake: FakeSalesforce;
let call: Call;
beforeAll(async () => {
  fake = await startFakeSalesforce({
    clock: new ManualClock(),
    fields: { Contact: [{ name: 'Ringostat_Phone__c', unique: true }] },
  });
  call = clientOf(fake);
  const firm = fake.seed('Account', { Name: 'Firm', Phone: '044 123 45 67' });
  const phones = [
    '+380 67 123 4567',
    '(067) 123-45-67',
    '0671234567',
    '067-123-45-68',
    '0671234567 ext. 5',
    null,
  ];
  phones.forEach((Phone, n) =>
    fake.seed(
      'Contact',
      {
        LastName: `C${n}`,
        Phone,
        Ringostat_Phone__c: n === 0 ? '380671234567' : null,
        ...(n === 0 ? { AccountId: firm } : {}),
      },
      { at: Date.UTC(2026, 0, n + 1) },
    ),
  );
  fake.seed('Contact', { LastName: "O'Brien 100%", Department: 'back\\slash' });
  fake.seed('Opportunity', {
    Name: 'Open',
    StageName: 'Prospecting',
    CloseDate: '2026-12-20',
    AccountId: firm,
    Amount: 10,
  });
  fake.seed('Opportunity', {
    Name: 'Lost',
    StageName: 'Closed Lost',
    CloseDate: '2026-12-21',
    AccountId: firm,
  });
  fake.seed('Task', { Subject: 'Call', Description: 'long', CallDurationInSeconds: 94 });
});
afterAll(() => fake.close());

const names = async (where: string, object = 'Contact'): Promise<unknown[]> =>
  (await soql(call, `SELECT Name FROM ${object} WHERE ${where}`)).map(
    (row) => row['Name'] ?? row['errorCode'],
  );

test.each<[string, string[]]>([
  ["Phone LIKE '%6%7%1%2%3%4%5%6%7'", ['C0', 'C1', 'C2']],
  ["Phone LIKE '%6%7%1%2%3%4%5%6%7%'", ['C0', 'C1', 'C2', 'C4']],
  ["Phone LIKE '067_123%'", ['C3']],
  ["Name LIKE '%100\\%'", ["O'Brien 100%"]],
  ["Name LIKE '%1\\%'", []],
  ["Name LIKE 'c_'", ['C0', 'C1', 'C2', 'C3', 'C4', 'C5']],
  ["Name = 'O\\'Brien 100%'", ["O'Brien 100%"]],
  ["Department = 'back\\\\slash'", ["O'Brien 100%"]],
  ["LastName = 'c0'", ['C0']],
  ["Ringostat_Phone__c = '380671234567' OR Phone IN ('0671234567', 'x')", ['C0', 'C2']],
  ["Phone NOT IN ('0671234567') AND Name IN ('C1', 'C2')", ['C1']],
  ["Phone = null AND Name LIKE 'C%'", ['C5']],
  ["(NOT Name LIKE 'C%') AND Phone = ''", ["O'Brien 100%"]],
  ["(Name = 'C1' OR Name = 'C2') AND Phone LIKE '(%'", ['C1']],
  ['CreatedDate > 2026-01-04T00:00:00Z AND CreatedDate <= 2026-01-05T02:00:00+02:00', ['C4']],
  ["Account.Name = 'Firm' AND Owner.IsActive = true", ['C0']],
  ["AccountId IN (SELECT AccountId FROM Opportunity WHERE StageName = 'Prospecting')", ['C0']],
  ["Id NOT IN (SELECT ContactId FROM OpportunityContactRole) AND Name = 'C1'", ['C1']],
])('%s', async (where, found) => {
  expect(await names(where)).toEqual(found);
});

test('numbers, days, flags, order, limit and offset', async () => {
  expect(await names('Amount >= 10', 'Opportunity')).toEqual(['Open']);
  expect(await names('CloseDate = 2026-12-21', 'Opportunity')).toEqual(['Lost']);
  expect(await names('IsClosed = true AND IsWon = false', 'Opportunity')).toEqual(['Lost']);
  expect(await names('CreatedDate = TODAY AND CloseDate > LAST_N_DAYS:3', 'Opportunity')).toEqual([
    'Open',
    'Lost',
  ]);
  expect(await names("Name LIKE 'C%' ORDER BY CreatedDate DESC LIMIT 2 OFFSET 1")).toEqual(['C4', 'C3']);
  expect(await names("Name LIKE 'C%' ORDER BY Phone NULLS LAST, Name LIMIT 1")).toEqual(['C1']);
  expect(await names("Name LIKE 'C%' ORDER BY Phone LIMIT 1")).toEqual(['C5']);
  const counted = await call('GET', '/query?q=SELECT+COUNT()+FROM+Contact');
  expect(counted.body).toEqual({ totalSize: 7, done: true, records: [] });
});

test('children: sorted and cut on their own, null where there are none; an alias is taken', async () => {
  const rows = await soql(
    call,
    'SELECT a.Name, (SELECT Name FROM Opportunities ORDER BY CloseDate DESC LIMIT 1), (SELECT Id FROM Tasks) FROM Account a',
  );
  expect(rows).toMatchObject([
    { Name: 'Firm', Opportunities: { totalSize: 1, records: [{ Name: 'Lost' }] }, Tasks: null },
  ]);
});

test.each([
  ["SELECT Id FROM Contact WHERE Name = 'O'Brien'", 'MALFORMED_QUERY', /unexpected token|mismatched/],
  ["SELECT Id FROM Contact WHERE Name = '' OR Id != ''", 'none', /./],
  [
    "SELECT Id FROM Contact WHERE Name = 'a' OR Name = 'b' AND Name = 'c'",
    'MALFORMED_QUERY',
    /unexpected token: 'AND'/,
  ],
  ["SELECT Id FROM Contact WHERE Name = 'a' AND NOT Name = 'b'", 'MALFORMED_QUERY', /unexpected token/],
  ["SELECT Id FROM Contact WHERE Name = 'a\\x'", 'MALFORMED_QUERY', /Illegal character sequence '\\x'/],
  ["SELECT Id FROM Contact WHERE Name = 'a\nb'", 'MALFORMED_QUERY', /Line breaks/],
  [
    'SELECT Id FROM Contact; DELETE FROM Contact',
    'MALFORMED_QUERY',
    /no viable alternative at character ';'/,
  ],
  ['SELECT * FROM Contact', 'MALFORMED_QUERY', /character '\*'/],
  ['SELECT Id FROM Contact WHERE', 'MALFORMED_QUERY', /<EOF>/],
  ["SELECT Id FROM Contact WHERE (Name = 'a'", 'MALFORMED_QUERY', /right parentheses/],
  ['SELECT Id FROM Contact WHERE Name = "a"', 'MALFORMED_QUERY', /character '"'/],
  ['SELECT Id, Nothing__c FROM Contact', 'INVALID_FIELD', /No such column 'Nothing__c' on entity 'Contact'/],
  ['SELECT Id, Id FROM Contact', 'INVALID_FIELD', /duplicate field selected: Id/],
  ['SELECT Firm.Name FROM Contact', 'INVALID_FIELD', /Didn't understand relationship 'Firm' in field path/],
  [
    'SELECT (SELECT Id FROM Deals) FROM Contact',
    'INVALID_TYPE',
    /Didn't understand relationship 'Deals' in FROM part/,
  ],
  ['SELECT Id FROM Deal', 'INVALID_TYPE', /sObject type 'Deal' is not supported/],
  [
    'SELECT Id FROM Contact WHERE Phone = 380671234567',
    'INVALID_FIELD',
    /must be of type string and should be enclosed in quotes/,
  ],
  [
    "SELECT Id FROM Contact WHERE CreatedDate > '2026-01-01'",
    'INVALID_FIELD',
    /dateTime and should not be enclosed/,
  ],
  ['SELECT Id FROM Contact WHERE CreatedDate > 2026-01-01', 'INVALID_FIELD', /dateTime/],
  ["SELECT Id FROM Opportunity WHERE IsClosed = 'false'", 'INVALID_FIELD', /boolean/],
  ["SELECT Id FROM Task WHERE Description LIKE '%a%'", 'INVALID_FIELD', /can not be filtered/],
  ["SELECT Id FROM Contact WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', /invalid ID field: abc/],
  ["SELECT Id FROM Contact WHERE Id LIKE '003%'", 'INVALID_QUERY_FILTER_OPERATOR', /invalid/],
  [
    'SELECT Id FROM Account WHERE Id IN (SELECT WhatId FROM Task)',
    'MALFORMED_QUERY',
    /Entity 'Task' is not supported for semi join/,
  ],
  ['SELECT Id FROM Contact WHERE Id IN (SELECT Id FROM Contact)', 'MALFORMED_QUERY', /same object type/],
  [
    "SELECT Id FROM Contact WHERE Name = 'a' OR AccountId IN (SELECT Id FROM Account)",
    'MALFORMED_QUERY',
    /'OR' operator/,
  ],
  ['SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account LIMIT 1)', 'MALFORMED_QUERY', /LIMIT/],
  [
    'SELECT Id FROM Contact WHERE AccountId IN (SELECT Name FROM Account)',
    'MALFORMED_QUERY',
    /must be an id/,
  ],
  ['SELECT Id FROM Contact LIMIT x', 'MALFORMED_QUERY', /unexpected token: 'x'/],
  ['SELECT Id FROM Contact LIMIT 1 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', /2000/],
])('%s', async (text, errorCode, message) => {
  const rows = await soql(call, text);
  // What an unescaped value makes of a statement is a statement as good as any: it finds everything.
  if (errorCode === 'none') expect(rows).toHaveLength(7);
  else expect(rows).toEqual([{ errorCode, message: expect.stringMatching(message) }]);
});

test('field and object names are read in any letter case and answered in their own', async () => {
  const [row] = await soql(call, "select id, ACCOUNT.name from CONTACT where LASTNAME = 'C0'");
  expect(row).toMatchObject({ attributes: { type: 'Contact' }, Account: { Name: 'Firm' } });
  expect(Object.keys(row ?? {})).toEqual(['attributes', 'Id', 'Account']);
});
