import type { PlanStep } from '../../../../core/plan/types';
import { callStep, contactStep, dealStep, statuses, taskStep } from '../hubspot/kit';
import { leadStep, OLENA, onLead, SOFIA, startKit, type Kit } from './kit';

let kit: Kit;
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<void> => {
  kit = await startKit(options);
};
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const owned = <T extends PlanStep>(step: T): T =>
  'ownerId' in step.values ? { ...step, values: { ...step.values, ownerId: OLENA } } : step;
const leadPlan = (): PlanStep[] => [
  leadStep(),
  owned(taskStep('manager', 'done', onLead)),
  owned(taskStep('responsible', 'open', onLead)),
];
const once = (): void => {
  for (const module of ['Leads', 'Tasks'] as const) {
    const keys = kit.fake
      .records(module)
      .map(({ values }) => values[module === 'Tasks' ? 'rs_task_key' : 'rs_state_key']);
    expect(new Set(keys).size).toBe(keys.length);
  }
};

test('an organisation without our fields: made unique, then the plan is written with them', async () => {
  await start({ bare: true });
  const outcomes = await kit.provider.apply(leadPlan(), []);
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
  expect(kit.fake.records('Leads')).toHaveLength(1);
  expect(kit.fake.records('Leads')[0]?.values).toMatchObject({
    rs_state_key: '380671234567_0',
    rs_utm_source: 'google',
  });
  expect(statuses(await kit.connect().provider.apply(leadPlan(), []))).toEqual({
    lead: 'alreadyThere',
    'task.manager': 'alreadyThere',
    'task.responsible': 'alreadyThere',
  });
});

test('no right to make fields: one message names them all, nothing is written twice or half', async () => {
  await start({
    bare: true,
    scopes: [
      'ZohoCRM.modules.ALL',
      'ZohoSearch.securesearch.READ',
      'ZohoCRM.coql.READ',
      'ZohoCRM.composite_requests.CUSTOM',
      'ZohoCRM.settings.fields.READ',
    ],
  });
  const outcomes = await kit.provider.apply(leadPlan(), []);
  expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
  const { message = '', advice = '' } = outcomes[0]?.error ?? {};
  for (const name of ['Leads.rs_state_key', 'Leads.rs_utm_source', 'Tasks.rs_task_key'])
    expect(message).toContain(name);
  expect(advice).toContain('Modules and Fields');
  expect(kit.fake.records('Leads')).toEqual([]);
  const { missing } = await kit.provider.ensureFields();
  expect(missing.find(({ entity, field }) => entity === 'Leads' && field === 'rs_state_key')?.reason).toMatch(
    /scope/i,
  );
});

test('attribution that cannot be kept is left out with a note; the lead is written', async () => {
  await start({
    scopes: [
      'ZohoCRM.modules.ALL',
      'ZohoSearch.securesearch.READ',
      'ZohoCRM.coql.READ',
      'ZohoCRM.composite_requests.CUSTOM',
      'ZohoCRM.settings.fields.READ',
    ],
  });
  kit.fake.removeField('Leads', 'rs_utm_source');
  const query = { phone: null, email: 'a@b.ua', googleClientId: null, closedDeals: false, recent: {} };
  await kit.provider.find({ ...query, entities: ['lead'] });
  const [outcome] = await kit.provider.apply([leadStep()], []);
  expect(outcome).toMatchObject({ status: 'created' });
  expect(outcome?.reason.text).toContain('Leads.rs_utm_source');
});

test('calls and tasks that take no unique field: a repeated event still leaves one of each', async () => {
  await start({ bare: true, activityUnique: 'refuse' });
  const plan = [...leadPlan(), owned(callStep({ links: onLead }))];
  await kit.provider.apply(plan, []);
  expect(kit.fake.records('Tasks')).toHaveLength(2);
  const first = kit.fake.records('Tasks').map(({ id }) => id);
  // Another process, which does not know that the keys are not unique.
  const again = await kit.connect().provider.apply(plan.slice(1), []);
  expect(again.map(({ status }) => status)).toEqual(['alreadyThere', 'alreadyThere', 'alreadyThere']);
  expect(kit.fake.records('Tasks').map(({ id }) => id)).toEqual(first);
  expect(kit.fake.records('Calls')).toHaveLength(1);
});

test.each(['dropAfterCommit', 'dropBefore', { status: 500, body: 'oops' }] as const)(
  'a write cut by %j is read back by key and written once',
  async (answer) => {
    await start();
    kit.fake.faults.next({ answer, match: ({ path }) => path.endsWith('composite_requests') });
    const outcomes = await kit.provider.apply(leadPlan(), []);
    expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
    expect(kit.fake.records('Leads')).toHaveLength(1);
    expect(kit.fake.records('Tasks')).toHaveLength(2);
    once();
  },
);

