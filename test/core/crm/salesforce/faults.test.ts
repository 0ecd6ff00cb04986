/** Answers that do not come, limits, sessions: what was written is found by its key and not written twice. */
import { CrmError } from '../../../../core/http/errors';
import { contactStep, dealStep, statuses, taskStep } from '../hubspot/kit';
import type { PlanStep } from '../../../../core/model/plan';
import { callOn, leadStep, OLENA, queryOf, startKit, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  await kit.close();
  expect(kit.contract.violations).toEqual([]);
});
const isComposite = ({ path }: { path: string }): boolean => path.endsWith('/composite');
const plan = (): PlanStep[] =>
  [leadStep(), callOn('lead'), taskStep('responsible', 'open', [{ entity: 'lead', step: 'lead' }])].map(
    (step) => ({ ...step, values: { ...step.values, ownerId: OLENA } }) as PlanStep,
  );
const written = (): number[] => ['Lead', 'Task'].map((object) => kit.fake.records(object).length);

test.each(['dropBefore', 'dropAfterCommit'] as const)(
  'the write breaks (%s): finished, nothing doubled',
  async (answer) => {
    kit.fake.faults.next({ match: isComposite, answer });
    const outcomes = await kit.provider.apply(plan(), []);
    expect(statuses(outcomes)).toEqual({
      lead: 'created',
      callRecord: 'created',
      'task.responsible': 'created',
    });
    expect(written()).toEqual([1, 2]);
  },
);

test('a gateway error after the write counts as unknown and is read back', async () => {
  kit.fake.faults.next({
    match: isComposite,
    answer: { status: 503, body: '<html>Service Unavailable</html>' },
  });
  expect((await kit.provider.apply(plan(), [])).every(({ status }) => status === 'created')).toBe(true);
  expect(written()).toEqual([1, 2]);
});

test('a deal whose outcome was unknown keeps its one role', async () => {
  kit.fake.faults.next({ match: isComposite, answer: 'dropAfterCommit' });
  const steps = [contactStep({ ownerId: OLENA }), dealStep({ ownerId: OLENA }), callOn('deal')];
  expect(statuses(await kit.provider.apply(steps, []))).toEqual({
    contact: 'created',
    deal: 'created',
    callRecord: 'created',
  });
  expect(kit.fake.records('OpportunityContactRole')).toHaveLength(1);
  expect(kit.fake.records('Task')).toHaveLength(1);
});

test('a broken write in an org without our fields: they are made, nothing is doubled', async () => {
  await kit.close();
  kit = await startKit({ bare: true });
  kit.fake.faults.next({ match: isComposite, answer: 'dropAfterCommit' });
  expect((await kit.provider.apply(plan(), [])).every(({ status }) => status === 'created')).toBe(true);
  expect(written()).toEqual([1, 2]);
});

test('never an answer: the steps fail as unknown and running again finishes them', async () => {
  kit.fake.faults.next({ match: isComposite, answer: 'dropBefore' }, 1000);
  const outcomes = await kit.provider.apply(plan(), []);
  expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
  kit.fake.faults.clear();
  expect((await kit.provider.apply(plan(), [])).every(({ status }) => status === 'created')).toBe(true);
  expect(written()).toEqual([1, 2]);
});

test('cut at any request: the next try finishes', async () => {
  for (let cut = 0; cut < 4; cut += 1) {
    await kit.close();
    kit = await startKit();
    let seen = 0;
    const late = (): boolean => isComposite({ path: '/composite' }) && (seen += 1) > cut;
    kit.fake.faults.next({ match: late, answer: 'dropAfterCommit' }, 1000);
    await kit.provider.apply(plan(), []);
    kit.fake.faults.clear();
    const outcomes = await kit.connect().provider.apply(plan(), []);
    expect(outcomes.every(({ status }) => status !== 'failed')).toBe(true);
    expect(written()).toEqual([1, 2]);
  }
});

test('four workers at once: one lead, one call, one task', async () => {
  const workers = [1, 2, 3, 4].map(() => kit.connect().provider.apply(plan(), []));
  const outcomes = await Promise.all(workers);
  expect(outcomes.flat().filter(({ status }) => status === 'failed')).toEqual([]);
  expect(new Set(outcomes.map(([lead]) => lead?.recordId)).size).toBe(1);
  expect(written()).toEqual([1, 2]);
});

test('the requests of the day are used up: one clear error, no retries', async () => {
  kit.fake.set({ dailyLimit: 0 });
  const error = await kit.provider.find(queryOf()).catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(CrmError);
  expect(error).toMatchObject({ kind: 'rateLimited', code: 'REQUEST_LIMIT_EXCEEDED' });
  expect((error as CrmError).advice).toContain('24 hours');
  expect(kit.log()).toHaveLength(1);
});

test('the session was taken back: one error that names the credential', async () => {
  kit.fake.endToken('revoked');
  await expect(kit.provider.apply(plan(), [])).rejects.toMatchObject({ kind: 'credentialRefused' });
  const error = await kit.provider.find(queryOf()).catch((fault: unknown) => fault);
  expect(error).toMatchObject({ kind: 'credentialRefused', code: 'INVALID_SESSION_ID' });
  expect((error as CrmError).advice).toContain('credential');
});

test('an edition without API is told as such', async () => {
  kit.fake.set({ rights: { api: false } });
  const error = await kit.provider.find(queryOf()).catch((fault: unknown) => fault);
  expect(error).toMatchObject({ kind: 'notPermitted' });
  expect((error as CrmError).advice).toContain('Enterprise');
});

test('no right to tasks: the lead is written, the tasks name the right', async () => {
  kit.fake.set({ rights: { readOnly: ['Task'] } });
  const outcomes = await kit.provider.apply(plan(), []);
  expect(statuses(outcomes)).toEqual({ lead: 'created', callRecord: 'failed', 'task.responsible': 'failed' });
  expect(outcomes[1]?.error).toMatchObject({ kind: 'notPermitted' });
  kit.fake.set({ rights: { readOnly: [] } });
  expect(statuses(await kit.provider.apply(plan(), []))).toEqual({
    lead: 'alreadyThere',
    callRecord: 'created',
    'task.responsible': 'created',
  });
});

test('very long and hostile texts are written, links included', async () => {
  const link = 'https://app.ringostat.com/recordings/1.mp3';
  const call = callOn('lead', {
    body: '@{x}<&"\'>😀'.repeat(9000),
    title: 'т'.repeat(900),
    recordings: [link],
  });
  const name = 'Ім’я "\'\\ @{lead.id} '.repeat(40);
  const outcomes = await kit.provider.apply(
    [leadStep({ name, fields: { Description: 'x'.repeat(50_000) } }), call],
    [],
  );
  expect(statuses(outcomes)).toEqual({ lead: 'created', callRecord: 'created' });
  const [task] = kit.fake.records('Task');
  expect(String(task?.Description)).toHaveLength(Math.min(String(task?.Description).length, 32_000));
  expect(task?.Description).toContain(link);
  expect(task?.Description).not.toContain('@{');
});
