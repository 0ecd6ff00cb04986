/** Portals where the properties of calls and tasks have scopes that the credential cannot get. */
import { callStep, newClientPlan, OURS, startKit, statuses, taskStep, type Kit } from './kit';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
/** All that the readme asks for; nothing of calls and tasks. */
const SCOPES = ['contacts', 'companies', 'deals', 'owners'].flatMap((type) =>
  ['objects', 'schemas'].flatMap((what) => ['read', 'write'].map((how) => `crm.${what}.${type}.${how}`)),
);
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<void> => {
  kit = await startKit({ bare: true, scopes: SCOPES, activitySchemas: 'own', ...options });
};
const CREATED = { contact: 'created', deal: 'created', callRecord: 'created', 'task.responsible': 'created' };
const counts = (): number[] => (['calls', 'tasks'] as const).map((type) => kit.fake.records(type).length);
const plan = () => [...newClientPlan(), taskStep('manager', 'done'), taskStep('senior')];

test('call record and tasks are written without keys, with a note that names the scope', async () => {
  await start();
  const outcomes = await kit.provider.apply(newClientPlan(), []);
  expect(statuses(outcomes)).toEqual(CREATED);
  expect(counts()).toEqual([1, 1]);
  const [call] = kit.fake.records('calls');
  expect(call?.properties.hs_call_body).toMatch(/Pool: main<br>Ringostat: rs[0-9a-f]{20}$/);
  expect(call?.properties.ringostat_call_id).toBeUndefined();
  expect(Object.keys(call?.links ?? {}).sort()).toEqual(['contacts', 'deals']);
  const [, , noted] = outcomes;
  expect(noted?.reason.text).toContain('ringostat_call_id');
  expect(noted?.reason.text).toContain('crm.schemas.calls.read');
  const findings = await kit.provider.health();
  const told = findings.filter(({ code }) => /^properties\.(calls|tasks)/.test(code));
  expect(told.map(({ advice }) => /crm\.schemas\.(\w+)/.exec(advice ?? '')?.[1])).toEqual(['calls', 'tasks']);
});

test.each([
  ['the same process, while search shows nothing yet', false, 60_000],
  ['another process', true, 0],
])('the same event again in %s: nothing is doubled', async (_who, other, searchLagMs) => {
  await start({ searchLagMs });
  await kit.provider.apply(plan(), []);
  kit.fake.set({ searchLagMs: 0 });
  const { provider } = other ? kit.connect() : kit;
  const again = await provider.apply(plan(), []);
  expect(again.map(({ status }) => status)).toEqual(Array(6).fill('alreadyThere'));
  expect(counts()).toEqual([1, 3]);
});

test('what is known of a call is found by its mark: seen by a replay, corrected by a later event, shown in a preview', async () => {
  await start();
  await kit.provider.apply(newClientPlan(), []);
  const { provider } = kit.connect();
  expect(await provider.seen(['p_call1', 'p_call2'])).toEqual(new Set(['p_call1']));
  const previewed = await provider.preview([callStep(), taskStep('responsible')], []);
  expect(previewed.map(({ status }) => status)).toEqual(['alreadyThere', 'alreadyThere']);
  const activities = await provider.earlier?.ofCall('p_call1', []);
  expect(activities?.map(({ kind, key, open }) => [kind, key, open])).toEqual([
    ['callRecord', 'p_call1', false],
    ['task', 'p_call1_responsible', true],
  ]);
  for (const activity of activities ?? []) {
    const step = activity.kind === 'task' ? taskStep('responsible', 'done') : callStep();
    await provider.earlier?.amend(activity, { step }, []);
  }
  expect(kit.fake.records('tasks')[0]?.properties.hs_task_status).toBe('COMPLETED');
  const again = await kit.connect().provider.apply([callStep(), taskStep('responsible', 'done')], []);
  expect(again.map(({ status }) => status)).toEqual(['alreadyThere', 'alreadyThere']);
  expect(counts()).toEqual([1, 1]);
});

test('properties that somebody made by hand are taken', async () => {
  await start({ bare: false, properties: OURS });
  expect(statuses(await kit.provider.apply(newClientPlan(), []))).toEqual(CREATED);
  expect(kit.fake.records('calls')[0]?.properties.ringostat_call_id).toBe('p_call1');
  expect(kit.log().filter((line) => /properties|search/.test(line))).toEqual([]);
});

test('HubSpot cannot tell for now whether the key can be made: nothing is written without it', async () => {
  await start();
  const answer = { status: 503, body: { status: 'error', message: 'down', category: 'SERVICE' } };
  kit.fake.faults.next({ match: ({ path }) => /properties.*calls/.test(path), answer }, 100);
  const [call] = await kit.provider.apply([callStep({ links: [] })], []);
  expect(call?.error?.kind).toBe('temporary');
  expect(counts()).toEqual([0, 0]);
});
