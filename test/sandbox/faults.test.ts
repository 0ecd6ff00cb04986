import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { clientOf, type Call } from '../contract/hubspot-client';

/** Faults a test can order: which request they hit, how often, and whether the write took effect. */
const CONTACTS = '/crm/objects/2026-09/contacts';
const body = { properties: { firstname: 'A' }, associations: [] };
let fake: FakeHubSpot;
let call: Call;
beforeEach(async () => {
  fake = await startFakeHubSpot({ limits: false });
  call = clientOf(fake);
});
afterEach(() => fake.close());

test('an ordered answer is given so many times, to matching requests only, and stores nothing', async () => {
  const answer = { status: 503, headers: { 'retry-after': '2' }, body: { message: 'down' } };
  fake.faults.next({ match: ({ method }) => method === 'POST', answer }, 2);
  expect((await call('GET', CONTACTS)).status).toBe(200);
  const first = await call('POST', CONTACTS, body);
  expect([first.status, first.headers.get('retry-after')]).toEqual([503, '2']);
  expect((await call('POST', CONTACTS, body)).status).toBe(503);
  expect(fake.records('contacts')).toEqual([]);
  expect((await call('POST', CONTACTS, body)).status).toBe(201);
  expect(fake.faults.pending).toBe(0);
});

test('dropBefore stores nothing, dropAfterCommit stores and says nothing', async () => {
  fake.faults.next({ answer: 'dropBefore' });
  await expect(call('POST', CONTACTS, body)).rejects.toThrow();
  expect(fake.records('contacts')).toHaveLength(0);
  fake.faults.next({ answer: 'dropAfterCommit' });
  await expect(call('POST', CONTACTS, body)).rejects.toThrow();
  expect(fake.records('contacts')).toHaveLength(1);
  expect(fake.requests.map(({ status }) => status)).toEqual([0, 0]);
});

test('hang never answers; a delay answers late and truly', async () => {
  fake.faults.next({ answer: 'hang' });
  const signal = AbortSignal.timeout(50);
  const headers = { authorization: `Bearer ${fake.token}` };
  await expect(fetch(fake.url + CONTACTS, { signal, headers })).rejects.toThrow();
  fake.faults.next({ answer: { delayMs: 60 } });
  const started = Date.now();
  expect((await call('GET', CONTACTS)).status).toBe(200);
  expect(Date.now() - started).toBeGreaterThanOrEqual(55);
});
