import { readFileSync } from 'node:fs';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import type { CustomField, FakeSalesforce } from '../../sandbox/salesforce/types';
import { attachContract } from './attach-contract';
import { loadSpecs } from './check-exchange';
import { clientOf, type Part } from './salesforce-client';
import { specPath } from './spec-files';

/** The reference's own request/answer pairs: the fake must take each request and answer with the same status and shape. */
interface Sample {
  id: string;
  method: string;
  url: string;
  req: unknown;
  status: number;
  resp: unknown;
}
const path = loadSpecs('salesforce') ? specPath('samples', 'samples.json') : null;
const all = path ? (JSON.parse(readFileSync(path, 'utf8')) as Sample[]) : [];
const of = (id: string): Sample | undefined => all.find((sample) => sample.id === id);
const ATTRIBUTION: CustomField[] = [
  'rs_utm_source__c',
  'rs_utm_medium__c',
  'rs_utm_campaign__c',
  'rs_utm_term__c',
  'rs_utm_content__c',
  'rs_google_client_id__c',
].map((name) => ({ name }));
const partsOf = (body: unknown): Part[] => (body as { compositeResponse: Part[] }).compositeResponse;
let fake: FakeSalesforce;

beforeEach(async () => {
  fake = await startFakeSalesforce({
    recordTypes: [{ id: '012AA0000000001', name: 'Sales', stages: ['Prospecting'] }],
    fields: {
      Contact: [...ATTRIBUTION, { name: 'Ringostat_Phone__c', unique: true }],
      Activity: [{ name: 'Ringostat_Key__c', unique: true }],
    },
  });
});
afterEach(() => fake.close());

async function send(
  id: string,
): Promise<{ status: number; body: unknown; violations: string[]; sample: Sample } | null> {
  const sample = of(id);
  if (!sample) return null;
  const contract = attachContract(fake, 'salesforce');
  const answer = await clientOf(fake)(sample.method, sample.url, sample.req ?? undefined);
  return { ...answer, violations: contract.violations, sample };
}

test('the samples are there', () => {
  const ids = ['sf.read', 'sf.write', 'sf.write_failed', 'sf.upsert_row', 'sf.collections_upsert'];
  expect(all.map(({ id }) => id)).toEqual(path ? expect.arrayContaining(ids) : []);
});

test('sf.read: five queries as one call, parents and children as in the sample', async () => {
  const contact = fake.seed(
    'Contact',
    { LastName: 'Олена К.', Phone: '(067) 123-45-67' },
    { id: '003AA0000000001' },
  );
  const deal = fake.seed('Opportunity', { Name: 'D', StageName: 'Prospecting', CloseDate: '2026-12-20' });
  fake.seed('OpportunityContactRole', { OpportunityId: deal, ContactId: contact });
  const answer = await send('sf.read');
  if (!answer) return;
  expect(answer).toMatchObject({ status: 200, violations: [] });
  const [given, wanted] = [partsOf(answer.body), partsOf(answer.sample.resp)];
  const counts = (parts: Part[]): unknown[] =>
    parts.map(({ referenceId, body }) => [referenceId, (body as { totalSize: number }).totalSize]);
  expect(counts(given)).toEqual(counts(wanted));
  const record = (parts: Part[]): Record<string, unknown> =>
    (parts[0]!.body as { records: Record<string, unknown>[] }).records[0]!;
  expect(Object.keys(record(given))).toEqual(expect.arrayContaining(Object.keys(record(wanted))));
  expect(record(given)).toMatchObject({
    Phone: '(067) 123-45-67',
    Owner: { attributes: { type: 'User' }, IsActive: true },
    OpportunityContactRoles: {
      totalSize: 1,
      records: [{ Opportunity: { IsClosed: false, StageName: 'Prospecting' } }],
    },
  });
});

test('sf.write twice: all six made, then the refusal of sf.write_failed with nothing made', async () => {
  const first = await send('sf.write');
  if (!first) return;
  expect(first).toMatchObject({ status: 200, violations: [] });
  expect(partsOf(first.body).map(({ httpStatusCode }) => httpStatusCode)).toEqual([
    201, 201, 201, 201, 201, 201,
  ]);
  const second = await send('sf.write');
  expect(second).toMatchObject({ status: 200, violations: [] });
  const codes = partsOf(second!.body).map(({ body }) => (body as { errorCode: string }[])[0]!.errorCode);
  expect(codes.filter((code) => code === 'PROCESSING_HALTED')).toHaveLength(5);
  expect(codes).toContain('DUPLICATE_VALUE');
  const failed = partsOf(of('sf.write_failed')!.resp).map(
    ({ body }) => (body as { message: string }[])[0]!.message,
  );
  const shape = (text: string): string => text.replace(/\w+__c/, 'F').replace(/00\w+$/, 'ID');
  const given = partsOf(second!.body).map(({ body }) => shape((body as { message: string }[])[0]!.message));
  expect(given).toEqual(expect.arrayContaining(failed.map(shape)));
  expect(fake.records('Account')).toHaveLength(1);
});

test('sf.upsert_row and sf.collections_upsert create what is not there', async () => {
  const row = await send('sf.upsert_row');
  if (!row) return;
  expect(row).toMatchObject({ status: row.sample.status, violations: [], body: { created: true } });
  expect(await send('sf.upsert_row')).toMatchObject({
    status: 200,
    violations: [],
    body: { created: false },
  });
  const many = await send('sf.collections_upsert');
  expect(many).toMatchObject({
    status: 200,
    violations: [],
    body: [{ success: true, errors: [], created: true }],
  });
});
