/** A layout that lacks our fields: Zoho takes the record, answers success, and keeps neither keys nor attribution. */
import { DEFAULT_DEAL_LAYOUTS } from '../../../../sandbox/zoho/defaults';
import type { FakeLayout } from '../../../../sandbox/zoho/types';
import { inLanguage } from '../../../../core/http/in-language';
import { OTHER_LAYOUTS } from '../../../../sandbox/zoho/lab-org';
import type { PlanStep } from '../../../../core/model/plan';
import { callStep, contactStep, dealStep, statuses, taskStep } from '../hubspot/kit';
import { leadStep, OLENA, onLead, OURS, startKit, type Kit } from './kit';

const PARTNERS: FakeLayout = {
  ...OTHER_LAYOUTS.deal,
  pipelines: [
    {
      id: '4876876000000092009',
      name: 'Partners',
      stages: [{ id: '4876876000000093009', name: 'Partner New', type: 'Open' }],
    },
  ],
};
const PIPELINE = `Partners@layout:${PARTNERS.id}`;
const LEADS = OTHER_LAYOUTS.lead;

let kit: Kit;
async function start(lacks: { deal?: string[]; lead?: string[] } = {}): Promise<void> {
  kit = await startKit({
    dealLayouts: [...DEFAULT_DEAL_LAYOUTS, PARTNERS],
    moreLayouts: { Leads: [LEADS] },
  });
  const all = (module: 'Deals' | 'Leads'): string[] => OURS?.[module]?.map(({ name }) => name) ?? [];
  kit.fake.takeFromLayout(PARTNERS.id, lacks.deal ?? all('Deals'));
  kit.fake.takeFromLayout(LEADS.id, lacks.lead ?? all('Leads'));
}
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});

const owned = <T extends PlanStep>(step: T): T =>
  'ownerId' in step.values ? { ...step, values: { ...step.values, ownerId: OLENA } } : step;
const place = { pipeline: PIPELINE, stage: 'Partner New' };
const dealPlan = (): PlanStep[] =>
  [contactStep(), dealStep(place), callStep(), taskStep('manager', 'done')].map(owned);
const leadPlan = (): PlanStep[] => [
  leadStep({ fields: { Layout: LEADS.id } }),
  owned(taskStep('manager', 'done', onLead)),
];
/** All that is in the organisation, by module. */
const counted = (): Record<string, number> =>
  Object.fromEntries(
    (['Leads', 'Contacts', 'Deals', 'Calls', 'Tasks'] as const).map((module) => [
      module,
      kit.fake.records(module).length,
    ]),
  );

test('a deal whose layout loses its keys: written with a note that names layout and fields, and once', async () => {
  await start();
  const first = await kit.provider.apply(dealPlan(), []);
  expect(statuses(first)).toEqual({
    contact: 'created',
    deal: 'created',
    callRecord: 'created',
    'task.manager': 'created',
  });
  const note = first.find(({ kind }) => kind === 'deal')?.reason.text ?? '';
  for (const part of ['Partner deals', 'rs_state_key', 'rs_call_id', 'Layouts']) expect(note).toContain(part);
  const [deal] = kit.fake.records('Deals');
  expect(deal?.values).toMatchObject({ Pipeline: 'Partners', Stage: 'Partner New' });
  expect(deal?.values).not.toHaveProperty('rs_state_key');
  expect(kit.fake.records('Calls')[0]?.values.What_Id).toMatchObject({ id: deal?.id });
  const before = counted();
  expect(before).toEqual({ Leads: 0, Contacts: 1, Deals: 1, Calls: 1, Tasks: 1 });

  const again = await kit.connect().provider.apply(dealPlan(), []);
  expect(statuses(again)).toEqual({
    contact: 'alreadyThere',
    deal: 'alreadyThere',
    callRecord: 'alreadyThere',
    'task.manager': 'alreadyThere',
  });
  expect(again.find(({ kind }) => kind === 'deal')?.recordId).toBe(deal?.id);
  expect(counted()).toEqual(before);
});

test('the same for a client who is there already, whom the plan only names by id', async () => {
  await start();
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Known', Phone: '+380671234567' });
  const links = [{ entity: 'contact' as const, id: contact }];
  const plan = (): PlanStep[] => [owned(dealStep(place, { links }))];
  const [made] = await kit.provider.apply(plan(), []);
  const [again] = await kit.connect().provider.apply(plan(), []);
  expect([made?.status, again?.status]).toEqual(['created', 'alreadyThere']);
  expect(again?.recordId).toBe(made?.recordId);
  expect(kit.fake.records('Deals')).toHaveLength(1);
  // What is closed is no reason against a new one.
  kit.fake.edit('Deals', made?.recordId ?? '', { Stage: 'Closed Lost' });
  const [next] = await kit.connect().provider.apply(plan(), []);
  expect(next?.status).toBe('created');
});

