import { ManualClock } from '../../sandbox/common/types';
import { startFakeZoho } from '../../sandbox/zoho/server';
import type { FakeZoho, FakeZohoOptions } from '../../sandbox/zoho/types';
import { coql, dataOf, madeId, zohoClient, type Answer, type Call } from '../contract/zoho-client';

/** The behaviours of the vendor that catch real mistakes: index, fields, records, rights. */
const clock = new ManualClock();
let fake: FakeZoho;
let call: Call;
async function start(options: FakeZohoOptions = {}): Promise<void> {
  await fake?.close();
  fake = await startFakeZoho({ clock, ...options });
  call = zohoClient(fake);
}
afterAll(() => fake.close());

const insert = (module: string, ...data: object[]): Promise<Answer> => call('POST', `/${module}`, { data });
const query = async (select: string): Promise<unknown[]> => {
  const answer = await call('POST', '/coql', coql(select));
  expect([200, 204, select]).toContain(answer.status);
  return answer.status === 204 ? [] : dataOf(answer);
};

test('search lags behind the store; COQL, ids and unique fields do not', async () => {
  await start({ searchLagMs: 10_000, fields: { Contacts: [{ name: 'rs_phone_key', unique: true }] } });
  const made = await insert('Contacts', { Last_Name: 'K', Phone: '+380671234567', rs_phone_key: '1' });
  const status = async (): Promise<number> => (await call('GET', '/Contacts/search?phone=671234567')).status;
  expect(await status()).toBe(204);
  expect(await query("select id from Contacts where rs_phone_key = '1'")).toHaveLength(1);
  expect((await call('GET', `/Contacts/${madeId(made)}`)).status).toBe(200);
  expect((await insert('Contacts', { Last_Name: 'K', rs_phone_key: '1' })).status).toBe(400);
  clock.advance(9_999);
  expect(await status()).toBe(204);
  clock.advance(1);
  expect(await status()).toBe(200);
});

test('search finds any notation in all phone fields; COQL compares as stored', async () => {
  await start();
  for (const Phone of ['+38 067 123 45 67', '0671234567', '(067) 123-45-67'])
    fake.seed('Contacts', { Last_Name: 'K', Phone });
  fake.seed('Contacts', { Last_Name: 'K', Other_Phone: '+380671234567' });
  expect(dataOf(await call('GET', '/Contacts/search?phone=671234567'))).toHaveLength(4);
  expect(dataOf(await call('GET', '/Contacts/search?phone=%2B38%20067%20123'))).toHaveLength(2);
  expect(await query("select id from Contacts where Phone like '%671234567'")).toHaveLength(1);
});

test('converted leads are out of searches and lists unless asked for', async () => {
  await start();
  const id = fake.seed('Leads', { Last_Name: 'K', Phone: '+380671234567' });
  fake.convert(id, { contactId: fake.seed('Contacts', { Last_Name: 'K' }) });
  expect((await call('GET', '/Leads/search?phone=671234567')).status).toBe(204);
  expect((await call('GET', '/Leads/search?phone=671234567&converted=both')).status).toBe(200);
  expect((await call('GET', `/Leads?fields=id&ids=${id}`)).status).toBe(204);
  const changed = await call('PUT', `/Leads/${id}`, { data: [{ First_Name: 'x' }] });
  expect(dataOf(changed)[0]).toMatchObject({ code: 'INVALID_DATA', details: { id } });
});

test('criteria: escaped characters, and what does not parse', async () => {
  await start();
  fake.seed('Leads', { Last_Name: 'Smith (Jr), A:B' });
  const find = async (criteria: string): Promise<number> =>
    (await call('GET', `/Leads/search?criteria=${encodeURIComponent(criteria)}`)).status;
  expect(await find('(Last_Name:equals:Smith \\(Jr\\)\\, A\\:B)')).toBe(200);
  expect(await find('((Last_Name:starts_with:smith)and(First_Name:equals:x))')).toBe(204);
  expect(await find('(Last_Name:starts_with:smith)or(First_Name:equals:x)')).toBe(200);
  expect(await find('(Last_Name:equals:Smith (Jr))')).toBe(400);
  expect(await find('(Nothing:equals:x)')).toBe(400);
});

test('unknown fields are passed over in silence, unknown columns are not', async () => {
  await start();
  const made = await insert('Leads', { Last_Name: 'K', rs_call_id: '1', Created_Time: 'x' });
  expect(made.status).toBe(201);
  expect(fake.records('Leads')[0]?.values).not.toHaveProperty('rs_call_id');
  const read = dataOf(await call('GET', `/Leads/${madeId(made)}?fields=Last_Name,rs_call_id`))[0];
  expect(read).toEqual({ id: madeId(made), Last_Name: 'K' });
  const refused = await call('POST', '/coql', coql("select id from Leads where rs_call_id = '1'"));
  expect(refused).toMatchObject({
    status: 400,
    body: { code: 'INVALID_QUERY', details: { column_name: 'rs_call_id' } },
  });
});

