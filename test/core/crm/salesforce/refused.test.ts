import { contactStep, dealStep, statuses, taskStep } from '../hubspot/kit';
import type { CreateStep, PlanStep } from '../../../../core/plan/types';
import { callOn, IVAN, leadStep, LEV, OLENA, startKit, type Kit } from './kit';

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

describe('one step is refused', () => {
  test('an inactive owner: the senior gets it, the rest is written', async () => {
    const outcomes = await kit.provider.apply(
      [leadStep({ ownerId: LEV, fallbackOwnerId: IVAN }), callOn('lead')],
      [],
    );
    expect(statuses(outcomes)).toEqual({ lead: 'created', callRecord: 'created' });
    expect(outcomes[0]?.reason.text).toContain(LEV);
    expect(kit.fake.records('Lead')).toMatchObject([{ OwnerId: IVAN }]);
  });

  test('no senior either: the integration user has it', async () => {
    const outcomes = await kit.provider.apply([leadStep({ ownerId: LEV })], []);
    expect(outcomes[0]).toMatchObject({ status: 'created' });
    expect(outcomes[0]?.reason.text).toContain('integration user');
  });

  test('a required field: the lead fails with its name, its task waits, the other record is written', async () => {
    kit.fake.addField('Lead', { name: 'Region__c', required: true });
    const plan = [leadStep(), contactStep({ ownerId: OLENA }), { ...todo() }];
    const outcomes = await kit.provider.apply(plan, []);
    expect(statuses(outcomes)).toEqual({ lead: 'failed', contact: 'created', 'task.responsible': 'failed' });
    expect(outcomes[0]?.error).toMatchObject({ kind: 'invalidField' });
    expect(outcomes[0]?.error?.message).toContain('Region__c');
    expect(outcomes[0]?.error?.advice).toContain('Region__c');
    expect(outcomes[2]?.error?.message).toContain('because the lead it belongs to was not');
    kit.fake.removeField('Lead', 'Region__c');
    expect(statuses(await kit.provider.apply(plan, []))).toEqual({
      lead: 'created',
      contact: 'alreadyThere',
      'task.responsible': 'created',
    });
  });

  test('a stage that was removed: the message names it and those that there are', async () => {
    kit.fake.removeStage('Prospecting');
    const [contact, , call] = dealPlan();
    const plan = [contact!, dealStep({ ownerId: OLENA, stage: 'Prospecting' }), call!];
    const outcomes = await kit.provider.apply(plan, []);
    expect(statuses(outcomes)).toEqual({ contact: 'created', deal: 'failed', callRecord: 'created' });
    expect(outcomes[1]?.error?.message).toContain('the stage Prospecting does not exist');
    expect(outcomes[1]?.error?.advice).toContain('Qualification');
  });

  test('a locked row is tried again', async () => {
    kit.fake.refuseSaves('Lead', {
      errorCode: 'UNABLE_TO_LOCK_ROW',
      message: 'unable to obtain exclusive access',
    });
    expect(statuses(await kit.provider.apply([leadStep(), callOn('lead')], []))).toEqual({
      lead: 'created',
      callRecord: 'created',
    });
    expect(kit.fake.records('Lead')).toHaveLength(1);
  });

  test('a duplicate rule that blocks: the record it names is taken', async () => {
    const there = kit.fake.seed('Lead', { LastName: 'Known', Company: 'Known', Email: 'a@b.example' });
    kit.fake.set({ duplicateRules: [{ object: 'Lead', field: 'Email', action: 'block' }] });
    const outcomes = await kit.provider.apply([leadStep({ email: 'a@b.example' }), callOn('lead')], []);
    expect(outcomes[0]).toMatchObject({ status: 'alreadyThere', recordId: there });
    expect(kit.fake.records('Task')).toMatchObject([{ WhoId: there }]);
  });

  test('a deleted linked record: the task goes to what is left; remembered ones are told', async () => {
    const gone = kit.fake.seed('Contact', { LastName: 'Gone' });
    const deal = kit.fake.seed('Opportunity', {
      Name: 'Deal',
      StageName: 'Prospecting',
      CloseDate: '2026-12-01',
    });
    kit.fake.remove('Contact', gone);
    const call = {
      ...callOn('deal'),
      links: [
        { entity: 'deal' as const, id: deal },
        { entity: 'contact' as const, id: gone },
      ],
    };
    const [outcome] = await kit.provider.apply([call], []);
    expect(outcome).toMatchObject({ status: 'created' });
    expect(outcome?.reason.text).toContain(gone);
    expect(kit.fake.records('Task')).toMatchObject([{ WhatId: deal, WhoId: null }]);
    const remembered = {
      ...callOn('deal'),
      key: 'p_call2',
      links: [{ entity: 'contact' as const, id: gone, remembered: true as const }],
    };
    const [second] = await kit.provider.apply([remembered], []);
    expect(second?.error).toMatchObject({ kind: 'notFound' });
  });

  test('a lead converted meanwhile: the call goes to its contact and deal', async () => {
    const contact = kit.fake.seed('Contact', { LastName: 'C' });
    const deal = kit.fake.seed('Opportunity', {
      Name: 'D',
      StageName: 'Prospecting',
      CloseDate: '2026-12-01',
    });
    const lead = kit.fake.seed('Lead', {
      LastName: 'C',
      Company: 'C',
      IsConverted: true,
      ConvertedContactId: contact,
      ConvertedOpportunityId: deal,
    });
    const call = { ...callOn('lead'), links: [{ entity: 'lead' as const, id: lead }] };
    expect(statuses(await kit.provider.apply([call], []))).toEqual({ callRecord: 'created' });
    expect(kit.fake.records('Task')).toMatchObject([{ WhoId: contact, WhatId: deal }]);
  });

  test('an org that hides its lists of names: those of a new org are written', async () => {
    kit.fake.set({ rights: { hidden: ['TaskStatus'] } });
    expect(statuses(await kit.provider.apply([leadStep(), callOn('lead')], []))).toEqual({
      lead: 'created',
      callRecord: 'created',
    });
    expect(kit.fake.records('Task')).toMatchObject([{ Status: 'Completed' }]);
  });

  test('a duplicate rule that names a record of another kind: the error says so, nothing is doubled', async () => {
    kit.fake.seed('Contact', { LastName: 'Known', Email: 'a@b.example' });
    kit.fake.refuseSaves(
      'Lead',
      { errorCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?' },
      9,
    );
    const [outcome] = await kit.provider.apply([leadStep({ email: 'a@b.example' })], []);
    expect(outcome?.error).toMatchObject({ kind: 'alreadyExists' });
    expect(outcome?.error?.advice).toContain('duplicate rule');
    expect(kit.fake.records('Lead')).toEqual([]);
  });

  test('a trigger of the org that fails is told to its administrator', async () => {
    const refusal = { errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: 'LeadTrigger: boom' };
    kit.fake.refuseSaves('Lead', refusal, 9);
    const [outcome] = await kit.provider.apply([leadStep()], []);
    expect(outcome?.error?.message).toContain('LeadTrigger');
    expect(outcome?.error?.advice).toContain('administrator');
  });
});
