/** A plan without call record: a replay takes its call for done when the last of its tasks is there, and not before. */
import type { PlanStep, RecordRef, TaskRole } from '../../../../core/model/plan';
import { callStep, startKit, statuses, taskStep, type Kit } from './kit';

const CALL = 'p_call1';
const ROLES: TaskRole[] = ['senior', 'manager', 'responsible'];
const CALLS = 100;
const REFUSED = { status: 503, body: { success: false, error: 'Service unavailable' } };
let kit: Kit;
let links: RecordRef[];
beforeEach(async () => {
  kit = await startKit();
  links = [{ entity: 'contact', id: kit.fake.seed.person({ name: 'Olha' }) }];
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
/** What a restarted process takes for done. */
const seen = async (calls = [CALL]): Promise<string[]> => [...(await kit.connect().provider.seen(calls))];
const ends = (): string[] =>
  kit.fake.records('activity').map(({ values }) => String(values['note']).split('<br>').at(-1) ?? '');
const tasks = (...roles: TaskRole[]): PlanStep[] => roles.map((role) => taskStep(role, 'open', links));
const isTask = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'POST' && path.endsWith('/activities');
/** A later process, which looks for what is there. */
const restarted = (): Kit['provider'] => {
  kit.clock.advance(600_000);
  return kit.connect().provider;
};

test('three tasks: the first two go at once, the third after them, and it alone names the call', async () => {
  const outcomes = await kit.provider.apply(tasks(...ROLES), []);
  expect(outcomes.map(({ status }) => status)).toEqual(Array(3).fill('created'));
  // This call's id tells no time, so what is there is looked for first.
  expect(kit.log()).toEqual(['GET activities', ...Array<string>(3).fill('POST activities')]);
  expect(ends().slice(0, 2).sort()).toEqual(['Ringostat p_call1_manager', 'Ringostat p_call1_senior']);
  expect(ends()[2]).toBe('Ringostat p_call1_responsible p_call1');
  expect(await seen()).toEqual([CALL]);
  kit.clock.advance(600_000);
  const before = ends();
  const { provider, http } = kit.connect();
  const again = await provider.apply(tasks(...ROLES), []);
  expect(again.map(({ status }) => status)).toEqual(Array(3).fill('alreadyThere'));
  expect(http.requests).toBe(1);
  expect(ends()).toEqual(before);
});

test.each([
  ['senior', ['failed', 'created', 'failed']],
  ['manager', ['created', 'failed', 'failed']],
  ['responsible', ['created', 'created', 'failed']],
])('the task of the %s is refused for now: not done until the plan ran again', async (role, wanted) => {
  const match = (request: { method: string; path: string; body: unknown }): boolean =>
    isTask(request) && JSON.stringify(request.body).includes(`(${role})`);
  kit.fake.faults.next({ match, answer: REFUSED }, 100);
  const outcomes = await kit.provider.apply(tasks(...ROLES), []);
  expect(outcomes.map(({ status }) => status)).toEqual(wanted);
  expect(outcomes[2]!.error).toMatchObject({ kind: 'outcomeUnknown' });
  if (role !== 'responsible')
    expect(outcomes[2]!.error?.message).toBe(
      'Pipedrive: the last task was not written because a step before it has to be tried again.',
    );
  expect(await seen()).toEqual([]);
  kit.fake.faults.clear();
  await restarted().apply(tasks(...ROLES), []);
  expect(kit.fake.records('activity')).toHaveLength(3);
  expect(await seen()).toEqual([CALL]);
});

test('the process is cut off between two tasks: not done; the replay writes the other, then done', async () => {
  let posts = 0;
  kit.fake.faults.next(
    { match: (request) => (posts += Number(isTask(request))) > 1, answer: 'dropBefore' },
    1000,
  );
  await kit.provider.apply(tasks('manager', 'responsible'), []);
  kit.fake.faults.clear();
  expect(ends()).toEqual(['Ringostat p_call1_manager']);
  expect(await seen()).toEqual([]);
  const again = await restarted().apply(tasks('manager', 'responsible'), []);
  expect(statuses(again)).toEqual({ 'task.manager': 'alreadyThere', 'task.responsible': 'created' });
  expect(ends()).toEqual(['Ringostat p_call1_manager', 'Ringostat p_call1_responsible p_call1']);
  expect(await seen()).toEqual([CALL]);
});

test('a task that will never be taken does not hold up the last one', async () => {
  const answer = { status: 400, body: { success: false, error: 'Task is not possible' } };
  kit.fake.faults.next({ match: isTask, answer });
  const outcomes = await kit.provider.apply(tasks('manager', 'responsible'), []);
  expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'created']);
  expect(await seen()).toEqual([CALL]);
});

