import { readFileSync } from 'node:fs';
import { startFakePipedrive } from '../../sandbox/pipedrive/server';
import type { FakePipedrive } from '../../sandbox/pipedrive/types';
import { attachContract } from './attach-contract';
import { loadSpecs } from './check-exchange';
import { CODE } from './pipedrive-account';
import { clientOf } from './pipedrive-client';
import { specPath } from './spec-files';

/** The reference's own request/answer pairs: the fake takes each request and answers with the same status and keys. */
interface Sample {
  id: string;
  method: string;
  url: string;
  req: unknown;
  status: number;
  resp: Record<string, unknown>;
}
const path = loadSpecs('pipedrive') ? specPath('samples', 'samples.json') : null;
const all = path ? (JSON.parse(readFileSync(path, 'utf8')) as Sample[]) : [];
const samples = all.filter(({ id }) => id.startsWith('pd.') && id !== 'pd.err_rate');
let fake: FakePipedrive;

beforeEach(async () => {
  const field = { name: 'utm_source', code: CODE };
  fake = await startFakePipedrive({ fields: { person: [field], deal: [field] } });
  fake.seed.organization({ name: 'Firm' }, { id: 601 });
  const phones = [{ value: '067 123-45-67', primary: true, label: 'work' }];
  const changed = { updateTime: Date.UTC(2026, 10, 1, 10) };
  fake.seed.person({ name: 'Олена К.', phones, owner_id: 777 }, { id: 501, ...changed });
  fake.seed.person({ name: 'Other', owner_id: 777 }, { id: 502 });
  const deal = { title: 'Дзвінок +380671234567', owner_id: 777, stage_id: 3, pipeline_id: 1 };
  fake.seed.deal({ ...deal, person_id: 501 }, { id: 9001 });
  fake.seed.deal({ ...deal, person_id: 502 }, { id: 9100 });
});
afterEach(() => fake.close());

test('the samples are there', () => {
  expect(samples.map(({ id }) => id)).toEqual(
    path ? expect.arrayContaining(['pd.item_search', 'pd.calllog', 'pd.activity_open']) : [],
  );
});

/** Every key of the sample's answer, with the sample's value where it is the request's own. */
function keysOf(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value)) return keysOf(value[0], `${prefix}[]`);
  if (typeof value !== 'object' || value === null) return [prefix];
  return Object.entries(value).flatMap(([key, part]) => keysOf(part, `${prefix}.${key}`));
}
const rows =
  samples.length > 0 ? samples.map((sample) => [sample.id, sample] as const) : [['none', null] as const];
test.each(rows)('%s', async (_id, sample) => {
  if (!sample) return;
  const contract = attachContract(fake, 'pipedrive');
  const answer = await clientOf(fake)(
    sample.method,
    sample.url.replace(/^\/api/, ''),
    sample.req ?? undefined,
  );
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: sample.status });
  expect(contract.violations).toEqual([]);
  const given = keysOf(answer.body);
  // A key whose value is null or empty here has no keys below it.
  const missing = keysOf(sample.resp).filter(
    (key) =>
      !given.some((own) => own.startsWith(key) || key.startsWith(`${own}[]`) || key.startsWith(`${own}.`)),
  );
  expect(missing).toEqual([]);
});

test('the refusal of the sample is the one over the limit', async () => {
  const sample = all.find(({ id }) => id === 'pd.err_rate');
  fake.set({ limits: { burstPer2s: 1 } });
  const call = clientOf(fake);
  await call('GET', '/v2/pipelines');
  const { status, body } = await call('GET', '/v2/pipelines');
  expect({ status, body }).toEqual({
    status: 429,
    body: sample?.resp ?? { success: false, error: 'request over limit', errorCode: 429 },
  });
});
