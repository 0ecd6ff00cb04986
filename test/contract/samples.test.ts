import { readFileSync } from 'node:fs';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { attachContract } from './attach-contract';
import { loadSpecs } from './check-exchange';
import { clientOf } from './hubspot-client';
import { specPath } from './spec-files';

/** The reference's own request/answer pairs: the fake must take each request and answer with the same status. */
interface Sample {
  id: string;
  method: string;
  url: string;
  req: unknown;
  status: number | 'default';
  resp: Record<string, unknown>;
}
const path = loadSpecs('hubspot') ? specPath('samples', 'samples.json') : null;
const all = path ? (JSON.parse(readFileSync(path, 'utf8')) as Sample[]) : [];
const samples = all.filter(({ id, status }) => id.startsWith('hs.') && status !== 'default');
let fake: FakeHubSpot;

const TEXT = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'google_client_id'];
beforeEach(async () => {
  const isCreateProperty = expect.getState().currentTestName?.includes('create_property');
  fake = await startFakeHubSpot({
    properties: {
      contacts: [...TEXT.map((name) => ({ name })), { name: 'ringostat_phone_key', unique: true }],
      deals: [{ name: 'ringostat_call_id', unique: true }],
      calls: isCreateProperty ? [] : [{ name: 'ringostat_call_id', unique: true }],
      tasks: [{ name: 'ringostat_task_key', unique: true }],
    },
  });
  fake.seed.company({ name: 'Firm' }, { id: '5001' });
  fake.seed.contact(
    { firstname: 'Olena', phone: '067 123-45-67', hubspot_owner_id: '81234' },
    { id: '70151', links: { companies: ['5001'] } },
  );
  fake.seed.contact({ firstname: 'Other' }, { id: '70160' });
  for (const id of ['9001', '9002', '9100']) {
    const deal = { dealname: 'D', dealstage: 'appointmentscheduled', pipeline: 'default' };
    fake.seed.deal(deal, { id, links: id === '9100' ? {} : { contacts: ['70151'] } });
  }
  const group = { name: 'ringostat', label: 'Ringostat' };
  await clientOf(fake)('POST', '/crm/properties/2026-09/calls/groups', group);
});
afterEach(() => fake.close());

test('the samples are there', () => {
  expect(samples.map(({ id }) => id)).toEqual(
    path ? expect.arrayContaining(['hs.search_contact', 'hs.create_call']) : [],
  );
});

const rows =
  samples.length > 0 ? samples.map((sample) => [sample.id, sample] as const) : [['none', null] as const];
test.each(rows)('%s', async (_id, sample) => {
  if (!sample) return;
  const contract = attachContract(fake);
  const answer = await clientOf(fake)(sample.method, sample.url, sample.req ?? undefined);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: sample.status });
  expect(contract.violations).toEqual([]);
  // Every key of the sample's answer is one the fake gives too (paging depends on the number of records).
  const wanted = Object.keys(sample.resp).filter((key) => key !== 'paging');
  expect(Object.keys(answer.body)).toEqual(expect.arrayContaining(wanted));
});
