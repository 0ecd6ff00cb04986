import type { FakePipedrive } from '../../sandbox/pipedrive/types';
import { attachContract, type Contract } from './attach-contract';
import { CODE, startSeeded } from './pipedrive-account';
import { clientOf, dataOf, soundForm, type Call } from './pipedrive-client';

/** Every operation on records at least once (pipedrive-lists.test.ts has the others), request and answer held against the vendor's description. */
let fake: FakePipedrive;
let contract: Contract;
let call: Call;
let person: string;
let organization: string;
let deal: string;
let lead: string;

beforeEach(async () => {
  ({ fake, person, organization, deal, lead } = await startSeeded());
  contract = attachContract(fake, 'pipedrive');
  call = clientOf(fake);
});
afterEach(async () => {
  await fake.close();
  expect(contract.violations).toEqual([]);
  expect(contract.checked).toBeGreaterThan(0);
});
const ids = (rows: unknown): unknown[] => (rows as { id: unknown }[]).map(({ id }) => id);
const post = { subject: 'Call back', type: 'call', due_date: '2026-11-20', due_time: '14:15' };
const log = {
  outcome: 'connected',
  to_phone_number: '+380441112233',
  from_phone_number: '+380671234567',
  start_time: '2026-11-20 10:15:42',
  end_time: '2026-11-20 10:17:16',
  duration: '94',
};

test('itemSearch gives the person, and his deal and lead as related items', async () => {
  const found = await call(
    'GET',
    '/v2/itemSearch?term=671234567&item_types=person,organization,deal&fields=phone,custom_fields&search_for_related_items=true&limit=100',
  );
  expect(found.status).toBe(200);
  const { items, related_items } = dataOf<Record<string, { item: { id: unknown; type: string } }[]>>(found);
  expect(items).toMatchObject([{ item: { type: 'person', id: Number(person), phones: ['067 123-45-67'] } }]);
  expect(related_items).toMatchObject([
    { item: { type: 'deal', id: Number(deal), status: 'open', owner: { id: 777 }, stage: { id: 2 } } },
    { item: { type: 'lead', id: lead } },
  ]);
  expect(found.body['additional_data']).toEqual({ next_cursor: null });
});

test('searches of one object and of one field', async () => {
  const one = async (path: string): Promise<unknown[]> => {
    const { items } = dataOf<{ items: { item: { id: unknown } }[] }>(await call('GET', path));
    return items.map(({ item }) => item.id);
  };
  expect(await one('/v2/persons/search?term=671234567&fields=phone')).toEqual([Number(person)]);
  expect(await one('/v2/organizations/search?term=firm&exact_match=true')).toEqual([Number(organization)]);
  expect(await one(`/v2/deals/search?term=goo&person_id=${person}&status=open`)).toEqual([Number(deal)]);
  expect(await one('/v2/leads/search?term=bing&fields=custom_fields,title')).toEqual([lead]);
  const field = `/v2/itemSearch/field?term=google&entity_type=deal&field=${CODE}&match=exact`;
  expect(ids(dataOf(await call('GET', field)))).toEqual([Number(deal)]);
  expect(dataOf(await call('GET', field.replace('google', 'Google')))).toEqual([]);
});

test('persons: create, get, list, update, delete', async () => {
  const made = await call('POST', '/v2/persons', {
    name: '+380671234567',
    owner_id: 777,
    org_id: Number(organization),
    phones: [{ value: '+380671234567', primary: true, label: 'work' }],
    emails: [{ value: 'a@example.com', primary: true, label: 'work' }],
    custom_fields: { [CODE]: 'google' },
  });
  const { id } = dataOf(made);
  expect(made).toMatchObject({
    status: 200,
    body: { data: { owner_id: 777, custom_fields: { [CODE]: 'google' } } },
  });
  expect(dataOf(await call('GET', `/v2/persons/${String(id)}`))).toMatchObject({ name: '+380671234567' });
  const listed = await call(
    'GET',
    `/v2/persons?ids=${person},${String(id)}&custom_fields=${CODE}&sort_by=id`,
  );
  expect(ids(dataOf(listed))).toEqual([Number(person), id]);
  const changed = await call('PATCH', `/v2/persons/${String(id)}`, { name: 'Olha' });
  expect(dataOf(changed)).toMatchObject({ name: 'Olha', phones: [{ value: '+380671234567' }] });
  expect(dataOf(await call('DELETE', `/v2/persons/${String(id)}`))).toEqual({ id });
  expect((await call('GET', `/v2/persons/${String(id)}`)).status).toBe(410);
  expect((await call('GET', '/v2/persons/999999')).status).toBe(404);
});

