import { applyPlan } from '../../../core/apply/apply-plan';
import { createRecentMemory } from '../../../core/apply/recent';
import type { PlanStep } from '../../../core/model/plan';
import {
  callStep,
  contactStep,
  dealStep,
  newClientPlan,
  startKit,
  statuses,
  taskStep,
  type Kit,
} from '../crm/hubspot/kit';
import { event, input, noSettings, nobody } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const counts = (): number[] =>
  (['contacts', 'deals', 'calls', 'tasks'] as const).map((type) => kit.fake.records(type).length);
const posts = (): string[] =>
  kit.log().filter((line) => /^(POST|PATCH|PUT)/.test(line) && !/search|batch\/read/.test(line));

test('fifty copies of one event at once: one of each, and one set of writes', async () => {
  kit.fake.set({ searchLagMs: 60_000 });
  const plan = [...newClientPlan(), taskStep('manager', 'done')];
  const shared = input(plan);
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => applyPlan(shared, kit.provider, kit.clock)),
  );
  expect(counts()).toEqual([1, 1, 1, 2]);
  expect(posts().sort()).toEqual(['POST calls', 'POST contacts', 'POST deals', 'POST tasks/batch/create']);
  expect(outcomes.every(({ complete }) => complete)).toBe(true);
  const ids = outcomes.map(({ steps }) => steps.map(({ recordId }) => recordId).join());
  expect(new Set(ids).size).toBe(1);
  expect(outcomes[49]?.steps[0]?.reason.text).toBe('Made moments ago by another event of the same client.');
});

test('fifty copies in fifty processes (nothing shared but the portal): one of each', async () => {
  const plan = newClientPlan();
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () =>
      applyPlan(input(plan), kit.connect({ timeoutMs: 30_000 }).provider, kit.clock),
    ),
  );
  expect(counts()).toEqual([1, 1, 1, 1]);
  expect(outcomes.every(({ complete }) => complete)).toBe(true);
});

test('two calls of one new number at once: one contact, one deal, two call records', async () => {
  const second: PlanStep[] = [
    contactStep({ callId: 'p_2' }),
    dealStep({ callId: 'p_2' }, { key: 'p_2' }),
    callStep({ key: 'p_2' }),
  ];
  const shared = input(newClientPlan());
  const other = { ...shared, plan: { ...shared.plan, steps: second, eventKey: 'p/2/incoming.ended' } };
  await Promise.all([applyPlan(shared, kit.provider, kit.clock), applyPlan(other, kit.provider, kit.clock)]);
  expect(counts()).toEqual([1, 1, 2, 1]);
  const [deal] = kit.fake.records('deals');
  expect(kit.fake.records('calls').map(({ links }) => links.deals)).toEqual([[deal?.id], [deal?.id]]);
});

test('numbers and accounts do not wait for each other or share memory', async () => {
  const shared = input([contactStep()]);
  await applyPlan(shared, kit.provider, kit.clock);
  const other = await applyPlan({ ...shared, accountKey: 'another account' }, kit.provider, kit.clock);
  expect(other.steps[0]?.status).toBe('alreadyThere');
  expect(shared.memory.recall(shared.accountKey, '380671234567')).toEqual({
    contact: other.steps[0]?.recordId,
  });
});

test('a remembered deal that the plan knows to be closed is not taken', async () => {
  const shared = input(newClientPlan());
  const first = await applyPlan(shared, kit.provider, kit.clock);
  const deal = first.steps[1]?.recordId ?? '';
  kit.fake.edit('deals', deal, { dealstage: 'closedwon' });
  const closedDeal = {
    entity: 'deal' as const,
    id: deal,
    name: null,
    ownerId: null,
    open: false,
    url: null,
    createdAt: null,
    updatedAt: null,
    attribution: event().attribution,
    callId: 'p_call1',
    contactIds: [],
    companyIds: [],
  };
  const contact = {
    ...closedDeal,
    entity: 'contact' as const,
    id: first.steps[0]?.recordId ?? '',
    open: true,
  };
  const steps = [
    dealStep(
      { callId: 'p_9' },
      { key: 'p_9', stateKey: `380671234567_${deal}`, links: [{ entity: 'contact', id: contact.id }] },
    ),
  ];
  const next = await applyPlan(
    { ...shared, plan: { ...shared.plan, steps }, client: { ...nobody, known: true, contact, closedDeal } },
    kit.provider,
    kit.clock,
  );
  expect(next.steps[0]?.status).toBe('created');
  expect(counts()).toEqual([1, 2, 1, 1]);
});

