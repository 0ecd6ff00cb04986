import { startFakeZoho } from '../../sandbox/zoho/server';
import type { FakeZoho } from '../../sandbox/zoho/types';
import { coql, dataOf, zohoClient, type Call } from '../contract/zoho-client';

/** The subset of COQL that the vendor documents, and its limits. */
let fake: FakeZoho;
let call: Call;
let ids: Record<'account' | 'contact' | 'deal' | 'won' | 'call', string>;
beforeAll(async () => {
  fake = await startFakeZoho({ limits: false });
  call = zohoClient(fake);
  const account = fake.seed('Accounts', { Account_Name: "O'Neil" });
  const contact = fake.seed('Contacts', {
    Last_Name: 'Koval',
    Phone: '+380671234567',
    Account_Name: { id: account },
    Email_Opt_Out: true,
  });
  const link = { Contact_Name: { id: contact } };
  const deal = fake.seed('Deals', {
    Deal_Name: 'B',
    Stage: 'Qualification',
    Closing_Date: '2026-12-01',
    Amount: 5,
    ...link,
  });
  const won = fake.seed('Deals', { Deal_Name: 'A', Stage: 'Closed Won', Amount: 40, ...link });
  const called = fake.seed('Calls', {
    Subject: 'C',
    What_Id: { id: deal },
    $se_module: 'Deals',
    Who_Id: { id: contact },
  });
  ids = { account, contact, deal, won, call: called };
});
afterAll(() => fake.close());
const rows = async (select: string): Promise<Record<string, unknown>[]> => {
  const answer = await call('POST', '/coql', coql(select));
  expect({ select, status: answer.status, body: answer.status === 400 ? answer.body : {} }).toEqual({
    select,
    status: answer.status === 204 ? 204 : 200,
    body: {},
  });
  return answer.status === 204 ? [] : dataOf(answer);
};

test.each([
  ["Deal_Name = 'a'", ['A']],
  ["Deal_Name != 'A'", ['B']],
  ["Deal_Name in ('A', 'B')", ['B', 'A']],
  ["Deal_Name not in ('A')", ['B']],
  ["Deal_Name like 'a%'", ['A']],
  ["Deal_Name not like '%a%'", ['B']],
  ['Closing_Date is null', ['A']],
  ['Closing_Date is not null', ['B']],
  ["Closing_Date between '2026-11-01' and '2026-12-31'", ['B']],
  ['Amount > 5', ['A']],
  ['Amount >= 5', ['B', 'A']],
  ["Contact_Name.Phone like '%671234567'", ['B', 'A']],
  ["Contact_Name.Account_Name.Account_Name = 'O\\'Neil'", ['B', 'A']],
  ["(Contact_Name.Last_Name = 'Koval') and (Stage = 'Closed Won')", ['A']],
  ["((Deal_Name = 'A') or (Deal_Name = 'B')) and (Amount < 10)", ['B']],
  ["Created_Time > '2020-01-01T00:00:00+02:00'", ['B', 'A']],
])('where %s', async (where, names) => {
  const found = await rows(`SELECT Deal_Name FROM Deals WHERE ${where}`);
  expect(found.map(({ Deal_Name }) => Deal_Name)).toEqual(names);
});

test('lookups come as id alone, joins by their path, the id always', async () => {
  const [row] = await rows(
    `select Contact_Name, Contact_Name.Last_Name, Owner from Deals where id = '${ids.deal}' limit 1`,
  );
  expect(row).toEqual({
    id: ids.deal,
    Contact_Name: { id: ids.contact },
    'Contact_Name.Last_Name': 'Koval',
    Owner: { id: '4876876000000225013' },
  });
  const [activity] = await rows(
    "select 'What_Id->Deals.Deal_Name', What_Id, Who_Id from Calls where id is not null",
  );
  expect(activity).toEqual({
    id: ids.call,
    'What_Id->Deals.Deal_Name': 'B',
    What_Id: { id: ids.deal },
    Who_Id: { id: ids.contact },
  });
  expect(await rows(`select id from Calls where What_Id in ('${ids.deal}')`)).toHaveLength(1);
});

