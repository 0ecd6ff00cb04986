import { contactStep, dealStep, statuses, taskStep } from '../hubspot/kit';
import type { CreateStep, PlanStep } from '../../../../core/model/plan';
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

  // Until G-28 the task waited for the lead.
  test('a required field: the lead fails with its name, its task and the other record are written', async () => {
    kit.fake.addField('Lead', { name: 'Region__c', required: true });
    const plan = [leadStep(), contactStep({ ownerId: OLENA }), { ...todo() }];
    const outcomes = await kit.provider.apply(plan, []);
    expect(statuses(outcomes)).toEqual({ lead: 'failed', contact: 'created', 'task.responsible': 'created' });
    expect(kit.fake.records('Task')).toMatchObject([{ WhoId: null }]);
    expect(outcomes[0]?.error).toMatchObject({ kind: 'invalidField' });
    expect(outcomes[0]?.error?.message).toContain('Region__c');
    expect(outcomes[0]?.error?.advice).toContain('Region__c');
    kit.fake.removeField('Lead', 'Region__c');
    expect(statuses(await kit.provider.apply(plan, []))).toEqual({
      lead: 'created',
      contact: 'alreadyThere',
      'task.responsible': 'alreadyThere',
    });
    // Run again it is linked.
    const [lead] = kit.fake.records('Lead');
    expect(kit.fake.records('Task')).toMatchObject([{ WhoId: lead!['Id'] }]);
  });

  test.each([
    ['a field made mandatory', () => kit.fake.changeField('Opportunity', 'AccountId', { required: true })],
    [
      'a validation rule that names the field',
      () =>
        kit.fake.refuseSaves('Opportunity', {
          errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
          message: 'Choose an account.',
          fields: ['AccountId'],
        }),
    ],
  ])('an opportunity needs an account (%s): the default account of the node', async (_kind, demand) => {
    const account = kit.fake.seed('Account', { Name: 'House account' });
    demand();
    const [contact, , call] = dealPlan();
    const plan = [contact!, dealStep({ ownerId: OLENA, defaults: { AccountId: account } }), call!];
    expect(statuses(await kit.provider.apply(plan, []))).toEqual({
      contact: 'created',
      deal: 'created',
      callRecord: 'created',
    });
    expect(kit.fake.records('Opportunity')).toMatchObject([{ AccountId: account }]);
  });

  test.each(['refused', 'stored'] as const)(
    'a stage that is gone, where Salesforce has it %s: the message names it and those that there are',
    async (unlisted) => {
      await kit.close();
      kit = await startKit({ unlisted });
      kit.fake.removeStage('Prospecting');
      const [contact, , call] = dealPlan();
      const plan = [contact!, dealStep({ ownerId: OLENA, stage: 'Prospecting' }), call!];
      const outcomes = await kit.provider.apply(plan, []);
      expect(statuses(outcomes)).toEqual({ contact: 'created', deal: 'failed', callRecord: 'created' });
      expect(outcomes[1]?.error?.message).toContain('the stage Prospecting does not exist');
      expect(outcomes[1]?.error?.advice).toContain('Qualification');
    },
  );

  test.each(['refused', 'stored'] as const)(
    'a status that no list has, where Salesforce has it %s: left out with a note',
    async (unlisted) => {
      await kit.close();
      kit = await startKit({ unlisted });
      const call = callOn('lead', { fields: { Status: 'Phoned' } });
      const outcomes = await kit.provider.apply([leadStep({ fields: { Status: 'Gone' } }), call], []);
      expect(outcomes.map(({ error }) => error)).toEqual([null, null]);
      expect(statuses(outcomes)).toEqual({ lead: 'created', callRecord: 'created' });
      expect(outcomes.map(({ reason }) => /(\w+) was left out/.exec(reason.text)?.[1])).toEqual([
        'Status',
        'Status',
      ]);
      const known = (object: string): unknown[] => kit.fake.records(object).map(({ ApiName }) => ApiName);
      expect(known('LeadStatus')).toContain(kit.fake.records('Lead')[0]?.Status);
      expect(known('TaskStatus')).toContain(kit.fake.records('Task')[0]?.Status);
    },
  );

  test('an org whose accounts are persons by default: the company gets a business record type', async () => {
    await kit.close();
    kit = await startKit({ personAccounts: true });
    const { values, ...rest } = contactStep({ name: 'Acme', ownerId: OLENA });
    const company: PlanStep = { ...rest, id: 'company', kind: 'company', values };
    const contact = contactStep({ ownerId: OLENA }, [{ entity: 'company', step: 'company' }]);
    const outcomes = await kit.provider.apply([company, contact], []);
    expect(statuses(outcomes)).toEqual({ company: 'created', contact: 'created' });
    expect(outcomes[0]?.reason.text).toContain('business record type');
    const [account] = kit.fake.records('Account');
    const type = kit.fake.records('RecordType').find(({ Id }) => Id === account?.RecordTypeId);
    expect([account?.Name, type?.Name]).toEqual(['Acme', 'Business']);
    expect(kit.fake.records('Contact')).toMatchObject([{ AccountId: account?.Id }]);
  });

  test('a chosen stage costs no request', async () => {
    const plan = [contactStep({ ownerId: OLENA }), dealStep({ ownerId: OLENA, stage: 'Qualification' })];
    expect(statuses(await kit.provider.apply(plan, []))).toEqual({ contact: 'created', deal: 'created' });
    expect(kit.fake.records('Opportunity')).toMatchObject([{ StageName: 'Qualification' }]);
    expect(kit.fake.requests).toHaveLength(1);
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

  test.each([
    ['as live orgs misspell it', 'duplicateResut'],
    ['as described', 'duplicateResult'],
  ] as const)('a duplicate rule that blocks, told %s: the record it names is taken', async (_how, key) => {
    const there = kit.fake.seed('Lead', { LastName: 'Known', Company: 'Known', Email: 'a@b.example' });
    const rule = { object: 'Lead', field: 'Email', action: 'block' } as const;
    kit.fake.set({ duplicateRules: [rule], duplicateKey: key });
    const outcomes = await kit.provider.apply([leadStep({ email: 'a@b.example' }), callOn('lead')], []);
    expect(outcomes[0]).toMatchObject({ status: 'alreadyThere', recordId: there });
    expect(kit.fake.records('Task')).toMatchObject([{ WhoId: there }]);
  });

  test('a private contact of somebody else has the key: told with the right that lacks; the call is written', async () => {
    const [first, other] = kit.fake.records('User').map(({ Id }) => Id);
    kit.fake.set({ rights: { viewAll: [] } });
    kit.fake.seed('Contact', { LastName: 'X', OwnerId: other ?? '', Ringostat_Phone__c: '380671234567' });
    const onContact = [{ entity: 'contact' as const, step: 'contact' }];
    const plan = [contactStep({ ownerId: first ?? null }), { ...callOn('lead'), links: onContact }];
    const [contact, call] = await kit.provider.apply(plan, []);
    expect(contact?.error).toMatchObject({ kind: 'alreadyExists' });
    expect(contact?.error?.advice).toContain('"View All Records" on contacts');
    expect(call).toMatchObject({ status: 'created', error: null });
    expect(kit.fake.records('Contact')).toHaveLength(1);
    expect(kit.fake.records('Task')).toMatchObject([{ WhoId: null }]);
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