test.each(['none', 'id', 'record'] as const)(
  'a taken key is met whether Zoho names the record or not (%s), and with either status',
  async (duplicateDetails) => {
    await start({ duplicateDetails, refusedStatus: duplicateDetails === 'id' ? 202 : 400 });
    const [first] = await kit.provider.apply(leadPlan(), []);
    const again = await kit.connect().provider.apply(leadPlan(), []);
    expect(again.map(({ status }) => status)).toEqual(['alreadyThere', 'alreadyThere', 'alreadyThere']);
    expect(again[0]?.recordId).toBe(first?.recordId);
    once();
  },
);

test('an owner who left: the senior gets the record, and a note says so', async () => {
  await start();
  kit.fake.deactivateUser(OLENA);
  const steps = leadPlan().map((step) => ({
    ...step,
    values: { ...step.values, fallbackOwnerId: SOFIA },
  })) as PlanStep[];
  const outcomes = await kit.provider.apply(steps, []);
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
  for (const { reason } of outcomes) expect(reason.text).toContain(`the senior ${SOFIA} got it`);
  expect(kit.fake.records('Leads')[0]?.values.Owner).toMatchObject({ id: SOFIA });
});

test('a field the layout demands is named; the other steps happen, and with the field the next run finishes', async () => {
  await start();
  kit.fake.requireField('Deals', 'Budget_Code');
  const plan = [contactStep(), dealStep(), callStep()].map(owned);
  const outcomes = await kit.provider.apply(plan, []);
  expect(statuses(outcomes)).toEqual({ contact: 'created', deal: 'failed', callRecord: 'created' });
  expect(outcomes[1]?.error).toMatchObject({
    kind: 'invalidField',
    message: expect.stringContaining('Budget_Code') as string,
    advice: expect.stringContaining('field mapping') as string,
  });
  const mapped = plan.map((step) =>
    step.kind === 'deal' ? { ...step, values: { ...step.values, fields: { Budget_Code: 'x' } } } : step,
  );
  const again = await kit.connect().provider.apply(mapped, []);
  expect(statuses(again)).toEqual({ contact: 'alreadyThere', deal: 'created', callRecord: 'alreadyThere' });
  const [deal] = kit.fake.records('Deals');
  expect(kit.fake.records('Calls')[0]?.values.What_Id).toMatchObject({ id: deal?.id });
});

test('a record deleted meanwhile is not linked, and the note names it', async () => {
  await start();
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Gone', Phone: '+380671234567' });
  const deal = kit.fake.seed('Deals', { Deal_Name: 'Stays', Stage: 'Qualification' });
  kit.fake.remove('Contacts', contact);
  const links = [
    { entity: 'deal' as const, id: deal },
    { entity: 'contact' as const, id: contact },
  ];
  const [outcome] = await kit.provider.apply([owned(taskStep('manager', 'done', links))], []);
  expect(outcome).toMatchObject({ status: 'created' });
  expect(outcome?.reason.text).toContain(`Contacts ${contact}`);
  const remembered = [{ entity: 'contact' as const, id: contact, remembered: true as const }];
  const [other] = await kit.provider.apply([owned(taskStep('senior', 'open', remembered))], []);
  expect(other?.error?.kind).toBe('notFound');
});

test('a stage nobody chose and that is gone: the first open one is taken; a chosen one is named', async () => {
  await start();
  kit.fake.removeStage('Qualification');
  const plan = [owned(contactStep()), owned(dealStep())];
  expect(statuses(await kit.provider.apply(plan, []))).toEqual({ contact: 'created', deal: 'created' });
  const chosen = owned(
    dealStep({ stage: 'Qualification', callId: 'p_call2' }, { stateKey: 'other', links: [] }),
  );
  const [outcome] = await kit.connect().provider.apply([chosen], []);
  expect(outcome?.error?.message).toContain('Qualification');
  expect(outcome?.error?.advice).toContain('There are:');
});

test('a revoked token throws once for all', async () => {
  await start();
  const { provider } = kit.connect({ token: 'wrong' });
  await expect(provider.apply(leadPlan(), [])).rejects.toMatchObject({ kind: 'credentialRefused' });
  await expect(
    provider.find({
      phone: null,
      email: 'a@b.ua',
      googleClientId: null,
      entities: ['lead'],
      closedDeals: false,
      recent: {},
    }),
  ).rejects.toMatchObject({ kind: 'credentialRefused' });
});
