/** Which calls a replay takes for done: by the last activity of their plan, a task where the table writes no call record. */
import { statuses, taskStep } from '../hubspot/kit';
import type { PlanStep, TaskRole } from '../../../../core/model/plan';
import { callOn, leadStep, startKit, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  await kit.close();
  expect(kit.contract.violations).toEqual([]);
});
const CALL = 'p_call1';
const task = (role: TaskRole): PlanStep => taskStep(role, 'open', [{ entity: 'lead', step: 'lead' }]);
const TASKS = [leadStep(), task('responsible'), task('senior')];
const seen = (): Promise<Set<string>> => kit.provider.seen([CALL, 'p_other']);
/** More often than a step is tried. */
const ALWAYS = 50;
const LOCK = { errorCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access' };

test('tasks only: the last of them carries the key of the call', async () => {
  await kit.provider.apply(TASKS, []);
  expect(kit.fake.records('Task').map(({ CallObject }) => CallObject ?? null)).toEqual([null, CALL]);
  expect(await seen()).toEqual(new Set([CALL]));
});

test('tasks and a call record: the call record alone carries it', async () => {
  await kit.provider.apply([...TASKS, callOn('lead')], []);
  expect(kit.fake.records('Task').map(({ CallObject }) => CallObject ?? null)).toEqual([null, null, CALL]);
  expect(await seen()).toEqual(new Set([CALL]));
});

test('a plan that was cut: a task that is not its last tells nothing', async () => {
  await kit.provider.apply(TASKS, []);
  const last = kit.fake.records('Task').at(-1);
  kit.fake.remove('Task', String(last?.Id));
  expect(await seen()).toEqual(new Set());
  expect(statuses(await kit.provider.apply(TASKS, []))).toEqual({
    lead: 'alreadyThere',
    'task.responsible': 'alreadyThere',
    'task.senior': 'created',
  });
  expect(await seen()).toEqual(new Set([CALL]));
});

test('after a refusal the last activity is written when all others are', async () => {
  kit.fake.refuseSaves('Task', LOCK, 3);
  const sent = kit.fake.requests.length;
  const outcomes = await kit.provider.apply([...TASKS, callOn('lead')], []);
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created', 'created']);
  const parts = kit.fake.requests
    .slice(sent)
    .map(
      ({ body }) => (body as { compositeRequest?: { referenceId: string }[] } | null)?.compositeRequest ?? [],
    )
    // The name of the status of done tasks is asked for on the way.
    .map((all) => all.map(({ referenceId }) => referenceId).filter((ref) => ref !== 'doneStatus'));
  expect(parts[0]).toContain('callRecord');
  for (const some of parts.slice(1)) if (some.includes('callRecord')) expect(some).toEqual(['callRecord']);
});

test('a task that is refused for the moment: the last activity waits for the next run, and the replay brings the call', async () => {
  kit.fake.refuseSaves('Task', LOCK, ALWAYS);
  const outcomes = await kit.provider.apply([...TASKS, callOn('lead')], []);
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'failed', 'failed', 'failed']);
  expect(await seen()).toEqual(new Set());
});
