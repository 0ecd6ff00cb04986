import { contactStep, dealStep, statuses, taskStep } from '../hubspot/kit';
import type { CreateStep, PlanStep } from '../../../../core/model/plan';
import { callOn, IVAN, leadStep, OLENA, queryOf, startKit, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  await kit.close();
  expect(kit.contract.violations).toEqual([]);
});
const onLead: CreateStep['links'] = [{ entity: 'lead', step: 'lead' }];
const todo = (change: Partial<ReturnType<typeof taskStep>['values']> = {}): PlanStep => {
  const step = taskStep('responsible', 'open', onLead);
  return { ...step, values: { ...step.values, ownerId: IVAN, ...change } };
};
const dealPlan = (): PlanStep[] => [
  contactStep({ ownerId: OLENA }),
  dealStep({ ownerId: OLENA }),
  callOn('deal'),
];

describe('a new client', () => {
  test('lead, call and open task are one request, in one transaction', async () => {
    const outcomes = await kit.provider.apply([leadStep(), callOn('lead'), todo()], []);
    expect(statuses(outcomes)).toEqual({
      lead: 'created',
      callRecord: 'created',
      'task.responsible': 'created',
    });
    expect(kit.log()).toEqual(['POST composite']);
    const [lead] = kit.fake.records('Lead');
    expect(lead).toMatchObject({
      LastName: '+380 67 123 4567',
      Company: '+380 67 123 4567',
      Phone: '+380671234567',
      OwnerId: OLENA,
      Ringostat_Phone__c: '380671234567',
      Ringostat_Call_Id__c: 'p_call1',
      Ringostat_State_Key__c: '380671234567_0',
      rs_utm_source__c: 'google',
    });
    expect(kit.fake.records('Task')).toMatchObject([
      {
        TaskSubtype: 'Call',
        CallType: 'Inbound',
        CallDisposition: 'ANSWERED',
        CallDurationInSeconds: 94,
        CallObject: 'p_call1',
        Status: 'Completed',
        ActivityDate: '2026-11-20',
        WhoId: lead?.Id,
        WhatId: null,
        Ringostat_Key__c: 'p_call1',
      },
      {
        Status: 'Not Started',
        Priority: 'High',
        IsReminderSet: true,
        OwnerId: IVAN,
        WhoId: lead?.Id,
        Ringostat_Key__c: 'p_call1_responsible',
      },
    ]);
    expect(outcomes[0]?.url).toBe(`${kit.fake.url}/lightning/r/Lead/${String(lead?.Id)}/view`);
  });

  test('an assignment rule does not take the lead from its owner', async () => {
    kit.fake.set({ leadAssignment: IVAN });
    await kit.provider.apply([leadStep()], []);
    expect(kit.fake.records('Lead')).toMatchObject([{ OwnerId: OLENA }]);
  });

  test('contact, deal with role and call: the deal gets the first open stage of the org', async () => {
    expect(statuses(await kit.provider.apply(dealPlan(), []))).toEqual({
      contact: 'created',
      deal: 'created',
      callRecord: 'created',
    });
    expect(kit.log()).toEqual(['POST composite']);
    const [contact] = kit.fake.records('Contact');
    const [deal] = kit.fake.records('Opportunity');
    expect(deal).toMatchObject({ StageName: 'Prospecting', IsClosed: false });
    expect(kit.fake.records('OpportunityContactRole')).toMatchObject([
      { ContactId: contact?.Id, OpportunityId: deal?.Id, IsPrimary: true },
    ]);
    expect(kit.fake.records('Task')).toMatchObject([{ WhoId: contact?.Id, WhatId: deal?.Id }]);
    const found = await kit.provider.find(queryOf());
    expect(found.map(({ entity, id, contactIds }) => ({ entity, id, contactIds }))).toEqual([
      { entity: 'contact', id: contact?.Id, contactIds: [] },
      { entity: 'deal', id: deal?.Id, contactIds: [contact?.Id] },
    ]);
  });

  test('text that looks like a reference stays text', async () => {
    const name = "@{lead.id} ' OR Name LIKE '%";
    expect(statuses(await kit.provider.apply([leadStep({ name }), callOn('lead')], []))).toEqual({
      lead: 'created',
      callRecord: 'created',
    });
    expect(kit.fake.records('Lead')).toMatchObject([{ LastName: "@ {lead.id} ' OR Name LIKE '%" }]);
  });
});

