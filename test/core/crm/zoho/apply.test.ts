import type { PlanStep } from '../../../../core/model/plan';
import { callStep, contactStep, dealStep, newClientPlan, statuses, taskStep, utm } from '../hubspot/kit';
import { leadStep, OLENA, onLead, SOFIA, startKit, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
/** The plans of the HubSpot kit with owners this organisation has. */
const owned = <T extends PlanStep>(step: T): T =>
  'ownerId' in step.values ? { ...step, values: { ...step.values, ownerId: OLENA } } : step;
const newClient = (): PlanStep[] => newClientPlan().map(owned);
const leadPlan = (): PlanStep[] => [leadStep(), owned(taskStep('manager', 'done', onLead))];

test('a new client of the usual table: lead and task in one request', async () => {
  const outcomes = await kit.provider.apply(leadPlan(), []);
  expect(statuses(outcomes)).toEqual({ lead: 'created', 'task.manager': 'created' });
  expect(kit.log()).toHaveLength(1);
  const [lead] = kit.fake.records('Leads');
  expect(lead?.values).toMatchObject({
    Last_Name: '+380 67 123 4567',
    Company: '+380 67 123 4567',
    Phone: '+380671234567',
    rs_state_key: '380671234567_0',
    rs_call_id: 'p_call1',
    rs_utm_source: 'google',
    Owner: { id: OLENA },
  });
  const [task] = kit.fake.records('Tasks');
  expect(task?.values).toMatchObject({
    Subject: 'Call back (manager)',
    Status: 'Completed',
    Due_Date: '2026-11-20',
    Description: 'Missed\n<script>',
    What_Id: { id: lead?.id },
    rs_task_key: 'p_call1_manager',
    rs_call_id: 'p_call1',
  });
});

test('contact, deal, call record and task in one request, linked with one another', async () => {
  const outcomes = await kit.provider.apply(newClient(), []);
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created', 'created']);
  expect(kit.log()).toHaveLength(1);
  const [contact] = kit.fake.records('Contacts');
  const [deal] = kit.fake.records('Deals');
  const [call] = kit.fake.records('Calls');
  const [task] = kit.fake.records('Tasks');
  expect(contact?.values).toMatchObject({ rs_phone_key: '380671234567', rs_call_id: 'p_call1' });
  expect(deal?.values).toMatchObject({ Stage: 'Qualification', Contact_Name: { id: contact?.id } });
  expect(call?.values).toMatchObject({
    Call_Type: 'Inbound',
    Call_Duration: '01:34',
    Who_Id: { id: contact?.id },
    What_Id: { id: deal?.id },
    rs_call_id: 'p_call1',
  });
  expect(task?.values).toMatchObject({
    Status: 'Not Started',
    Priority: 'High',
    Who_Id: { id: contact?.id },
    What_Id: { id: deal?.id },
  });
});

test('the same plan again makes nothing', async () => {
  const steps = [...newClient(), owned(taskStep('manager', 'done'))];
  const first = await kit.provider.apply(steps, []);
  const again = await kit.connect().provider.apply(steps, []);
  expect(again.map(({ status }) => status)).toEqual(steps.map(() => 'alreadyThere'));
  expect(again.map(({ recordId }) => recordId)).toEqual(first.map(({ recordId }) => recordId));
  for (const module of ['Contacts', 'Deals', 'Calls'] as const)
    expect(kit.fake.records(module)).toHaveLength(1);
  expect(kit.fake.records('Tasks')).toHaveLength(2);
});

test('company, contact, deal, call record and task: five parts; a second task goes in a second request', async () => {
  const company = { ...contactStep(), id: 'company', kind: 'company' as const };
  const contact = contactStep({}, [{ entity: 'company', step: 'company' }]);
  const deal = dealStep({}, { links: [...dealStep().links, { entity: 'company', step: 'company' }] });
  const steps = [company, contact, deal, callStep(), taskStep('responsible')].map(owned);
  const outcomes = await kit.provider.apply([...steps, owned(taskStep('manager', 'done'))], []);
  expect(outcomes.every(({ status }) => status === 'created')).toBe(true);
  expect(kit.log()).toHaveLength(2);
  const [account] = kit.fake.records('Accounts');
  expect(kit.fake.records('Contacts')[0]?.values).toMatchObject({ Account_Name: { id: account?.id } });
  expect(kit.fake.records('Deals')[0]?.values).toMatchObject({ Account_Name: { id: account?.id } });
});

test('a lead that was lost does not take the next call: a new one is made', async () => {
  await kit.provider.apply([leadStep()], []);
  const [lead] = kit.fake.records('Leads');
  kit.fake.edit('Leads', lead?.id ?? '', { Lead_Status: 'Lost Lead' });
  const next = leadStep({ callId: 'p_call2' }, { key: 'p_call2' });
  expect(statuses(await kit.provider.apply([next], []))).toEqual({ lead: 'created' });
  expect(kit.fake.records('Leads')).toHaveLength(2);
});

test('a converted lead neither', async () => {
  await kit.provider.apply([leadStep()], []);
  const [lead] = kit.fake.records('Leads');
  kit.fake.convert(lead?.id ?? '', {});
  const next = leadStep({ callId: 'p_call2' }, { key: 'p_call2' });
  expect(statuses(await kit.provider.apply([next], []))).toEqual({ lead: 'created' });
});

test('attribution and owner of one record go in one part', async () => {
  const id = kit.fake.seed('Leads', { Last_Name: 'Known', Phone: '+380671234567', Owner: { id: SOFIA } });
  const target = { entity: 'lead' as const, id };
  const reason = leadStep().reason;
  const outcomes = await kit.provider.apply(
    [
      {
        id: 'attribution.lead',
        kind: 'attribution',
        key: 'a',
        reason,
        target,
        values: utm({ utm_medium: 'cpc' }),
      },
      { id: 'owner.lead', kind: 'owner', key: 'o', reason, target, values: { ownerId: OLENA } },
    ],
    [],
  );
  expect(outcomes.map(({ status, changes }) => [status, changes])).toEqual([
    ['updated', [{ field: 'rs_utm_medium', before: null, after: 'cpc' }]],
    ['updated', [{ field: 'Owner', before: null, after: OLENA }]],
  ]);
  expect(kit.log()).toEqual([`POST composite: PUT Leads/${id}`]);
  expect(kit.fake.records('Leads')[0]?.values).toMatchObject({
    rs_utm_medium: 'cpc',
    Owner: { id: OLENA },
  });
});

test('a task for lead and contact hangs on the lead and names the contact', async () => {
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Known', Phone: '+380671234567' });
  const existing = await kit.provider.find({
    phone: null,
    email: null,
    googleClientId: null,
    entities: ['contact'],
    closedDeals: false,
    recent: { contact },
  });
  const task = owned(taskStep('manager', 'done', [...onLead, { entity: 'contact', id: contact }]));
  const outcomes = await kit.provider.apply([leadStep(), task], existing);
  expect(statuses(outcomes)).toEqual({ lead: 'created', 'task.manager': 'created' });
  const { values } = kit.fake.records('Tasks')[0] ?? {};
  expect(values).toMatchObject({ What_Id: { id: kit.fake.records('Leads')[0]?.id } });
  expect(values?.Who_Id ?? null).toBeNull();
  expect(values?.Description).toBe(`Missed\n<script>\nKnown: Contacts ${contact}`);
});

test('a recording that comes late is added to the call record that lacks it', async () => {
  const link = 'https://app.ringostat.com/recordings/1.mp3';
  const call = (recordings: string[]): PlanStep =>
    owned({ ...callStep({ links: [] }), values: { ...callStep().values, recordings } });
  await kit.provider.apply([call([])], []);
  const again = await kit.connect().provider.apply([call([link])], []);
  expect(again[0]).toMatchObject({ status: 'alreadyThere' });
  expect(again[0]?.reason.text).toContain('The recording was added.');
  const [record] = kit.fake.records('Calls');
  expect(record?.values).toMatchObject({ Voice_Recording__s: link });
  expect(record?.values.Description).toContain(link);
  await kit.connect().provider.apply([call([link])], []);
  expect(kit.log().filter((line) => line.includes('PUT'))).toHaveLength(1);
});
