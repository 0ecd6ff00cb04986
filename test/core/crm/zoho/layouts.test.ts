/** A layout that lacks our fields: Zoho takes the record, answers success, and keeps neither keys nor attribution. */
import { DEFAULT_DEAL_LAYOUTS, PLAIN_LAYOUT_IDS } from '../../../../sandbox/zoho/defaults';
import type { FakeLayout } from '../../../../sandbox/zoho/types';
import { inLanguage } from '../../../../core/http/in-language';
import { OTHER_LAYOUTS } from '../../../../sandbox/zoho/lab-org';
import type { StepOutcome } from '../../../../core/model/outcome';
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
async function start(
  lacks: { deal?: string[]; lead?: string[] } = {},
  layoutChanges: 'accept' | 'refuse' = 'refuse',
): Promise<void> {
  kit = await startKit({
    dealLayouts: [...DEFAULT_DEAL_LAYOUTS, PARTNERS],
    moreLayouts: { Leads: [LEADS] },
    layoutChanges,
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

test('a layout that lacks attribution only and may not be changed: a note, keys as ever', async () => {
  await start({ deal: ['rs_utm_source'] });
  const plan = [owned(contactStep()), owned(dealStep(place))];
  const outcomes = await kit.provider.apply(plan, []);
  const text = outcomes.find(({ kind }) => kind === 'deal')?.reason.text ?? '';
  expect(text).toContain('rs_utm_source');
  expect(text).not.toContain('rs_state_key');
  expect(kit.fake.records('Deals')[0]?.values).toHaveProperty('rs_state_key');
  // The layout is to be changed once, and is not asked again.
  expect(kit.log()).toEqual([
    'GET settings/layouts',
    'GET settings/fields',
    `PATCH settings/layouts/${PARTNERS.id}`,
    'POST composite: POST Contacts, POST Deals, POST coql, POST coql',
  ]);
  kit.fake.requests.length = 0;
  const next = dealStep({ ...place, callId: 'c2' }, { key: 'c2', stateKey: 's2', links: [] });
  await kit.provider.apply([owned(next)], []);
  expect(kit.log()).toEqual(['POST composite: POST Deals, POST coql']);
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
      advice: expect.stringMatching(
        /create missing fields.*Setup, Modules and Fields, Deals, Layouts/,
      ) as string,
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

test('a layout that may be changed gets our fields before the first record is written there: no key is lost', async () => {
  await start({}, 'accept');
  const plan = (): PlanStep[] =>
    [...dealPlan(), ...leadPlan()].filter(({ id }, at, all) => all.findIndex((one) => one.id === id) === at);
  const first = await kit.provider.apply(plan(), []);
  expect(new Set(first.map(({ status }) => status))).toEqual(new Set(['created']));
  expect(kit.fake.records('Deals')[0]?.values).toHaveProperty('rs_state_key');
  expect(kit.fake.records('Leads')[0]?.values).toHaveProperty('rs_state_key');
  expect((await kit.provider.health()).filter(({ code }) => code.startsWith('zoho.layouts'))).toEqual([]);
});

test.each(['accept', 'refuse'] as const)(
  'create missing fields puts them on every layout; where that is answered by %s, what is left is named',
  async (layoutChanges) => {
    await start({ deal: ['rs_utm_term'], lead: ['rs_call_id', 'rs_state_key'] }, layoutChanges);
    kit.fake.takeFromLayout(PLAIN_LAYOUT_IDS.Calls, ['rs_call_id']);
    const { missing } = await kit.provider.ensureFields();
    const left = [
      ['Leads', 'rs_state_key', 'Partner leads'],
      ['Leads', 'rs_call_id', 'Partner leads'],
      ['Deals', 'rs_utm_term', 'Partner deals'],
      ['Calls', 'rs_call_id', 'Layouts'],
    ];
    expect(missing.map(({ entity, field }) => [entity, field]).sort()).toEqual(
      layoutChanges === 'accept' ? [] : left.map(([entity, field]) => [entity, field]).sort(),
    );
    for (const [entity, field, told = ''] of layoutChanges === 'accept' ? [] : left)
      expect(missing.find((one) => one.entity === entity && one.field === field)?.reason).toContain(told);
    expect(await kit.provider.apply([callStep({ links: [] })], [])).toMatchObject([{ status: 'created' }]);
  },
);

const ON_CONTACT = [{ entity: 'contact' as const, step: 'contact' }];

/** The layout that records go by which name none; what it may lack, demand and hide of what a plan writes. */
const FIRST: {
  module: 'Leads' | 'Contacts' | 'Deals' | 'Calls' | 'Tasks';
  layout: string;
  plans: (defaults: Record<string, string>) => PlanStep[][];
  unfilled: string;
  lists: [string, string][];
}[] = [
  {
    module: 'Leads',
    layout: PLAIN_LAYOUT_IDS.Leads,
    plans: (defaults) => [[leadStep({ defaults, fields: { Lead_Source: 'Chat' } })]],
    unfilled: 'City',
    lists: [['Lead_Source', 'Chat']],
  },
  {
    module: 'Contacts',
    layout: PLAIN_LAYOUT_IDS.Contacts,
    plans: (defaults) => [[contactStep({ defaults })]],
    unfilled: 'Title',
    lists: [],
  },
  {
    module: 'Deals',
    layout: DEFAULT_DEAL_LAYOUTS[0]?.id ?? '',
    plans: (defaults) => [[contactStep(), dealStep({ defaults, pipeline: null, stage: null })]],
    unfilled: 'Next_Step',
    lists: [],
  },
  {
    module: 'Calls',
    layout: PLAIN_LAYOUT_IDS.Calls,
    plans: (defaults) =>
      (['incoming', 'outgoing'] as const).flatMap((direction) =>
        (['answered', 'missed'] as const).map((status) => {
          const key = `${direction}_${status}`;
          const talk = status === 'missed' ? 0 : 60;
          const step = callStep({ key, links: ON_CONTACT });
          const values = { ...step.values, direction, status, talk, title: key, defaults };
          return [contactStep(), { ...step, values }];
        }),
      ),
    unfilled: 'Call_Agenda',
    lists: [
      ['Call_Type', 'Missed'],
      ['Call_Type', 'Inbound'],
      ['Call_Type', 'Outbound'],
      ['Outgoing_Call_Status', 'Completed'],
    ],
  },
  {
    module: 'Tasks',
    layout: PLAIN_LAYOUT_IDS.Tasks,
    plans: (defaults) => [
      [
        contactStep(),
        ...(['manager', 'senior', 'responsible'] as const).map((role, at) => {
          const step = taskStep(role, at === 0 ? 'done' : 'open', ON_CONTACT);
          return { ...step, values: { ...step.values, body: `Task of the ${role}`, defaults } };
        }),
      ],
    ],
    unfilled: 'Extra',
    lists: [
      ['Status', 'Completed'],
      ['Status', 'Not Started'],
      ['Priority', 'High'],
      ['Priority', 'Normal'],
    ],
  },
];
const EXTRA = { name: 'Extra' };
const KINDS = FIRST.flatMap((of) => [
  ...(['accept', 'refuse'] as const).flatMap((layoutChanges) =>
    (['refuse', 'answer'] as const).map((unusedColumns) => ({
      ...of,
      what: `lacks our fields, changing it: ${layoutChanges}, asking for them: ${unusedColumns}`,
      options: { layoutChanges, unusedColumns },
      change: ({ fake }: Kit) =>
        fake.takeFromLayout(of.layout, OURS?.[of.module]?.map(({ name }) => name) ?? []),
    })),
  ),
  {
    ...of,
    what: `demands ${of.unfilled}`,
    options: {},
    change: ({ fake }: Kit) => fake.demandInLayout(of.layout, of.unfilled),
  },
  ...of.lists.map(([field, value]) => ({
    ...of,
    what: `hides ${field} ${value}`,
    options: {},
    change: ({ fake }: Kit) => fake.hideInLayout(of.layout, field, value),
  })),
]);

test.each(KINDS.map((kind) => [kind.module, kind.what, kind] as const))(
  'the first layout of %s %s: all is written, once',
  async (_module, _what, { plans, change, options, unfilled }) => {
    const fields = Object.fromEntries(
      Object.entries(OURS ?? {}).map(([module, list]) => [
        module,
        module === 'Tasks' ? [...list, EXTRA] : list,
      ]),
    );
    kit = await startKit({ ...options, fields });
    change(kit);
    const written = async (): Promise<{ told: string[]; ids: (string | null)[] }> => {
      const { provider } = kit.connect();
      const outcomes: StepOutcome[] = [];
      for (const steps of plans({ [unfilled]: 'by default' }))
        outcomes.push(...(await provider.apply(steps.map(owned), [])));
      const activity = ({ kind }: StepOutcome): boolean => plans({}).length === 1 || kind !== 'contact';
      const those = outcomes.filter(activity);
      return {
        told: those.map(({ status, error }) => error?.message ?? status),
        ids: those.map(({ recordId }) => recordId),
      };
    };
    const first = await written();
    expect(first.told).toEqual(first.told.map(() => 'created'));
    const before = counted();
    const again = await written();
    expect(again.told).toEqual(first.told.map(() => 'alreadyThere'));
    expect(again.ids).toEqual(first.ids);
    expect(counted()).toEqual(before);
  },
);

test.each(['Deals', 'Contacts'] as const)(
  'a layout of %s that demands an account: its id is a default of the node like any other',
  async (module) => {
    kit = await startKit();
    const layout = module === 'Deals' ? (DEFAULT_DEAL_LAYOUTS[0]?.id ?? '') : PLAIN_LAYOUT_IDS.Contacts;
    kit.fake.demandInLayout(layout, 'Account_Name');
    const account = kit.fake.seed('Accounts', { Account_Name: 'Walk-in clients' });
    const defaults = { Account_Name: account };
    const contact = contactStep(module === 'Contacts' ? { defaults } : {});
    const steps = module === 'Deals' ? [contact, dealStep({ defaults })] : [contact];
    const outcomes = await kit.provider.apply(steps.map(owned), []);
    expect(outcomes.map(({ status, error }) => error?.message ?? status)).toEqual(steps.map(() => 'created'));
    expect(kit.fake.records(module)[0]?.values.Account_Name).toMatchObject({ id: account });
    expect(outcomes.at(-1)?.reason.text).toContain('Account_Name');
  },
);
