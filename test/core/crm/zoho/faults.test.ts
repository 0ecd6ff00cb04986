import type { CrmProvider } from '../../../../core/crm/port';
import type { FoundRecord } from '../../../../core/model/record';
import type { PlanStep } from '../../../../core/model/plan';
import { phoneForms } from '../../../../core/phone/phone';
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
/** All scopes but that of making fields. */
const WITHOUT_FIELDS = [
  'ZohoCRM.modules.ALL',
  'ZohoSearch.securesearch.READ',
  'ZohoCRM.coql.READ',
  'ZohoCRM.composite_requests.CUSTOM',
  'ZohoCRM.settings.fields.READ',
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
    scopes: WITHOUT_FIELDS,
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

test.each([
  ['lead', 'Leads', 'rs_state_key', (): PlanStep[] => [leadStep()]],
  ['contact', 'Contacts', 'rs_phone_key', (): PlanStep[] => [owned(contactStep())]],
  ['deal', 'Deals', 'rs_state_key', (): PlanStep[] => [owned(dealStep({}, { links: [] }))]],
] as const)(
  'a lone %s in an organisation without our fields: with them where they can be made, else not at all',
  async (_what, module, key, plan) => {
    await start({ bare: true });
    expect((await kit.provider.apply(plan(), [])).map(({ status }) => status)).toEqual(['created']);
    expect(kit.fake.records(module).map(({ values }) => typeof values[key])).toEqual(['string']);
    await kit.close();
    await start({ bare: true, scopes: WITHOUT_FIELDS });
    const [outcome] = await kit.provider.apply(plan(), []);
    expect(outcome?.error).toMatchObject({
      kind: 'notPermitted',
      message: expect.stringContaining(`${module}.${key}`) as string,
    });
    expect(kit.fake.records(module)).toEqual([]);
  },
);

test('attribution that cannot be kept is left out with a note; the lead is written', async () => {
  await start({
    scopes: WITHOUT_FIELDS,
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

test.each([false, true])(
  'two workers at once where tasks take no unique field, transactions apart: %s; one task each stays',
  async (isolated) => {
    await start({ bare: true, activityUnique: 'refuse', workMs: 20 });
    await kit.provider.ensureFields();
    const lead = kit.fake.seed('Leads', { Last_Name: 'Known', Phone: '+380671234567' });
    kit.fake.set({ isolated });
    const links = [{ entity: 'lead' as const, id: lead }];
    const plan = (): PlanStep[] => [
      owned(taskStep('manager', 'done', links)),
      owned(taskStep('responsible', 'open', links)),
    ];
    const both = await Promise.all(
      [kit.connect(), kit.connect()].map(({ provider }) => provider.apply(plan(), [])),
    );
    const ids = kit.fake.records('Tasks').map(({ id }) => id);
    expect(ids).toHaveLength(2);
    for (const outcomes of both) {
      expect(outcomes.map(({ error }) => error)).toEqual([null, null]);
      expect(outcomes.map(({ recordId }) => recordId).sort()).toEqual([...ids].sort());
    }
    once();
  },
);

test('an organisation that tells no fields inside a write: written all the same, and never asked so again', async () => {
  await start();
  const about = (text: string, status: string): Record<string, unknown> => ({
    code: text,
    details: status === 'x' ? { allowed_services: ['crm'] } : { rollbacked_by_sub_request_index: 3 },
    message: text,
    status: 'error',
  });
  const held = about('ROLLBACK_PERFORMED', '');
  kit.fake.faults.next({
    match: ({ path }) => path.endsWith('composite_requests'),
    answer: {
      status: 400,
      body: { __composite_requests: [held, held, held, about('NOT_SUPPORTED', 'x')] },
    },
  });
  const lead = kit.fake.seed('Leads', { Last_Name: 'Known', Phone: '+380671234567' });
  const links = [{ entity: 'lead' as const, id: lead }];
  const plan = [owned(taskStep('manager', 'done', links)), owned(taskStep('responsible', 'open', links))];
  const outcomes = await kit.provider.apply(plan, []);
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created']);
  expect(kit.log()).toEqual([
    'POST composite: POST Tasks, POST Tasks, POST coql, GET settings/fields',
    'POST composite: POST Tasks, POST Tasks, POST coql',
  ]);
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

test('a call nobody answered has a second, the least Zoho takes; a missed one has none', async () => {
  await start();
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Known', Phone: '+380671234567' });
  const links = [{ entity: 'contact' as const, id: contact }];
  const { values } = owned(callStep());
  const unanswered = { ...values, talk: 0, status: 'missed' as const };
  const out = callStep({
    links,
    values: { ...unanswered, direction: 'outgoing', title: 'Outgoing call, no answer: Known' },
  });
  const missed = callStep({
    links,
    id: 'other',
    key: 'p_call2',
    values: { ...unanswered, callId: 'p_call2' },
  });
  const outcomes = await kit.provider.apply([out, missed], []);
  expect(outcomes.map(({ status, error }) => [status, error])).toEqual([
    ['created', null],
    ['created', null],
  ]);
  expect(
    kit.fake
      .records('Calls')
      .map(({ values: { Call_Type, Call_Duration, Subject } }) => [Call_Type, Call_Duration, Subject]),
  ).toEqual([
    ['Outbound', '00:01', 'Outgoing call, no answer: Known'],
    ['Missed', '00:00', 'Incoming call'],
  ]);
  const [silent, other] = kit.fake.records('Calls').map(({ values: { Description } }) => String(Description));
  expect(silent?.split('\n')[0]).toBe('Outgoing call, no answer: Known');
  expect(other).not.toContain('Incoming call');
});

test('a lead whose two unique keys both exist is there already, by whichever refusal comes first', async () => {
  await start();
  const [first] = await kit.provider.apply(leadPlan(), []);
  const answers: string[] = [];
  kit.fake.onExchange(({ responseBody }) => answers.push(JSON.stringify(responseBody)));
  const again = await kit.connect().provider.apply(leadPlan(), []);
  expect(again.map(({ status, error }) => [status, error])).toEqual(
    Array.from({ length: 3 }, () => ['alreadyThere', null]),
  );
  expect(again[0]?.recordId).toBe(first?.recordId);
  // The fake really answered with both at once, a duplicate among them.
  const both = answers.filter((text) => text.includes('MULTIPLE_OR_MULTI_ERRORS'));
  expect(both.length).toBeGreaterThan(0);
  for (const name of ['DUPLICATE_DATA', 'rs_state_key', 'rs_call_id']) expect(both[0]).toContain(name);
  expect(kit.fake.records('Leads')).toHaveLength(1);
});

test.each(['dropAfterCommit', 'dropBefore'] as const)(
  'a run cut by %s after the lead, repeated while search lags: its tasks, and no second lead',
  async (answer) => {
    await start();
    kit.fake.set({ searchLagMs: 600_000 });
    const phone = phoneForms('+380671234567', 'UA');
    const query = { phone, email: null, googleClientId: null, closedDeals: false, recent: {} };
    const find = (provider: CrmProvider): Promise<FoundRecord[]> =>
      provider.find({ ...query, entities: ['lead', 'contact', 'deal'] });
    expect(await find(kit.provider)).toEqual([]);
    // The process ends with the lead written and nothing else.
    await kit.provider.apply([leadStep()], []);
    const tasks = leadPlan().slice(1);
    const { provider } = kit.connect();
    const met = await find(provider);
    kit.fake.faults.next({ answer, match: ({ path }) => path.endsWith('composite_requests') });
    const outcomes = await provider.apply(leadPlan(), met);
    expect(outcomes.map(({ status }) => status)).toEqual(['alreadyThere', 'created', 'created']);
    const [lead, ...more] = kit.fake.records('Leads');
    expect(more).toEqual([]);
    expect(kit.fake.records('Tasks').map(({ values }) => values.What_Id)).toEqual(
      tasks.map(() => expect.objectContaining({ id: lead?.id }) as unknown),
    );
    // And whoever looks now meets the lead, though search does not know it.
    expect((await find(kit.connect().provider)).map(({ id }) => id)).toEqual([lead?.id]);
  },
);

test('an organisation that wants the pipeline of every deal is asked for it once', async () => {
  await start({ required: { Deals: ['Pipeline'] } });
  const deal = (n: number): PlanStep =>
    owned(dealStep({ callId: `p_call${n}` }, { key: `p_call${n}`, stateKey: `state${n}`, links: [] }));
  expect(statuses(await kit.provider.apply([deal(1)], []))).toEqual({ deal: 'created' });
  const before = kit.log().length;
  expect(statuses(await kit.provider.apply([deal(2)], []))).toEqual({ deal: 'created' });
  expect(kit.log().slice(before)).toEqual(['POST composite: POST Deals, POST coql']);
  expect(kit.fake.records('Deals').map(({ values }) => [values.Pipeline, values.Stage])).toEqual([
    ['Standard (Standard)', 'Qualification'],
    ['Standard (Standard)', 'Qualification'],
  ]);
});

test('a module with a unique field of its own takes one of our two: the other is kept by reading', async () => {
  const own = [{ name: 'Tax_number', unique: true }];
  await start({ bare: true, fields: { Leads: own } });
  expect(statuses(await kit.provider.apply(leadPlan(), []))).toMatchObject({ lead: 'created' });
  const { created, missing } = await kit.provider.ensureFields();
  expect([created, missing]).toEqual([[], []]);
  expect(statuses(await kit.connect().provider.apply(leadPlan(), []))).toMatchObject({
    lead: 'alreadyThere',
  });
  expect(kit.fake.records('Leads')).toHaveLength(1);
});

test('the smallest paid edition has room for few fields: keys come first, what is left out is told', async () => {
  const own = Array.from({ length: 6 }, (_, n) => ({ name: `Own_${n}` }));
  await start({ bare: true, edition: 'standard', limits: false, fields: { Leads: own } });
  const [lead, ...tasks] = await kit.provider.apply(leadPlan(), []);
  expect([lead, ...tasks].map((one) => one?.status)).toEqual(['created', 'created', 'created']);
  const { missing } = await kit.provider.ensureFields();
  expect(missing.map(({ entity, field }) => `${entity}.${field}`)).toEqual(
    ['medium', 'campaign', 'term', 'content'].map((name) => `Leads.rs_utm_${name}`),
  );
  expect(missing[0]?.reason).toContain('LIMIT_EXCEEDED');
  expect(kit.fake.records('Leads')[0]?.values).toMatchObject({
    rs_state_key: '380671234567_0',
    rs_call_id: 'p_call1',
  });
});

test('a locked record is told as locked: no try again helps, a person must open it', async () => {
  await start();
  const lead = kit.fake.seed('Leads', { Last_Name: 'Locked', Phone: '+380671234567' });
  const locked = { code: 'RECORD_LOCKED', details: {}, message: 'record is locked', status: 'error' };
  const part = {
    code: 'SUCCESS',
    details: { response: { body: { data: [locked] }, status_code: 400, headers: {} } },
    message: 'x',
    status: 'success',
  };
  kit.fake.faults.next({
    match: ({ path }) => path.endsWith('__composite_requests'),
    answer: { status: 400, body: { __composite_requests: [part] } },
  });
  const target = { entity: 'lead' as const, id: lead };
  const owner: PlanStep = {
    id: 'owner',
    kind: 'owner',
    key: 'k',
    reason: { code: 'test', params: {}, text: '' },
    target,
    values: { ownerId: OLENA },
  } as never;
  const [outcome] = await kit.provider.apply([owner], []);
  expect(outcome?.error).toMatchObject({
    kind: 'permanent',
    advice: expect.stringContaining('Unlock') as string,
  });
  expect(kit.fake.requests).toHaveLength(1);
});