test('organizations: create, get, list, update, delete', async () => {
  const { id } = dataOf(await call('POST', '/v2/organizations', { name: 'New Ltd', owner_id: 778 }));
  expect(dataOf(await call('PATCH', `/v2/organizations/${String(id)}`, { website: null }))).toMatchObject({
    id,
  });
  expect(dataOf(await call('GET', `/v2/organizations/${String(id)}`))).toMatchObject({ name: 'New Ltd' });
  expect(ids(dataOf(await call('GET', '/v2/organizations?owner_id=778&limit=500')))).toEqual([id]);
  expect((await call('DELETE', `/v2/organizations/${String(id)}`)).status).toBe(200);
});

test('deals: create, get, lists by person and status, archived apart, update, delete', async () => {
  const made = await call('POST', '/v2/deals', {
    title: 'Дзвінок',
    owner_id: 777,
    person_id: Number(person),
    org_id: Number(organization),
    pipeline_id: 1,
    stage_id: 3,
    custom_fields: { [CODE]: null },
  });
  const { id } = dataOf(made);
  expect(dataOf(made)).toMatchObject({ status: 'open', stage_id: 3, pipeline_id: 1 });
  const open = `/v2/deals?person_id=${person}&status=open&sort_by=add_time&sort_direction=desc`;
  expect(ids(dataOf(await call('GET', open)))).toEqual(expect.arrayContaining([id, Number(deal)]));
  expect(dataOf(await call('PATCH', `/v2/deals/${String(id)}`, { status: 'won' }))).toMatchObject({
    status: 'won',
    won_time: expect.stringMatching(/Z$/),
  });
  expect(ids(dataOf(await call('GET', open)))).toEqual([Number(deal)]);
  await call('PATCH', `/v2/deals/${String(id)}`, { is_archived: true });
  expect(ids(dataOf(await call('GET', `/v2/deals?person_id=${person}`)))).toEqual([Number(deal)]);
  expect(ids(dataOf(await call('GET', `/v2/deals/archived?person_id=${person}&status=open,won`)))).toEqual([
    id,
  ]);
  expect(dataOf(await call('GET', `/v2/deals/${deal}?custom_fields=${CODE}`))).toMatchObject({
    title: 'Deal',
  });
  expect(dataOf(await call('DELETE', `/v2/deals/${String(id)}`))).toEqual({ id });
});

test('activities: create with participant, get, lists, update, delete', async () => {
  const body = { ...post, owner_id: 777, deal_id: Number(deal), done: false, priority: 101, note: 'key' };
  const made = await call('POST', '/v2/activities', {
    ...body,
    participants: [{ person_id: Number(person), primary: true }],
  });
  const { id } = dataOf(made);
  expect(dataOf(made)).toMatchObject({ person_id: Number(person), due_time: '14:15:00', done: false });
  for (const filter of [`deal_id=${deal}`, `person_id=${person}`, 'owner_id=777&done=false'])
    expect(ids(dataOf(await call('GET', `/v2/activities?${filter}&sort_by=due_date`)))).toEqual([id]);
  const done = await call('PATCH', `/v2/activities/${String(id)}`, { done: true, duration: '00:02' });
  expect(dataOf(done)).toMatchObject({ done: true, duration: '00:02:00' });
  expect(dataOf(await call('GET', `/v2/activities/${String(id)}`))).toMatchObject({ done: true });
  const onLead = await call('POST', '/v2/activities', { ...post, lead_id: lead });
  expect(ids(dataOf(await call('GET', `/v2/activities?lead_id=${lead}`)))).toEqual([dataOf(onLead)['id']]);
  expect((await call('DELETE', `/v2/activities/${String(id)}`)).status).toBe(200);
});

