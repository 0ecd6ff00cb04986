/** What a portal's own settings do to writes: pipelines, outcomes of calls, rules, and how a conflict is told. */
import { callStep, contactStep, dealStep, newClientPlan, OURS, startKit, statuses, type Kit } from './kit';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const PARTNERS = {
  id: 'partners',
  label: 'Partners',
  stages: [
    { id: 'lost', label: 'Lost', metadata: { isClosed: 'true', probability: '0.0' } },
    { id: 'first', label: 'First', metadata: { isClosed: 'false', probability: '0.1' } },
  ],
};
const SALES = {
  id: 'default',
  label: 'Sales',
  stages: [{ id: 'appointmentscheduled', label: 'New', metadata: { isClosed: 'false', probability: '0.1' } }],
};
const sentDeals = () =>
  kit.fake.requests
    .filter(({ method, path }) => method !== 'GET' && /\/deals(\/\d+)?$/.test(path))
    .map(({ body }) => (body as { properties: Record<string, string> }).properties);

test('a pipeline chosen without a stage goes out with its first open stage, never alone', async () => {
  kit = await startKit({ dealPipelines: [SALES, PARTNERS] });
  const outcomes = await kit.provider.apply([contactStep(), dealStep({ pipeline: 'partners' })], []);
  expect(statuses(outcomes)).toEqual({ contact: 'created', deal: 'created' });
  expect(sentDeals()).toHaveLength(1);
  expect(sentDeals()[0]).toMatchObject({ pipeline: 'partners', dealstage: 'first' });
  const id = kit.fake.records('deals')[0]?.id ?? '';
  const contactId = kit.fake.records('contacts')[0]?.id ?? '';
  kit.fake.edit('deals', id, { pipeline: 'default', dealstage: 'appointmentscheduled' });
  const move = (pipeline: string) => kit.provider.createOrUpdate('deal', { contactId, pipeline }, null);
  await move('default');
  expect(sentDeals()).toHaveLength(1);
  await move('partners');
  expect(sentDeals()[1]).toMatchObject({ pipeline: 'partners', dealstage: 'first' });
});

test('a pipeline that is gone is told with those that there are, and nothing is sent', async () => {
  kit = await startKit({ dealPipelines: [SALES] });
  const [, deal] = await kit.provider.apply([contactStep(), dealStep({ pipeline: 'gone' })], []);
  expect(deal?.error?.message).toContain('the pipeline gone does not exist (any more)');
  expect(deal?.error?.advice).toContain('Sales (default)');
  expect(sentDeals()).toEqual([]);
});

test.each([
  [
    'in the list of values',
    'Property values were not valid: [{"isValid":false,"message":"f240bbac was not one of the allowed options","error":"INVALID_OPTION","name":"hs_call_disposition"}]',
  ],
  ['in words', 'Invalid value f240bbac for hs_call_disposition'],
])(
  'an outcome of calls that the portal does not have, told %s: left out, the call is written',
  async (_how, message) => {
    kit = await startKit();
    const body = { status: 'error', message, category: 'VALIDATION_ERROR', correlationId: 'x' };
    kit.fake.faults.next({ match: ({ path }) => path.endsWith('/calls'), answer: { status: 400, body } });
    const [call] = await kit.provider.apply([callStep({ links: [] })], []);
    expect(call?.status).toBe('created');
    expect(call?.reason.text).toContain('outcome');
    const [made] = kit.fake.records('calls');
    expect(made?.properties.hs_call_disposition).toBeUndefined();
    expect(made?.properties.hs_call_status).toBe('COMPLETED');
  },
);

test.each(['listed', 'plain'] as const)(
  'a taken unique value told %s: what is there is taken',
  async (how) => {
    kit = await startKit({ uniqueConflict: how });
    await kit.provider.apply(newClientPlan(), []);
    const again = await kit.connect().provider.apply(newClientPlan(), []);
    expect(again.map(({ status }) => status)).toEqual(Array(4).fill('alreadyThere'));
    const counts = (['contacts', 'deals', 'calls', 'tasks'] as const).map(
      (type) => kit.fake.records(type).length,
    );
    expect(counts).toEqual([1, 1, 1, 1]);
  },
);

test('a property required under a condition is filled from the defaults; without one the call is written all the same', async () => {
  kit = await startKit({ properties: OURS });
  kit.fake.requireProperty('deals', 'branch', { dealstage: 'appointmentscheduled' });
  const lacking = await kit.provider.apply(newClientPlan(), []);
  expect(statuses(lacking)).toMatchObject({ contact: 'created', deal: 'failed', callRecord: 'created' });
  expect(lacking[1]?.error?.message).toContain('branch');
  const filled = await kit.provider.apply([contactStep(), dealStep({ defaults: { branch: 'Kyiv' } })], []);
  expect(statuses(filled)).toEqual({ contact: 'alreadyThere', deal: 'created' });
  expect(kit.fake.records('deals')[0]?.properties.branch).toBe('Kyiv');
});