describe('again', () => {
  test('the same plan writes nothing and finds all', async () => {
    const plan = [leadStep(), callOn('lead'), todo()];
    const first = await kit.provider.apply(plan, []);
    const again = await kit.connect().provider.apply(plan, []);
    expect(again.map(({ status, recordId }) => ({ status, recordId }))).toEqual(
      first.map(({ recordId }) => ({ status: 'alreadyThere', recordId })),
    );
    expect([kit.fake.records('Lead').length, kit.fake.records('Task').length]).toEqual([1, 2]);
    // All or none, refused by a key; keys read. Nothing was lacking.
    expect(kit.log()).toHaveLength(3);
  });

  test('a plan cut off after the lead is finished', async () => {
    await kit.provider.apply([leadStep()], []);
    const again = await kit.connect().provider.apply([leadStep(), callOn('lead'), todo()], []);
    expect(statuses(again)).toEqual({
      lead: 'alreadyThere',
      callRecord: 'created',
      'task.responsible': 'created',
    });
    const [lead] = kit.fake.records('Lead');
    expect(kit.fake.records('Task')).toMatchObject([{ WhoId: lead?.Id }, { WhoId: lead?.Id }]);
  });

  test('a recording that comes late is added once, and nothing else changes', async () => {
    const link = 'https://app.ringostat.com/recordings/1.mp3';
    await kit.provider.apply([leadStep(), callOn('lead')], []);
    const [call] = kit.fake.records('Task');
    kit.fake.edit('Task', call?.Id ?? '', { Subject: 'changed by a person' });
    const late = [leadStep(), callOn('lead', { recordings: [link] })];
    const [, outcome] = await kit.provider.apply(late, []);
    expect(outcome).toMatchObject({ status: 'alreadyThere', recordId: call?.Id });
    expect(outcome?.reason.text).toContain('The recording was added.');
    await kit.provider.apply(late, []);
    const [after] = kit.fake.records('Task');
    expect(after?.Subject).toBe('changed by a person');
    expect(String(after?.Description).split(link)).toHaveLength(2);
  });

  test('a call written before its deal is linked to it later', async () => {
    const contact = contactStep({ ownerId: OLENA });
    await kit.provider.apply(
      [contact, { ...callOn('deal'), links: [{ entity: 'contact', step: 'contact' }] }],
      [],
    );
    expect(statuses(await kit.provider.apply(dealPlan(), []))).toMatchObject({
      deal: 'created',
      callRecord: 'alreadyThere',
    });
    const [deal] = kit.fake.records('Opportunity');
    expect(kit.fake.records('Task')).toMatchObject([{ WhatId: deal?.Id }]);
    expect(kit.fake.records('OpportunityContactRole')).toHaveLength(1);
  });

  test('two calls that see the same state meet in one lead; a closed one makes room for the next', async () => {
    const call = (n: number): CreateStep => leadStep({ callId: `p_call${n}` });
    await kit.provider.apply([call(1)], []);
    expect(statuses(await kit.provider.apply([call(2)], []))).toEqual({ lead: 'alreadyThere' });
    const [lead] = kit.fake.records('Lead');
    kit.fake.edit('Lead', lead?.Id ?? '', { Status: 'Closed - Not Converted' });
    expect(statuses(await kit.provider.apply([call(3)], []))).toEqual({ lead: 'created' });
    expect(statuses(await kit.provider.apply([call(4)], []))).toEqual({ lead: 'alreadyThere' });
    expect(kit.fake.records('Lead').map((row) => row.Ringostat_State_Key__c)).toEqual([
      '380671234567_0',
      `380671234567_0_${String(lead?.Id)}`,
    ]);
    // The call that made the closed lead is repeated: nothing new.
    expect(statuses(await kit.provider.apply([call(1)], []))).toEqual({ lead: 'alreadyThere' });
    expect(kit.fake.records('Lead')).toHaveLength(2);
  });
});

test('a lead stands alone in a task; else the person and the deal, else the company', async () => {
  const lead = kit.fake.seed('Lead', { LastName: 'L', Company: 'C' });
  const contact = kit.fake.seed('Contact', { LastName: 'C' });
  const company = kit.fake.seed('Account', { Name: 'A' });
  const name = { Name: 'D', StageName: 'Prospecting', CloseDate: '2026-12-01' };
  const deal = kit.fake.seed('Opportunity', name);
  const refs = { lead, contact, company, deal };
  const on = async (...entities: (keyof typeof refs)[]): Promise<unknown> => {
    const key = `p_${entities.join('_')}`;
    const links = entities.map((entity) => ({ entity, id: refs[entity] }));
    const [outcome] = await kit.provider.apply([{ ...callOn('lead'), key, links }], []);
    const task = kit.fake.records('Task').find(({ Id }) => Id === outcome?.recordId);
    return [task?.WhoId, task?.WhatId];
  };
  expect(await on('lead', 'contact', 'company')).toEqual([lead, null]);
  expect(await on('deal', 'contact', 'company')).toEqual([contact, deal]);
  expect(await on('contact', 'company')).toEqual([contact, company]);
  expect(await on('company')).toEqual([null, company]);
  // By hand, a lead given where a contact is asked.
  const [byHand] = await kit.provider.apply(
    [{ ...callOn('lead'), key: 'p_hand', links: [{ entity: 'contact', id: lead }] }],
    [],
  );
  expect(byHand).toMatchObject({ status: 'created' });
});