test('a plan cut off at any request is finished by running it again, nothing twice', async () => {
  const plan = [...newClientPlan(), taskStep('manager', 'done')];
  for (let cut = 0; cut < 4; cut += 1) {
    kit.fake.reset();
    let seen = 0;
    // The process is killed: the request takes effect, nothing after it does.
    kit.fake.faults.next(
      {
        match: () => (seen += 1) > cut,
        answer: {
          status: 401,
          body: { status: 'error', message: 'gone', category: 'INVALID_AUTHENTICATION' },
        },
      },
      100,
    );
    await applyPlan(input(plan), kit.connect().provider, kit.clock).catch(() => null);
    kit.fake.faults.clear();
    const again = await applyPlan(input(plan), kit.connect().provider, kit.clock);
    expect(again.complete).toBe(true);
    expect(counts()).toEqual([1, 1, 1, 2]);
    const [deal] = kit.fake.records('deals');
    for (const activity of [...kit.fake.records('calls'), ...kit.fake.records('tasks')]) {
      expect(activity.links).toMatchObject({
        contacts: [kit.fake.records('contacts')[0]?.id],
        deals: [deal?.id],
      });
    }
  }
});

test('mapping: values per entity; a missing field is an error before anything is written, for the whole plan', async () => {
  const source = { type: 'variable' as const, name: 'pool_name' };
  const good = {
    ...noSettings,
    mapping: [
      { entity: 'deal' as const, field: 'description', source },
      {
        entity: 'task' as const,
        field: 'hs_task_priority',
        source: { type: 'constant' as const, value: 'LOW' },
      },
    ],
  };
  const outcome = await applyPlan(input(newClientPlan(), { settings: good }), kit.provider, kit.clock);
  expect(outcome.complete).toBe(true);
  expect(kit.fake.records('deals')[0]?.properties.description).toBe('Main pool');
  expect(kit.fake.records('tasks')[0]?.properties.hs_task_priority).toBe('LOW');
  const before = posts().length;
  const bad = { ...noSettings, mapping: [{ entity: 'deal' as const, field: 'no_such', source }] };
  const failing = applyPlan(input(newClientPlan(), { settings: bad }), kit.provider, kit.clock);
  await expect(failing).rejects.toMatchObject({
    kind: 'invalidField',
    message: expect.stringContaining('no deal field no_such'),
  });
  expect(posts()).toHaveLength(before);
});

test('the mapping is checked once per settings', async () => {
  const settings = {
    ...noSettings,
    mapping: [
      { entity: 'contact' as const, field: 'jobtitle', source: { type: 'constant' as const, value: 'x' } },
    ],
  };
  const accountKey = 'checked once';
  for (const phone of ['+380671111111', '+380672222222', '+380673333333']) {
    const steps = [{ ...contactStep({ phone }), key: phone.slice(1) }];
    const shared = input(steps, { settings, accountKey, event: event({ clientNumber: phone }) });
    await applyPlan({ ...shared, plan: { ...shared.plan, lockKey: phone } }, kit.provider, kit.clock);
  }
  expect(kit.log().filter((line) => line.startsWith('GET properties'))).toHaveLength(1);
  expect(counts()[0]).toBe(3);
});