test('with a call record that one alone ends the plan: no task names the call', async () => {
  kit.fake.faults.next({ match: ({ path }) => path.endsWith('/callLogs'), answer: REFUSED }, 100);
  await kit.provider.apply([callStep({ links }), ...tasks('manager', 'responsible')], []);
  expect(ends().sort()).toEqual(['Ringostat p_call1_manager', 'Ringostat p_call1_responsible']);
  expect(await seen()).toEqual([]);
  kit.fake.faults.clear();
  await restarted().apply([callStep({ links }), ...tasks('manager', 'responsible')], []);
  expect(ends().sort()).toEqual([
    'Ringostat p_call1',
    'Ringostat p_call1_manager',
    'Ringostat p_call1_responsible',
  ]);
  expect(await seen()).toEqual([CALL]);
});

test('a task of an older version, or one that was not the last, ends the plan once the plan ran again', async () => {
  const [contact] = links;
  const id = contact && 'id' in contact ? Number(contact.id) : 0;
  kit.fake.seed.activity({
    subject: 'Call back',
    participants: [{ person_id: id, primary: true }],
    note: 'Missed<br>Ringostat p_call1_responsible',
  });
  expect(await seen()).toEqual([]);
  const [there] = await restarted().apply(tasks('responsible'), []);
  expect(there).toMatchObject({ status: 'alreadyThere', error: null });
  expect(ends()).toEqual(['Ringostat p_call1_responsible p_call1']);
  expect(await seen()).toEqual([CALL]);
  const [again] = await restarted().apply(tasks('responsible'), []);
  expect(again).toMatchObject({ status: 'alreadyThere' });
  expect(kit.log().filter((line) => line.startsWith('PATCH'))).toHaveLength(1);
});

test('the text of a task names other calls: they are not taken for done', async () => {
  const [first, last] = tasks('manager', 'responsible');
  const body = 'Ringostat p_call1_responsible p_call1\nRingostat p_call2\nRingostat p_call1_manager p_call1';
  for (const step of [first, last]) if (step?.kind === 'task') step.values = { ...step.values, body };
  kit.fake.faults.next(
    { match: (request) => isTask(request) && kit.fake.records('activity').length > 0, answer: REFUSED },
    100,
  );
  await kit.provider.apply([first!, last!], []);
  expect(kit.fake.records('activity')).toHaveLength(1);
  expect(await seen([CALL, 'p_call2'])).toEqual([]);
  kit.fake.faults.clear();
  await kit.provider.apply([first!, last!], []);
  expect(await seen([CALL, 'p_call2'])).toEqual([CALL]);
});

test('two workers carry out the same tasks at once: one of each is left, and the call is done', async () => {
  const workers = [1, 2].map(() => kit.connect({ settings: { workers: 'several' } }));
  await Promise.all(workers.map(({ provider }) => provider.apply(tasks('manager', 'responsible'), [])));
  expect(ends().sort()).toEqual(['Ringostat p_call1_manager', 'Ringostat p_call1_responsible p_call1']);
  expect(await seen()).toEqual([CALL]);
});

test(`${CALLS} missed calls with a task each: seen by a restarted process for at most 0.05 requests a call`, async () => {
  const began = Math.floor(kit.clock.now() / 1000);
  const keys = Array.from({ length: CALLS }, (_, n) => `p_ua0_-${began + n * 30}_${n}`);
  for (const key of keys) {
    const step = { ...taskStep('responsible', 'open', links), key: `${key}_responsible` };
    const [outcome] = await kit.provider.apply([step], []);
    expect(outcome).toMatchObject({ status: 'created', error: null });
  }
  // One request each for the task alone, as without the call's key.
  expect(kit.http.requests).toBe(CALLS);
  const other = kit.connect();
  expect([...(await other.provider.seen(keys))]).toEqual(keys);
  expect(other.http.requests).toBeGreaterThan(0);
  expect(other.http.requests / CALLS).toBeLessThanOrEqual(0.05);
});

test('a dry run shows the note as it will be written', async () => {
  const outcomes = await kit.provider.preview(tasks('manager', 'responsible'), []);
  const shown = outcomes.map(({ changes }) => changes.find(({ field }) => field === 'note')?.after);
  expect(shown).toEqual([
    'Missed<br>&lt;script&gt;<br>Ringostat p_call1_manager',
    'Missed<br>&lt;script&gt;<br>Ringostat p_call1_responsible p_call1',
  ]);
});