test.each(['dropAfterCommit', 'dropBefore'] as const)(
  'a keyless deal cut by %s is looked for by name and client, and written once',
  async (answer) => {
    await start();
    const posts = (body: unknown): boolean => JSON.stringify(body).includes('"/crm/v8/Deals"');
    kit.fake.faults.next({
      answer,
      match: ({ path, body }) => path.endsWith('composite_requests') && posts(body),
    });
    expect(statuses(await kit.provider.apply(dealPlan(), []))).toMatchObject({ deal: 'created' });
    expect(counted()).toEqual({ Leads: 0, Contacts: 1, Deals: 1, Calls: 1, Tasks: 1 });
  },
);

test('two workers at once: one keyless deal stays', async () => {
  await start();
  const contact = kit.fake.seed('Contacts', { Last_Name: 'Known', Phone: '+380671234567' });
  const links = [{ entity: 'contact' as const, id: contact }];
  const plan = (): PlanStep[] => [owned(dealStep(place, { links }))];
  const both = await Promise.all(
    [kit.connect(), kit.connect()].map(({ provider }) => provider.apply(plan(), [])),
  );
  const [deal, ...more] = kit.fake.records('Deals');
  expect(more).toEqual([]);
  for (const [outcome] of both) expect(outcome?.recordId).toBe(deal?.id);
});

test('a lead whose layout is mapped and loses its keys: the same note, and once', async () => {
  await start();
  const [first] = await kit.provider.apply(leadPlan(), []);
  expect(first?.status).toBe('created');
  expect(first?.reason.text).toContain('Partner leads');
  expect(kit.fake.records('Leads')[0]?.values).not.toHaveProperty('rs_state_key');
  const again = await kit.connect().provider.apply(leadPlan(), []);
  expect(again.map(({ status }) => status)).toEqual(['alreadyThere', 'alreadyThere']);
  expect(counted()).toMatchObject({ Leads: 1, Tasks: 1 });
});

test('a layout that lacks attribution only: a note, keys as ever, no request more than the look at layouts', async () => {
  await start({ deal: ['rs_utm_source'] });
  const plan = [owned(contactStep()), owned(dealStep(place))];
  const outcomes = await kit.provider.apply(plan, []);
  const text = outcomes.find(({ kind }) => kind === 'deal')?.reason.text ?? '';
  expect(text).toContain('rs_utm_source');
  expect(text).not.toContain('rs_state_key');
  expect(kit.fake.records('Deals')[0]?.values).toHaveProperty('rs_state_key');
  expect(kit.log()).toEqual([
    'GET settings/layouts',
    'POST composite: POST Contacts, POST Deals, POST coql, POST coql',
  ]);
});

test('health names each layout that lacks fields of ours, and the fields; of a sound one it says nothing', async () => {
  await start({ deal: ['rs_state_key', 'rs_utm_term'], lead: [] });
  const told = (await kit.provider.health()).filter(({ code }) => code.startsWith('zoho.layouts'));
  expect(told.map((one) => inLanguage(one, 'en'))).toEqual([
    {
      level: 'warning',
      code: 'zoho.layouts.Deals.lacks',
      message: expect.stringContaining(
        'The layout Partner deals of Deals lacks rs_state_key, rs_utm_term',
      ) as string,
      advice: expect.stringContaining('Setup, Modules and Fields, Deals, Layouts') as string,
    },
  ]);
});

test('a layout that has all of ours: looked at once, nothing else changes', async () => {
  await start({ deal: [] });
  const deal = (n: number): PlanStep[] => [
    owned(dealStep({ ...place, callId: `c${n}` }, { key: `c${n}`, stateKey: `s${n}`, links: [] })),
  ];
  await kit.provider.apply(deal(1), []);
  const [outcome] = await kit.provider.apply(deal(2), []);
  expect(outcome?.reason.text).not.toContain('layout');
  expect(kit.log()).toEqual([
    'GET settings/layouts',
    'POST composite: POST Deals, POST coql',
    'POST composite: POST Deals, POST coql',
  ]);
});