test('pipeline rules and name templates of the node', async () => {
  const settings = {
    ...noSettings,
    pipelineRules: [
      {
        variable: 'pool_name',
        operator: 'contains' as const,
        value: 'main',
        pipeline: 'default',
        stage: 'qualifiedtobuy',
      },
    ],
    names: { deal: '{employee}: {number}', contact: '' },
  };
  const outcome = await applyPlan(input(newClientPlan(), { settings }), kit.provider, kit.clock);
  expect(kit.fake.records('deals')[0]?.properties).toMatchObject({
    dealname: 'Petro: +380 67 123 4567',
    dealstage: 'qualifiedtobuy',
  });
  expect(kit.fake.records('contacts')[0]?.properties.firstname).toBe('+380 67 123 4567');
  expect(outcome.notes.map(({ code }) => code)).toEqual(['pipeline.rule']);
  const rules = [{ variable: '', operator: 'equals' as const, value: '', pipeline: 'x', stage: '' }];
  await expect(
    applyPlan(
      input(newClientPlan(), { settings: { ...settings, pipelineRules: rules } }),
      kit.provider,
      kit.clock,
    ),
  ).rejects.toMatchObject({ kind: 'invalidField' });
});

test('dry run: no write, nothing remembered', async () => {
  const shared = input(newClientPlan(), { dryRun: true });
  const outcome = await applyPlan(shared, kit.provider, kit.clock);
  expect(outcome).toMatchObject({ dryRun: true, complete: true });
  expect(statuses(outcome.steps)).toEqual({
    contact: 'created',
    deal: 'created',
    callRecord: 'created',
    'task.responsible': 'created',
  });
  expect(posts()).toEqual([]);
  expect(shared.memory.recall(shared.accountKey, '380671234567')).toEqual({});
});

test('partial failure is an outcome; a refused credential is thrown; a plan without steps asks nothing', async () => {
  kit.fake.requireProperty('deals', 'budget_code');
  const outcome = await applyPlan(input([contactStep(), dealStep(), callStep()]), kit.provider, kit.clock);
  expect(outcome.complete).toBe(false);
  expect(statuses(outcome.steps)).toEqual({ contact: 'created', deal: 'failed', callRecord: 'created' });
  expect(outcome.requests).toBe(3);
  kit.fake.endToken('revoked');
  await expect(applyPlan(input(newClientPlan()), kit.provider, kit.clock)).rejects.toMatchObject({
    kind: 'credentialRefused',
  });
  const before = kit.fake.requests.length;
  expect(await applyPlan(input([]), kit.provider, kit.clock)).toMatchObject({
    complete: true,
    steps: [],
    requests: 0,
  });
  expect(kit.fake.requests.length).toBe(before);
});

test('a remembered contact that a person deleted: it is made again in the same run', async () => {
  const shared = input([contactStep()]);
  const first = await applyPlan(shared, kit.provider, kit.clock);
  kit.fake.archive('contacts', first.steps[0]?.recordId ?? '');
  const again = await applyPlan(
    { ...shared, plan: { ...shared.plan, steps: newClientPlan() } },
    kit.provider,
    kit.clock,
  );
  expect(again.complete).toBe(true);
  expect(counts()).toEqual([1, 1, 1, 1]);
  const [contact] = kit.fake.records('contacts');
  expect(contact?.id).not.toBe(first.steps[0]?.recordId);
  expect(kit.fake.records('deals')[0]?.links.contacts).toEqual([contact?.id]);
});

test('memory: ten minutes, per account and number; owners are kept', () => {
  let now = 0;
  const memory = createRecentMemory({ now: () => now });
  memory.remember('a', '380', 'contact', '1');
  memory.rememberStep('a', 'k', '2');
  memory.rememberOwner('a', '380', 'sip1');
  expect([memory.recall('a', '380'), memory.recall('b', '380'), memory.recallStep('a', 'k')]).toEqual([
    { contact: '1' },
    {},
    '2',
  ]);
  now = 599_999;
  expect(memory.recall('a', '380')).toEqual({ contact: '1' });
  now = 600_000;
  expect([memory.recall('a', '380'), memory.recallStep('a', 'k'), memory.recallOwner('a', '380')]).toEqual([
    {},
    null,
    'sip1',
  ]);
  memory.rememberOwner('a', '380', '');
  expect(memory.recallOwner('a', '380')).toBeUndefined();
});