test('order, limit and offset', async () => {
  const names = async (tail: string): Promise<unknown[]> =>
    (await rows(`select Deal_Name from Deals where id is not null ${tail}`)).map(
      ({ Deal_Name }) => Deal_Name,
    );
  expect(await names('order by Deal_Name')).toEqual(['A', 'B']);
  expect(await names('order by Amount desc, Deal_Name asc')).toEqual(['A', 'B']);
  expect(await names('limit 1')).toEqual(['B']);
  expect(await names('limit 1, 5')).toEqual(['A']);
  expect(await names('limit 5 offset 2')).toEqual([]);
});

const many = (count: number, one: (index: number) => string, by: string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join(by);
const nested = (count: number): string =>
  Array.from({ length: count - 1 }).reduce<string>((all) => `(${all} or Deal_Name = 'x')`, "Deal_Name = 'x'");
test.each([
  ['no where', 'select id from Deals', 'SYNTAX_ERROR'],
  [
    'three conditions without brackets',
    "select id from Deals where Deal_Name = 'a' or Deal_Name = 'b' or Deal_Name = 'c'",
    'SYNTAX_ERROR',
  ],
  ['an open bracket', "select id from Deals where (Deal_Name = 'a'", 'SYNTAX_ERROR'],
  ['a quote that is not escaped', "select id from Accounts where Account_Name = 'O'Neil'", 'SYNTAX_ERROR'],
  ['a write', 'delete from Deals where id is not null', 'SYNTAX_ERROR'],
  ['an unknown column', 'select Nothing from Deals where id is not null', 'INVALID_QUERY'],
  ['an unknown joined column', "select id from Deals where Contact_Name.Nothing = 'x'", 'INVALID_QUERY'],
  ['a join over text', "select id from Deals where Deal_Name.Last_Name = 'x'", 'INVALID_QUERY'],
  [
    'three joins',
    "select id from Deals where Contact_Name.Account_Name.Parent_Account.Phone = 'x'",
    'INVALID_QUERY',
  ],
  ['text of several lines', "select id from Deals where Description = 'x'", 'INVALID_QUERY'],
  ['like over a lookup', "select id from Deals where Contact_Name like '%1'", 'INVALID_QUERY'],
  ['a range over text', "select id from Deals where Deal_Name > 'a'", 'INVALID_QUERY'],
  ['a wildcard inside', "select id from Deals where Deal_Name like 'a%b'", 'INVALID_QUERY'],
  ['like without wildcard', "select id from Deals where Deal_Name like 'ab'", 'INVALID_QUERY'],
  [
    'a time without offset',
    "select id from Deals where Created_Time > '2026-01-01T00:00:00'",
    'INVALID_QUERY',
  ],
  ['an unknown module', 'select id from Invoices where id is not null', 'INVALID_QUERY'],
  [
    '51 values',
    `select id from Deals where Deal_Name in (${many(51, (n) => `'${n}'`, ',')})`,
    'LIMIT_EXCEEDED',
  ],
  [
    '51 columns',
    `select ${many(51, () => 'Deal_Name', ',')} from Deals where id is not null`,
    'LIMIT_EXCEEDED',
  ],
  ['26 conditions', `select id from Deals where ${nested(26)}`, 'LIMIT_EXCEEDED'],
  ['2001 rows', 'select id from Deals where id is not null limit 2001', 'LIMIT_EXCEEDED'],
])('%s is refused', async (_name, select, code) => {
  expect(await call('POST', '/coql', coql(select))).toMatchObject({
    status: 400,
    body: { code, status: 'error' },
  });
});
test('25 conditions and 50 values are taken', async () => {
  expect(await rows(`select id from Deals where ${nested(25)}`)).toEqual([]);
  expect(await rows(`select id from Deals where Deal_Name in (${many(50, (n) => `'${n}'`, ',')})`)).toEqual(
    [],
  );
});
