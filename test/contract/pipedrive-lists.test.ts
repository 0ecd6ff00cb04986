import { ROUTES } from '../../sandbox/pipedrive/routes';
import type { FakePipedrive } from '../../sandbox/pipedrive/types';
import { attachContract, type Contract } from './attach-contract';
import { CODE, startSeeded } from './pipedrive-account';
import { clientOf, dataOf, type Call } from './pipedrive-client';
import { readSpecFiles } from './spec-files';

/** Fields, users, pipelines and tokens, held against the vendor's description. */
let fake: FakePipedrive;
let contract: Contract;
let call: Call;

beforeEach(async () => {
  ({ fake } = await startSeeded());
  contract = attachContract(fake, 'pipedrive');
  call = clientOf(fake);
});
afterEach(async () => {
  await fake.close();
  expect(contract.violations).toEqual([]);
  expect(contract.checked).toBeGreaterThan(0);
});

test('fields: lists by page, created with a key of 40 digits', async () => {
  const body = { field_name: 'utm_medium', field_type: 'varchar' };
  const ui = { ui_visibility: { add_visible_flag: false, details_visible_flag: true } };
  for (const object of ['deal', 'person', 'organization']) {
    const made = dataOf(await call('POST', `/v2/${object}Fields`, { ...body, ...ui }));
    expect(made).toMatchObject({
      field_code: expect.stringMatching(/^[0-9a-f]{40}$/),
      is_custom_field: true,
      ...ui,
    });
    const listed = await call('GET', `/v2/${object}Fields?limit=500`);
    expect(dataOf(listed)).toContainEqual(expect.objectContaining({ field_code: made['field_code'] }));
  }
  const first = await call('GET', '/v2/dealFields?limit=3&include_fields=ui_visibility,required_fields');
  const { next_cursor: cursor } = first.body['additional_data'] as { next_cursor: string };
  const next = await call('GET', `/v2/dealFields?limit=3&cursor=${cursor}`);
  expect(dataOf<unknown[]>(next)).toHaveLength(3);
  expect(dataOf(next)).not.toEqual(dataOf(first));
  expect(dataOf(await call('GET', '/v2/activityFields'))).toContainEqual(
    expect.objectContaining({ field_code: 'priority' }),
  );
  expect(dataOf(await call('GET', '/v1/leadFields?start=0&limit=100'))).toContainEqual(
    expect.objectContaining({ key: CODE, name: 'utm_source' }),
  );
});

test('users, pipelines, stages, small lists', async () => {
  expect(dataOf(await call('GET', '/v1/users'))).toMatchObject([
    { id: 1, is_you: true },
    { id: 777, active_flag: true },
    { id: 778 },
  ]);
  expect(dataOf(await call('GET', '/v1/users/me'))).toMatchObject({ id: 1, company_domain: 'sandbox' });
  expect(dataOf(await call('GET', '/v2/pipelines'))).toMatchObject([{ id: 1, is_deleted: false }]);
  expect(dataOf<unknown[]>(await call('GET', '/v2/stages?pipeline_id=1'))).toHaveLength(5);
  for (const path of ['activityTypes', 'leadLabels', 'leadSources', 'currencies?term=euro'])
    expect(dataOf<unknown[]>(await call('GET', `/v1/${path}`)).length).toBeGreaterThan(0);
});

test('token endpoint: Basic client, form body, api_domain; the token signs as Bearer', async () => {
  const basic = { authorization: `Basic ${Buffer.from('client:secret').toString('base64')}` };
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'refresh' });
  const granted = await call('POST', '/oauth/token', form, basic);
  expect(granted).toMatchObject({ status: 200, body: { token_type: 'Bearer', api_domain: fake.url } });
  const bearer = { authorization: `Bearer ${String(granted.body['access_token'])}` };
  expect((await call('GET', '/v1/users/me', undefined, bearer)).status).toBe(200);
  expect((await call('POST', '/oauth/token', form, {})).status).toBe(401);
  const wrong = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'other' });
  expect((await call('POST', '/oauth/token', wrong, basic)).body).toMatchObject({ error: 'invalid_grant' });
});

test('costs and scopes of the fake are those of the description', async () => {
  await call('GET', '/v2/pipelines');
  const described: Record<string, { cost: unknown; scopes: string[] }> = {};
  for (const { name, doc } of readSpecFiles('pipedrive') ?? []) {
    for (const [path, operations] of Object.entries(doc.paths))
      for (const [method, operation] of Object.entries(operations)) {
        const { security = [], 'x-token-cost': cost } = operation as {
          security?: { oauth2?: string[] }[];
          'x-token-cost'?: number;
        };
        const scopes = security.flatMap(({ oauth2 = [] }) => oauth2).sort();
        described[`${method.toUpperCase()} /${name.includes('-v1') ? 'v1' : 'v2'}${path}`] = { cost, scopes };
      }
  }
  const ours = ROUTES.map(
    ({ method, path, cost, scopes }) => [`${method} ${path}`, { cost, scopes: [...scopes].sort() }] as const,
  );
  expect(ours.length).toBeGreaterThan(40);
  if (contract.active) for (const [key, value] of ours) expect([key, described[key]]).toEqual([key, value]);
});