test('leads: create with a custom field, get, list, update, delete', async () => {
  const made = await call('POST', '/v1/leads', {
    title: 'Дзвінок',
    person_id: Number(person),
    owner_id: 777,
    origin_id: 'call-1',
    [CODE]: 'google',
  });
  expect(made.status).toBe(201);
  const { id } = dataOf<{ id: string }>(made);
  expect(dataOf(made)).toMatchObject({ origin: 'API', origin_id: 'call-1', [CODE]: 'google' });
  expect(ids(dataOf(await call('GET', `/v1/leads?person_id=${person}`)))).toEqual([lead, id]);
  expect(dataOf(await call('PATCH', `/v1/leads/${id}`, { is_archived: true }))).toMatchObject({
    is_archived: true,
  });
  expect(ids(dataOf(await call('GET', `/v1/leads?limit=10&start=0`)))).toEqual([lead]);
  expect(dataOf(await call('DELETE', `/v1/leads/${id}`))).toEqual({ id });
  expect((await call('GET', `/v1/leads/${id}`)).status).toBe(404);
});

test('a lead is converted: deleted, its activities on the new deal', async () => {
  await call('POST', '/v2/activities', { ...post, lead_id: lead });
  const { conversion_id: conversion } = dataOf(
    await call('POST', `/v2/leads/${lead}/convert/deal`, { stage_id: 3 }),
  );
  const state = dataOf(await call('GET', `/v2/leads/${lead}/convert/status/${String(conversion)}`));
  expect(state).toMatchObject({ status: 'completed', lead_id: lead });
  const dealId = String(state['deal_id']);
  expect(dataOf(await call('GET', `/v2/deals/${dealId}`))).toMatchObject({
    title: 'Lead',
    stage_id: 3,
    source_lead_id: lead,
    custom_fields: { [CODE]: 'bing' },
  });
  expect(dataOf<unknown[]>(await call('GET', `/v2/activities?deal_id=${dealId}`))).toHaveLength(1);
  expect((await call('GET', `/v1/leads/${lead}`)).status).toBe(404);
});

test('call logs: create, recording, get, list, delete', async () => {
  const links = { person_id: Number(person), org_id: Number(organization), deal_id: Number(deal) };
  const made = await call('POST', '/v1/callLogs', { ...log, ...links, user_id: 777, note: 'Ringostat key' });
  const { id, activity_id: activityId } = dataOf<{ id: string; activity_id: number }>(made);
  expect(dataOf(made)).toMatchObject({ ...links, duration: '94', has_recording: false, user_id: 777 });
  expect(dataOf(await call('GET', `/v2/activities/${activityId}`))).toMatchObject({
    type: 'call',
    done: true,
    deal_id: Number(deal),
    org_id: Number(organization),
    person_id: Number(person),
    due_time: '10:15:00',
  });
  expect((await call('POST', `/v1/callLogs/${id}/recordings`, soundForm())).body).toEqual({ success: true });
  expect(fake.recording(id)).toEqual({ name: 'call.mp3', contentType: 'audio/mpeg', size: 6 });
  expect((await call('POST', `/v1/callLogs/${id}/recordings`, soundForm())).status).toBe(409);
  expect(dataOf(await call('GET', `/v1/callLogs/${id}`))).toMatchObject({ has_recording: true });
  expect(dataOf(await call('GET', '/v1/callLogs?limit=50&start=0'))).toEqual([]);
  expect((await call('DELETE', `/v1/callLogs/${id}`)).status).toBe(200);
  expect((await call('DELETE', `/v1/callLogs/${id}`)).status).toBe(410);
});
