/** HubSpot Upsert by hand, through a real Node-RED, asserted at the fake HubSpot. */
import { attachContract } from '../contract/attach-contract';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { byHandFlow, send } from './by-hand-flow';
import { NodeRed } from './node-red';

let host: NodeRed;
let hubspot: FakeHubSpot;
let violations: string[];
beforeAll(async () => {
  [host, hubspot] = await Promise.all([NodeRed.start(), startFakeHubSpot({ limits: false })]);
  ({ violations } = attachContract(hubspot));
}, 90_000);
afterAll(async () => {
  await Promise.all([host?.close(), hubspot?.close()]);
});
beforeEach(() => hubspot.reset());
afterEach(() => expect(violations).toEqual([]));

const use = (resource: string, operation: string, more: Record<string, unknown> = {}): Promise<void> =>
  host.deploy(
    byHandFlow(
      { resource, operation, ...more },
      { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
    ),
  );
const written = (): number =>
  hubspot.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search')).length;
const PHONE = '067 123-45-67';

test('a contact is created, then found by number and changed, never doubled', async () => {
  await use('contact', 'upsert', { fields: [{ field: 'jobtitle', value: 'body.job', type: 'msg' }] });
  const made = await send(host, {
    phone: PHONE,
    recordName: 'Olena',
    email: 'o@example.com',
    ownerId: '81234',
    job: 'Buyer',
  });
  expect(made.payload['record']).toMatchObject({ entity: 'contact', created: true, matchedBy: null });
  const changed = await send(host, { phone: '+380671234567', recordName: 'Olena K.', job: 'Chief' });
  const [contact, ...others] = hubspot.records('contacts');
  expect(others).toEqual([]);
  expect(changed.payload['record']).toMatchObject({ id: contact?.id, created: false, matchedBy: 'phone' });
  expect(contact?.properties).toMatchObject({
    firstname: 'Olena K.',
    phone: '+380671234567',
    email: 'o@example.com',
    jobtitle: 'Chief',
    hubspot_owner_id: '81234',
    ringostat_phone_key: '380671234567',
  });
});

test('a contact without number is found by e-mail', async () => {
  await use('contact', 'upsert');
  const id = hubspot.seed.contact({ email: 'o@example.com', firstname: 'Old' });
  const { payload } = await send(host, { email: 'o@example.com', recordName: 'New' });
  expect(payload['record']).toMatchObject({ id, created: false, matchedBy: 'email' });
  expect(hubspot.records('contacts').map(({ properties }) => properties['firstname'])).toEqual(['New']);
});

test('a company is created, then found by number and changed', async () => {
  await use('company', 'upsert', { fields: [{ field: 'city', value: '"Ky" & "iv"', type: 'jsonata' }] });
  const made = await send(host, { phone: PHONE, recordName: 'Shop', ownerId: '81235' });
  const changed = await send(host, { phone: PHONE, recordName: 'Big shop' });
  const companies = hubspot.records('companies');
  expect(companies).toHaveLength(1);
  expect([made, changed].map(({ payload }) => payload['record'])).toMatchObject([
    { entity: 'company', id: companies[0]?.id, created: true },
    { id: companies[0]?.id, created: false, matchedBy: 'phone' },
  ]);
  expect(companies[0]?.properties).toMatchObject({
    name: 'Big shop',
    city: 'Kyiv',
    hubspot_owner_id: '81235',
  });
});

test('a deal hangs on the contact with the number; the open one is changed, after a closed one there is a new one', async () => {
  const contact = hubspot.seed.contact({ phone: '+380671234567', firstname: 'Olena' });
  await use('deal', 'upsert', { pipeline: 'default', stage: 'qualifiedtobuy' });
  const made = await send(host, { phone: PHONE, recordName: 'Order', ownerId: '81234' });
  const changed = await send(host, { contactId: contact, recordName: 'Order 2' });
  const again = await send(host, { phone: PHONE, recordName: 'Order 3' });
  const [deal, ...others] = hubspot.records('deals');
  expect(others).toEqual([]);
  expect([made, changed, again].map(({ payload }) => payload['record'])).toMatchObject([
    { entity: 'deal', id: deal?.id, created: true },
    { id: deal?.id, created: false, matchedBy: 'openDeal' },
    { id: deal?.id, created: false, matchedBy: 'openDeal' },
  ]);
  expect(deal?.links).toEqual({ contacts: [contact] });
  expect(deal?.properties).toMatchObject({
    dealname: 'Order 3',
    pipeline: 'default',
    dealstage: 'qualifiedtobuy',
    hubspot_owner_id: '81234',
  });
  hubspot.edit('deals', deal!.id, { dealstage: 'closedwon' });
  await send(host, { phone: PHONE, recordName: 'Order 4' });
  const [closed, open] = hubspot.records('deals');
  expect([closed, open].map((each) => each?.properties['dealname'])).toEqual(['Order 3', 'Order 4']);
  expect([closed, open].map((each) => each?.properties['ringostat_deal_key'])).toEqual([
    '380671234567_0',
    `380671234567_${deal!.id}`,
  ]);
});

test('records are read by id and by number; what is not there is null', async () => {
  const contact = hubspot.seed.contact({ phone: '+380671234567', firstname: 'Olena' });
  const deal = hubspot.seed.deal({
    dealname: 'Order',
    pipeline: 'default',
    dealstage: 'appointmentscheduled',
  });
  await use('contact', 'get');
  expect((await send(host, { phone: PHONE })).payload['record']).toMatchObject({
    id: contact,
    firstname: 'Olena',
  });
  expect((await send(host, { recordId: contact })).payload['record']).toMatchObject({ id: contact });
  expect((await send(host, { phone: '067 999 99 99' })).payload['record']).toBeNull();
  expect((await send(host, { recordId: '999' })).payload['record']).toBeNull();
  await use('deal', 'get');
  expect((await send(host, { recordId: deal })).payload['record']).toMatchObject({
    id: deal,
    dealname: 'Order',
  });
});

test('a task is made once for a call, with owner, deadline and links', async () => {
  const contact = hubspot.seed.contact({ phone: '+380671234567' });
  await use('task', 'create');
  const event = { callId: 'ua0_-1731315881.1266', eventKey: 'x' };
  const asked = {
    event,
    subject: 'Call back',
    body: 'Soon',
    dueAt: '2026-11-21T10:00:00Z',
    ownerId: '81235',
    contactId: contact,
  };
  const first = await send(host, asked);
  const second = await send(host, asked);
  const [task, ...others] = hubspot.records('tasks');
  expect(others).toEqual([]);
  expect([first, second].map(({ payload }) => payload['record'])).toMatchObject([
    { status: 'created', recordId: task?.id },
    { status: 'alreadyThere', recordId: task?.id },
  ]);
  expect(task?.links).toEqual({ contacts: [contact] });
  expect(task?.properties).toMatchObject({
    hs_task_subject: 'Call back',
    hs_task_status: 'NOT_STARTED',
    hubspot_owner_id: '81235',
    hs_timestamp: '2026-11-21T10:00:00.000Z',
    ringostat_task_key: 'byHand_ua0_-1731315881_1266_node',
  });
  await send(host, { ...asked, key: 'order-17' });
  expect(hubspot.records('tasks')).toHaveLength(2);
});

test('a call is logged once by its call id', async () => {
  const contact = hubspot.seed.contact({ phone: '+380671234567' });
  await use('call', 'log', { callDirection: 'outgoing', callStatus: 'missed' });
  const asked = {
    event: { callId: 'ua0_-1731315881.1266', eventKey: 'x' },
    subject: 'No answer',
    phone: '+380671234567',
    startedAt: '1795168542000',
    talk: '12.5',
    contactId: contact,
  };
  await send(host, asked);
  const { payload } = await send(host, asked);
  const [call, ...others] = hubspot.records('calls');
  expect(others).toEqual([]);
  expect(payload['record']).toMatchObject({ status: 'alreadyThere', recordId: call?.id });
  expect(call?.links).toEqual({ contacts: [contact] });
  expect(call?.properties).toMatchObject({
    hs_call_title: 'No answer',
    hs_call_direction: 'OUTBOUND',
    hs_call_duration: '12500',
    hs_call_to_number: '+380671234567',
    hs_timestamp: new Date(1795168542000).toISOString(),
  });
});

test('missing fields are created once', async () => {
  await use('account', 'ensureFields');
  const first = await send(host, {});
  const second = await send(host, {});
  const [made, found] = [first, second].map(
    ({ payload }) => payload['account'] as { created: unknown[]; present: unknown[]; missing: unknown[] },
  );
  expect(made?.created).toContainEqual({ entity: 'contacts', field: 'ringostat_phone_key' });
  expect(made?.missing).toEqual([]);
  expect(found).toEqual({ created: [], present: expect.anything() as unknown, missing: [] });
  expect(found?.present).toHaveLength(made!.created.length + made!.present.length);
});

test('without the right to make fields it says what is missing', async () => {
  hubspot.set({ scopes: ['crm.objects.contacts.read', 'crm.schemas.contacts.read'] });
  await use('account', 'ensureFields');
  const { payload } = await send(host, {});
  const { missing } = payload['account'] as { missing: { field: string; reason: string }[] };
  expect(missing.map(({ field }) => field)).toContain('ringostat_phone_key');
  const reasons = missing.map(({ reason }) => reason).join('\n');
  expect(reasons).toContain('Add the scope crm.schemas.contacts.write');
  expect(reasons).toContain('Add the scope crm.schemas.companies.read');
});

test.each([
  ['contact', 'upsert', { phone: 'call me', recordName: 'X' }, '"call me" is not a phone number'],
  ['company', 'upsert', { phone: '12', recordName: 'X' }, '"12" is not a phone number'],
  ['lead', 'upsert', { phone: PHONE, recordName: 'X' }, 'Choose contact, company or deal'],
  ['deal', 'upsert', { phone: 'x', recordName: 'X' }, '"x" is not a phone number'],
  ['contact', 'get', {}, 'Give the id of the record or the phone number'],
  ['task', 'create', { body: 'no subject' }, 'A task needs a subject'],
  ['task', 'create', { subject: 'X', dueAt: 'tomorrow' }, '"tomorrow" is not a time'],
  ['call', 'log', { subject: 'X', talk: 'long' }, '"long" is not a number of seconds'],
])(
  '%s %s with bad input: Catch gets a clear message, nothing is written',
  async (resource, operation, body, text) => {
    await use(resource, operation);
    const { error, payload, msg } = await send(host, { ...body, order: 17 });
    expect(error?.message).toContain(text);
    expect(error?.source.id).toBe('node');
    expect(payload['record']).toBeUndefined();
    expect(msg['body']).toMatchObject({ order: 17 });
    expect(written()).toBe(0);
  },
);

test('a refused field and a refused key are told with the system and what to do', async () => {
  await use('contact', 'upsert', { fields: [{ field: 'no_such_field', value: 'x', type: 'str' }] });
  const { error } = await send(host, { phone: PHONE, recordName: 'X' });
  expect(error?.message).toMatch(/HubSpot.*no_such_field/);
  expect(hubspot.records('contacts')).toEqual([]);
  hubspot.endToken('revoked');
  const refused = await send(host, { phone: PHONE, recordName: 'X' });
  expect(refused.error?.message).toMatch(/HubSpot.*(key|token|credential)/i);
  expect(refused.error?.message).not.toContain(hubspot.token);
});