const CALL = {
  Subject: 'C',
  Call_Type: 'Inbound',
  Call_Start_Time: '2026-11-20T12:15:42+02:00',
  Call_Duration: '01:34',
};
const without = (name: string): object =>
  Object.fromEntries(Object.entries(CALL).filter(([key]) => key !== name));
test.each([
  ['Leads', { First_Name: 'x' }, 'MANDATORY_NOT_FOUND', 'Last_Name'],
  ['Deals', { Deal_Name: 'D' }, 'MANDATORY_NOT_FOUND', 'Stage'],
  ['Deals', { Deal_Name: 'D', Stage: 'Nowhere' }, 'INVALID_DATA', 'Stage'],
  ['Deals', { Deal_Name: 'D', Stage: 'Partner New', Pipeline: 'One' }, 'MAPPING_MISMATCH', 'Stage'],
  ['Deals', { Deal_Name: 'D', Stage: 'Open', Pipeline: 'Three' }, 'INVALID_DATA', 'Pipeline'],
  ['Deals', { Deal_Name: 'D', Stage: 'Open', Layout: { id: '1' } }, 'INVALID_DATA', 'Layout'],
  ['Contacts', { Last_Name: 'K', Account_Name: { id: '1' } }, 'INVALID_DATA', 'Account_Name'],
  ['Contacts', { Last_Name: 'K', Owner: { id: '4876876000000225015' } }, 'INVALID_DATA', 'Owner'],
  ['Contacts', { Last_Name: 'K', Owner: { id: '99' } }, 'INVALID_DATA', 'Owner'],
  ['Contacts', { Last_Name: 7 }, 'INVALID_DATA', 'Last_Name'],
  ['Contacts', { Last_Name: 'x'.repeat(81) }, 'INVALID_DATA', 'Last_Name'],
  ['Contacts', { Last_Name: 'K', Email: 'no' }, 'INVALID_DATA', 'Email'],
  ['Contacts', { Last_Name: 'K', Phone: '+380671234567, додатковий' }, 'INVALID_DATA', 'Phone'],
  ['Tasks', { Due_Date: '2026-11-20' }, 'MANDATORY_NOT_FOUND', 'Subject'],
  ['Tasks', { Subject: 'T', Due_Date: '2026-11-20T12:00:00+02:00' }, 'INVALID_DATA', 'Due_Date'],
  ['Tasks', { Subject: 'T', Status: 'Done' }, 'INVALID_DATA', 'Status'],
  ['Tasks', { Subject: 'T', Remind_At: { ALARM: '2026-11-20' } }, 'INVALID_DATA', 'ALARM'],
  ['Tasks', { Subject: 'T', What_Id: { id: '1' } }, 'MANDATORY_NOT_FOUND', '$se_module'],
  ['Tasks', { Subject: 'T', What_Id: { id: '1' }, $se_module: 'Deals' }, 'INVALID_DATA', 'What_Id'],
  ['Calls', without('Call_Type'), 'MANDATORY_NOT_FOUND', 'Call_Type'],
  ['Calls', without('Call_Start_Time'), 'MANDATORY_NOT_FOUND', 'Call_Start_Time'],
  ['Calls', without('Call_Duration'), 'MANDATORY_NOT_FOUND', 'Call_Duration'],
  ['Calls', { ...CALL, Call_Type: 'Incoming' }, 'INVALID_DATA', 'Call_Type'],
  ['Calls', { ...CALL, Call_Duration: '94' }, 'INVALID_DATA', 'Call_Duration'],
  ['Calls', { ...CALL, Call_Start_Time: '2026-11-20T10:15:42.000Z' }, 'INVALID_DATA', 'Call_Start_Time'],
  ['Calls', { ...CALL, Outgoing_Call_Status: 'Completed' }, 'INVALID_DATA', 'Outgoing_Call_Status'],
])('%s refuse %j', async (module, record, code, api_name) => {
  const stage = (name: string): { id: string; name: string; type: 'Open' } => ({
    id: name,
    name,
    type: 'Open',
  });
  const pipelines = [
    { id: '1', name: 'One', stages: [stage('Open')] },
    { id: '2', name: 'Two', stages: [stage('Partner New')] },
  ];
  await start({ dealLayouts: [{ id: '91', name: 'Standard', pipelines }] });
  const answer = await insert(module, record);
  expect({ status: answer.status, row: dataOf(answer)[0] }).toMatchObject({
    status: 400,
    row: { status: 'error', code, details: { api_name } },
  });
  expect(fake.records(module as 'Leads')).toEqual([]);
});

