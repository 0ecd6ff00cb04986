import { startFakeZoho } from '../../sandbox/zoho/server';
import type { FakeZoho, FakeZohoOptions } from '../../sandbox/zoho/types';
import { coql, partsOf, zohoClient, type Answer, type Call } from '../contract/zoho-client';

/** Composite requests: order, references, rollback, what they cannot carry. */
let fake: FakeZoho;
let call: Call;
async function start(options: FakeZohoOptions = {}): Promise<void> {
  await fake?.close();
  fake = await startFakeZoho({ limits: false, ...options });
  call = zohoClient(fake);
}
beforeEach(() => start({ fields: { Deals: [{ name: 'rs_call_id', unique: true }] } }));
afterAll(() => fake.close());

const insert = (sub_request_id: string, module: string, ...data: object[]): object => ({
  sub_request_id,
  method: 'POST',
  uri: `/crm/v8/${module}`,
  body: { data },
});
const send = (parts: object[], flags: object = { parallel_execution: false }): Promise<Answer> =>
  call('POST', '/__composite_requests', { ...flags, __composite_requests: parts });
const ROLLBACK = { rollback_on_fail: true, parallel_execution: false };
const contact = { Last_Name: 'K' };
const deal = {
  Deal_Name: 'D',
  Stage: 'Qualification',
  rs_call_id: 'k',
  Contact_Name: { id: '@{con:$.data[0].details.id}' },
};
const codes = (answer: Answer): string[] => partsOf(answer).map(({ code }) => code);
const statuses = (answer: Answer): (number | undefined)[] =>
  partsOf(answer).map(({ details }) => details.response?.status_code);

test('references in body, path and parameters', async () => {
  const id = '@{con:$.data[0].details.id}';
  const answer = await send([
    insert('con', 'Contacts', contact),
    insert('deal', 'Deals', deal),
    {
      sub_request_id: 'put',
      method: 'PUT',
      uri: `/crm/v8/Contacts/${id}`,
      body: { data: [{ First_Name: 'A' }] },
    },
    { method: 'GET', uri: '/crm/v8/Contacts', params: { ids: id, fields: 'First_Name' } },
    { method: 'POST', uri: '/crm/v8/coql', body: coql(`select id from Deals where Contact_Name = '${id}'`) },
  ]);
  expect(answer.status).toBe(200);
  expect(statuses(answer)).toEqual([201, 201, 200, 200, 200]);
  const [made] = fake.records('Contacts');
  expect(fake.records('Deals')[0]?.values['Contact_Name']).toEqual({ id: made?.id });
  expect(partsOf(answer)[3]?.details.response?.body).toMatchObject({ data: [{ First_Name: 'A' }] });
});

test('with rollback one refused record undoes all, and the answer names the culprit', async () => {
  fake.seed('Deals', { Deal_Name: 'old', Stage: 'Qualification', rs_call_id: 'K' });
  const answer = await send(
    [insert('con', 'Contacts', contact), insert('deal', 'Deals', deal), insert('x', 'Leads', contact)],
    ROLLBACK,
  );
  expect(answer.status).toBe(400);
  expect(codes(answer)).toEqual(['ROLLBACK_PERFORMED', 'SUCCESS', 'PROCESSING_STOPPED']);
  expect(statuses(answer)).toEqual([undefined, 400, undefined]);
  expect(partsOf(answer)[0]?.details).toEqual({ rollbacked_by_sub_request_index: 1 });
  expect([fake.records('Contacts'), fake.records('Leads'), fake.records('Deals').length]).toEqual([
    [],
    [],
    1,
  ]);
  expect((await call('GET', '/Contacts/search?word=K%20')).status).toBe(204);
});

test('without rollback the others stay, tried counts as success, and a reference to the refused one fails', async () => {
  const parts = [
    insert('con', 'Contacts', { First_Name: 'x' }),
    insert('deal', 'Deals', deal),
    insert('lead', 'Leads', contact),
  ];
  const answer = await send(parts);
  expect(answer.status).toBe(207);
  expect(codes(answer)).toEqual(['SUCCESS', 'INVALID_REFERENCE', 'SUCCESS']);
  expect(statuses(answer)).toEqual([400, undefined, 201]);
  expect(partsOf(answer)[1]?.details).toMatchObject({ reference: '@{con:$.data[0].details.id}' });
  expect([fake.records('Deals').length, fake.records('Leads').length]).toEqual([0, 1]);
  // All were tried, one was refused: still a plain 200.
  expect((await send([parts[0] ?? {}, parts[2] ?? {}])).status).toBe(200);
});

