/** Plans allow so many custom fields and open deals: told as such, and not tried for ever. */
import { classify } from '../../../../core/crm/pipedrive/errors';
import { counted, newClientPlan, startKit, statuses, wholePlan, type Kit } from './kit';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
const created = (): string[] =>
  (['person', 'organization', 'deal'] as const).flatMap((owner) =>
    kit.fake
      .fields(owner)
      .filter(({ custom }) => custom)
      .map(({ name }) => `${owner} ${name}`),
  );
const KEYS = [
  'person Ringostat call id',
  'person Ringostat key',
  'organization Ringostat phone',
  'organization Ringostat call id',
  'organization Ringostat key',
  'deal Ringostat call id',
  'deal Ringostat key',
];
const fieldPosts = (): number => kit.log().filter((line) => /^POST \w+Fields$/.test(line)).length;

test('room for seven fields: the keys of all three objects; records are written, the note names plan and fields', async () => {
  kit = await startKit({ bare: true, rules: { customFields: 7 } });
  const outcomes = await kit.provider.apply(wholePlan(), []);
  expect(Object.values(statuses(outcomes))).toEqual(Array(5).fill('created'));
  expect(created()).toEqual(KEYS);
  expect(outcomes[1]!.reason.text).toContain('utm_source');
  expect(outcomes[1]!.reason.text).toContain('Custom fields limit reached');
  expect(outcomes[1]!.reason.text).toContain('take a larger plan');
  expect(kit.own('deal')[0]).toMatchObject({ 'Ringostat call id': 'p_call1' });
  const posts = fieldPosts();
  await kit.provider.apply(wholePlan(), []);
  expect(fieldPosts()).toBe(posts);
});

test('no room at all: everything is written, one field is asked for per object, not one per field', async () => {
  kit = await startKit({ bare: true, rules: { customFields: 0 } });
  const outcomes = await kit.provider.apply(wholePlan(), []);
  expect(Object.values(statuses(outcomes))).toEqual(Array(5).fill('created'));
  expect(created()).toEqual([]);
  expect(fieldPosts()).toBeLessThanOrEqual(3);
  expect(counted(kit)).toEqual({ organization: 1, person: 1, deal: 1, lead: 0, callLog: 1, activity: 2 });
});

test('"create fields" of the smallest plan: keys first, the rest is told with the reason', async () => {
  kit = await startKit({ bare: true, rules: { customFields: 10 } });
  const { created: made, missing } = await kit.provider.ensureFields();
  expect(
    made
      .map(({ entity, field }) => `${entity} ${field}`)
      .slice(0, 7)
      .sort(),
  ).toEqual([...KEYS].sort());
  expect(made).toHaveLength(10);
  expect(missing).toHaveLength(15);
  for (const { field, reason } of missing) {
    expect(field).toMatch(/^(utm_|google_)/);
    expect(reason).toContain('take a larger plan');
  }
});

test('no more open deals: contact, call record and task are written; the deal is told as a limit of the plan, for good', async () => {
  kit = await startKit({ rules: { openDeals: 0 } });
  const outcomes = await kit.provider.apply(newClientPlan(), []);
  const deal = outcomes.find(({ kind }) => kind === 'deal');
  expect(deal?.error).toMatchObject({ kind: 'permanent' });
  expect(deal?.error?.message).toContain('Open deals limit reached');
  expect(deal?.error?.advice).toContain('plan');
  expect(outcomes.filter(({ kind }) => kind !== 'deal').map(({ status }) => status)).toEqual(
    outcomes.filter(({ kind }) => kind !== 'deal').map(() => 'created'),
  );
  // The replay takes the call for done: nothing that is sent again helps.
  expect(await kit.provider.seen(['p_call1'])).toEqual(new Set(['p_call1']));
  expect(kit.log().filter((line) => line === 'POST deals')).toHaveLength(1);
});

test.each([400, 403, 429])('status %i with such a code is a limit of the plan', async (status) => {
  kit = await startKit();
  const body = { success: false, error: 'No.', code: 'feature_capping_something_new' };
  const error = classify({ status, headers: {}, body }, 'creating the deal');
  expect(error).toMatchObject({ kind: 'permanent', code: 'feature_capping_something_new', waitMs: null });
});