test('a missed call needs no duration; a completed call keeps type, owner and start', async () => {
  await start();
  expect((await insert('Calls', { ...without('Call_Duration'), Call_Type: 'Missed' })).status).toBe(201);
  const id = madeId(await insert('Calls', CALL));
  const change = async (values: object): Promise<number> =>
    (await call('PUT', `/Calls/${id}`, { data: [values] })).status;
  expect(await change({ Call_Type: 'Outbound' })).toBe(400);
  expect(await change({ Owner: { id: '4876876000000225014' } })).toBe(400);
  expect(await change({ Call_Start_Time: '2026-11-20T12:15:43+02:00' })).toBe(400);
  expect(await change({ Description: 'Recording' })).toBe(200);
  expect(dataOf(await call('GET', `/Calls/${id}`))[0]).toMatchObject({ Call_Duration_in_seconds: 94 });
});

test('a lead is linked by What_Id alone', async () => {
  await start();
  const [lead, contact] = [fake.seed('Leads', { Last_Name: 'L' }), fake.seed('Contacts', { Last_Name: 'C' })];
  const task = { Subject: 'T', What_Id: { id: lead }, $se_module: 'Leads' };
  expect((await insert('Tasks', { ...task, Who_Id: { id: contact } })).status).toBe(400);
  expect((await insert('Tasks', { Subject: 'T', Who_Id: { id: lead } })).status).toBe(400);
  expect((await insert('Tasks', task)).status).toBe(201);
  const read = dataOf(await call('GET', '/Tasks?fields=What_Id,Who_Id'))[0];
  expect(read).toMatchObject({ What_Id: { id: lead, name: 'L' }, Who_Id: null, $se_module: 'Leads' });
});

test('a taken unique value: who has it is told as switched, case does not matter', async () => {
  for (const [duplicateDetails, wanted] of [
    ['none', {}],
    ['id', { id: expect.any(String) as unknown }],
    [
      'record',
      { duplicate_record: { id: expect.any(String) as unknown, module: expect.anything() as unknown } },
    ],
  ] as const) {
    await start({ duplicateDetails, fields: { Deals: [{ name: 'rs_call_id', unique: true }] } });
    fake.seed('Deals', { Deal_Name: 'D', Stage: 'Qualification', rs_call_id: 'KEY' });
    const again = await insert('Deals', { Deal_Name: 'E', Stage: 'Qualification', rs_call_id: 'key' });
    const place = { api_name: 'rs_call_id', json_path: '$.data[0].rs_call_id' };
    expect(dataOf(again)[0]).toMatchObject({ code: 'DUPLICATE_DATA', details: { ...place, ...wanted } });
    expect(Object.keys(dataOf(again)[0]?.['details'] as object)).toHaveLength(2 + Object.keys(wanted).length);
  }
});

test('a refused record inside a 2xx, where that is switched on', async () => {
  await start({ refusedStatus: 202 });
  const answer = await insert('Leads', { First_Name: 'x' });
  expect(answer).toMatchObject({ status: 202, body: { data: [{ status: 'error' }] } });
});

test('layouts may demand more; a deactivated user owns nothing new; a deleted stage is gone', async () => {
  await start({ required: { Leads: ['Company'] } });
  expect(dataOf(await insert('Leads', { Last_Name: 'K' }))[0]).toMatchObject({
    details: { api_name: 'Company' },
  });
  fake.requireField('Deals', 'Pipeline');
  const deal = { Deal_Name: 'D', Stage: 'Qualification' };
  expect(dataOf(await insert('Deals', deal))[0]).toMatchObject({ details: { api_name: 'Pipeline' } });
  const owned = { ...deal, Pipeline: 'Standard (Standard)', Owner: { id: '4876876000000225014' } };
  expect((await insert('Deals', owned)).status).toBe(201);
  fake.deactivateUser('4876876000000225014');
  expect(dataOf(await insert('Deals', owned))[0]).toMatchObject({ details: { api_name: 'Owner' } });
  fake.removeStage('Qualification');
  const left = { ...deal, Pipeline: 'Standard (Standard)' };
  expect(dataOf(await insert('Deals', left))[0]).toMatchObject({ details: { api_name: 'Stage' } });
});

test('a change is refused when the record was changed in between', async () => {
  await start();
  const id = madeId(await insert('Leads', { Last_Name: 'K' }));
  const before = new Date(clock.now()).toISOString();
  const put = (): Promise<Answer> =>
    call('PUT', `/Leads/${id}`, { data: [{ First_Name: 'x' }] }, { 'if-unmodified-since': before });
  expect((await put()).status).toBe(200);
  clock.advance(5000);
  fake.edit('Leads', id, { First_Name: 'y' });
  expect(await put()).toMatchObject({ status: 412, body: { data: [{ code: 'ALREADY_MODIFIED' }] } });
});

test('upsert: not for calls and tasks', async () => {
  await start();
  expect((await call('POST', '/Calls/upsert', { data: [CALL] })).body).toMatchObject({
    code: 'INVALID_MODULE',
  });
  expect((await call('POST', '/Tasks/upsert', { data: [{ Subject: 'T' }] })).status).toBe(400);
});