test('references need sequence: later ones, parallel ones and none at all are refused', async () => {
  const parts = [insert('deal', 'Deals', deal), insert('con', 'Contacts', contact)];
  expect(codes(await send(parts))).toEqual(['INVALID_REFERENCE', 'SUCCESS']);
  for (const flags of [{}, { parallel_execution: true }]) {
    const answer = await send([...parts].reverse(), flags);
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REFERENCE' } });
  }
  // With rollback the default is one after the other.
  expect((await send([...parts].reverse(), { rollback_on_fail: true })).status).toBe(200);
  const both = { rollback_on_fail: true, parallel_execution: true };
  expect((await send(parts, both)).body).toMatchObject({ code: 'AMBIGUITY_DURING_PROCESSING' });
});

test('one record per write, 25 rows per read', async () => {
  const two = await send([insert('a', 'Contacts', contact, contact)]);
  expect(partsOf(two)[0]?.details.response).toMatchObject({
    status_code: 400,
    body: { code: 'LIMIT_EXCEEDED', details: { limit: 1 } },
  });
  for (let i = 0; i < 30; i += 1) fake.seed('Leads', contact);
  const select = 'select id from Leads where id is not null';
  const read = (params: object, limit: string): object[] => [
    { method: 'GET', uri: '/crm/v8/Leads/search', params: { word: 'K ', ...params } },
    { method: 'GET', uri: '/crm/v8/Leads', params: { fields: 'id', ...params } },
    { method: 'POST', uri: '/crm/v8/coql', body: coql(`${select} ${limit}`) },
  ];
  expect(statuses(await send(read({ per_page: '26' }, 'limit 26')))).toEqual([400, 400, 400]);
  const fits = await send(read({}, ''));
  const rows = partsOf(fits).map(
    ({ details }) => (details.response?.body['data'] as unknown[] | undefined)?.length,
  );
  expect(rows.slice(1)).toEqual([25, 25]);
});

test.each([
  [
    'new fields',
    { method: 'POST', uri: '/crm/v8/settings/fields?module=Leads', body: { fields: [] } },
    'NOT_SUPPORTED',
  ],
  ['attachments', { method: 'POST', uri: '/crm/v8/Leads/1/Attachments', body: {} }, 'NOT_SUPPORTED'],
  ['deletes of several', { method: 'DELETE', uri: '/crm/v8/Leads', params: { ids: '1,2' } }, 'NOT_SUPPORTED'],
  ['another composite', { method: 'POST', uri: '/crm/v8/__composite_requests', body: {} }, 'NOT_SUPPORTED'],
  ['a later version', { method: 'GET', uri: '/crm/v9/users' }, 'NOT_ALLOWED'],
  ['an own token', { method: 'GET', uri: '/crm/v8/users', headers: { Authorization: 'x' } }, 'INVALID_DATA'],
])('%s do not go into a composite', async (_name, part, code) => {
  const answer = await send([part, { method: 'GET', uri: '/crm/v8/users' }]);
  expect(answer.status).toBe(207);
  expect(codes(answer)).toEqual([code, 'SUCCESS']);
  expect((await send([part])).status).toBe(400);
});

test('a name given twice; a part whose scope is missing', async () => {
  const twice = [insert('a', 'Contacts', contact), insert('a', 'Contacts', contact)];
  expect(codes(await send(twice))).toEqual(['SUCCESS', 'DUPLICATE_DATA']);
  fake.set({ scopes: ['ZohoCRM.composite_requests.CUSTOM', 'ZohoCRM.modules.contacts.ALL'] });
  const answer = await send([
    insert('con', 'Contacts', contact),
    insert('deal', 'Deals', { ...deal, Contact_Name: null }),
  ]);
  expect(statuses(answer)).toEqual([201, 401]);
  expect(partsOf(answer)[1]?.details.response?.body).toMatchObject({ code: 'OAUTH_SCOPE_MISMATCH' });
});
