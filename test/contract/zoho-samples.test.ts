import { readFileSync } from 'node:fs';
import { startFakeZoho } from '../../sandbox/zoho/server';
import type { FakeZoho } from '../../sandbox/zoho/types';
import { attachContract } from './attach-contract';
import { loadSpecs } from './check-exchange';
import { specPath } from './spec-files';
import { dataOf, partsOf, zohoClient } from './zoho-client';

/** The reference's own request/answer pairs: the fake must take each request and answer with the same status. */
interface Sample {
  id: string;
  method: string;
  url: string;
  req: unknown;
  status: number | null;
  resp: Record<string, unknown> | null;
}
const path = loadSpecs('zoho') ? specPath('samples', 'samples.json') : null;
const all = path ? (JSON.parse(readFileSync(path, 'utf8')) as Sample[]) : [];
const samples = all.filter(({ id, url }) => id.startsWith('zoho.') && url.startsWith('/'));
const text = ['rs_utm_source', 'rs_utm_medium', 'rs_utm_campaign', 'rs_utm_term', 'rs_utm_content'];
const key = [{ name: 'rs_call_id', unique: true }];
let fake: FakeZoho;

beforeEach(async () => {
  const creates = expect.getState().currentTestName?.includes('fields_create');
  fake = await startFakeZoho({
    fields: {
      Contacts: [
        ...[...text, 'rs_google_client_id'].map((name) => ({ name })),
        { name: 'rs_phone_key', unique: true },
      ],
      Leads: text.map((name) => ({ name })),
      Deals: key,
      Tasks: key,
      Calls: creates ? [] : key,
    },
  });
  fake.seed('Contacts', { First_Name: 'Olena', Last_Name: 'K.', Phone: '+38 067 123 45 67' });
});
afterEach(() => fake.close());

test('the samples are there', () => {
  expect(samples.map(({ id }) => id)).toEqual(
    path ? ['zoho.read', 'zoho.write', 'zoho.upsert', 'zoho.fields_create', 'zoho.search_phone'] : [],
  );
});

const rows =
  samples.length > 0 ? samples.map((sample) => [sample.id, sample] as const) : [['none', null] as const];
test.each(rows)('%s', async (_id, sample) => {
  if (!sample) return;
  const contract = attachContract(fake, 'zoho');
  const answer = await zohoClient(fake)(
    sample.method,
    sample.url.replace('/crm/v8', ''),
    sample.req ?? undefined,
  );
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: sample.status ?? 200 });
  expect(contract.violations).toEqual([]);
  expect(Object.keys(answer.body)).toEqual(expect.arrayContaining(Object.keys(sample.resp ?? {})));
  if (sample.id !== 'zoho.write') return;
  expect(partsOf(answer).map(({ details }) => details.response?.status_code)).toEqual([
    201, 201, 201, 201, 201,
  ]);
  const [deal] = fake.records('Deals');
  expect(fake.records('Calls')[0]?.values).toMatchObject({ What_Id: { id: deal?.id }, $se_module: 'Deals' });
});

test('a second insert with a taken key is refused as the sample says', async () => {
  const call = zohoClient(fake);
  const made = { data: [{ Deal_Name: 'D', Stage: 'Qualification', rs_call_id: 'k' }] };
  expect((await call('POST', '/Deals', made)).status).toBe(201);
  const again = await call('POST', '/Deals', made);
  const sample = all.find(({ id }) => id === 'zoho.err_duplicate');
  const wanted = sample?.resp ?? { data: [{ code: 'DUPLICATE_DATA', details: { api_name: 'rs_call_id' } }] };
  expect({ status: again.status, body: again.body }).toMatchObject({ status: 400, body: wanted });
  expect(dataOf(again)).toHaveLength(1);
  expect(fake.records('Deals')).toHaveLength(1);
});
