import type { PlanStep } from '../../../../core/model/plan';
import { contactStep, dealStep, taskStep } from '../hubspot/kit';
import { leadStep, OLENA, onLead, startKit, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit({ searchLagMs: 60_000 });
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const worker = (): Kit['provider'] => kit.connect().provider;
const callOf = (call: string): PlanStep[] => [
  leadStep({ callId: call }),
  { ...taskStep('manager', 'done', onLead), key: `${call}_manager` },
];

test('one event on four workers at once: one lead, one task', async () => {
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => worker().apply(callOf('p_a'), [])));
  for (const [lead, task] of outcomes)
    expect([lead?.recordId, task?.recordId, lead?.error ?? task?.error]).toEqual([
      kit.fake.records('Leads')[0]?.id,
      kit.fake.records('Tasks')[0]?.id,
      null,
    ]);
  expect([kit.fake.records('Leads').length, kit.fake.records('Tasks').length]).toEqual([1, 1]);
});

test('two calls of one new number on two workers meet in one lead; each has its task on it', async () => {
  await Promise.all(['p_a', 'p_b'].map((call) => worker().apply(callOf(call), [])));
  const [lead, ...others] = kit.fake.records('Leads');
  expect(others).toEqual([]);
  const tasks = kit.fake.records('Tasks').map(({ values }) => values);
  expect(tasks.map(({ rs_call_id: call }) => call).sort()).toEqual(['p_a', 'p_b']);
  for (const { What_Id: what } of tasks) expect(what).toMatchObject({ id: lead?.id });
});

test('a contact the plan did not know of has an open deal: no second one is made', async () => {
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Known', rs_phone_key: '380671234567' });
  const deal = kit.fake.seed('Deals', {
    Deal_Name: 'Open',
    Stage: 'Qualification',
    Contact_Name: { id: contact },
  });
  const outcomes = await worker().apply([contactStep(), dealStep(), taskStep('manager', 'done')], []);
  expect(outcomes.map(({ status, recordId }) => [status, recordId])).toEqual([
    ['alreadyThere', contact],
    ['alreadyThere', deal],
    ['created', kit.fake.records('Tasks')[0]?.id],
  ]);
  expect(kit.fake.records('Tasks')[0]?.values).toMatchObject({
    What_Id: { id: deal },
    Who_Id: { id: contact },
  });
});

test('broken connections on many workers: in the end one of each, and every worker knows them', async () => {
  for (const answer of ['dropAfterCommit', 'dropBefore', { status: 503, body: 'busy' }] as const)
    kit.fake.faults.next({ answer, match: ({ path }) => path.endsWith('composite_requests') }, 2);
  const calls = ['p_a', 'p_b', 'p_c'];
  await Promise.all([...calls, ...calls].map((call) => worker().apply(callOf(call), [])));
  kit.fake.faults.clear();
  const last = await Promise.all(calls.map((call) => worker().apply(callOf(call), [])));
  expect(kit.fake.records('Leads')).toHaveLength(1);
  expect(kit.fake.records('Tasks')).toHaveLength(3);
  expect(last.flat().map(({ status }) => status)).toEqual(Array(6).fill('alreadyThere'));
  for (const { values } of kit.fake.records('Leads')) expect(values.Owner).toMatchObject({ id: OLENA });
});
