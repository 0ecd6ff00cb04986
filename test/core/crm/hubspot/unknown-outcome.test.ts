import { contactStep, callStep, newClientPlan, startKit, statuses, taskStep, type Kit } from './kit';

let kit: Kit;
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<void> => {
  kit = await startKit(options);
};
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const counts = (): number[] =>
  (['contacts', 'deals', 'calls', 'tasks'] as const).map((type) => kit.fake.records(type).length);
const post =
  (path: string) =>
  ({ method, path: at }: { method: string; path: string }) =>
    method === 'POST' && at.endsWith(path);

test.each(['/contacts', '/deals', '/calls', '/tasks', '/tasks/batch/create'])(
  'first call ever in a bare portal, and the connection breaks at POST %s: one of each',
  async (path) => {
    await start({ bare: true });
    const plan = [...newClientPlan(), ...(path.endsWith('/create') ? [taskStep('manager', 'done')] : [])];
    kit.fake.faults.next({ match: post(path), answer: 'dropBefore' });
    const outcomes = await kit.provider.apply(plan, []);
    expect(outcomes.map(({ status, error }) => error?.message ?? status)).toEqual(plan.map(() => 'created'));
    expect(counts()).toEqual([1, 1, 1, plan.length - 3]);
  },
);

test('a key property without uniqueness cannot tell whether a cut request was done: it is not repeated', async () => {
  await start({
    properties: {
      calls: [{ name: 'ringostat_call_id' }],
      tasks: [{ name: 'ringostat_task_key' }],
    },
  });
  kit.fake.faults.next({ match: post('/calls'), answer: 'dropAfterCommit' });
  kit.fake.faults.next({ match: post('/tasks/batch/create'), answer: 'dropAfterCommit' });
  const tasks = [taskStep('manager', 'done', []), taskStep('senior', 'open', [])];
  const [call] = await kit.provider.apply([callStep({ links: [] })], []);
  const outcomes = [call, ...(await kit.provider.apply(tasks, []))];
  expect(counts()).toEqual([0, 0, 1, 2]);
  expect(outcomes.map((one) => one?.error?.kind)).toEqual(Array(3).fill('outcomeUnknown'));
});

test('503 on writes only: the create waits longer each time before it is repeated', async () => {
  await start();
  const answer = { status: 503, body: { status: 'error', message: 'down', category: 'SERVICE' } };
  kit.fake.faults.next({ match: post('/contacts'), answer }, 2);
  const outcomes = await kit.provider.apply([contactStep()], []);
  expect(statuses(outcomes)).toEqual({ contact: 'created' });
  expect(kit.clock.slept).toEqual([1000, 2000]);
});
