/** Several workers and no unique keys (docs/decisions/0007). */
import type { PlanStep } from '../../../../core/model/plan';
import {
  callStep,
  companyStep,
  contactStep,
  counted,
  dealStep,
  startKit,
  taskStep,
  wholePlan,
  type Kit,
} from './kit';

let kit: Kit;
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<void> => {
  kit = await startKit({ searchLagMs: 60_000, ...options });
};
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
const ONE = { organization: 1, person: 1, deal: 1, lead: 0, callLog: 1, activity: 2 };

test('two workers carry out the same plan at once: their traffic shows them to each other, one of each is left', async () => {
  await start();
  const workers = [kit.connect(), kit.connect()];
  const all = await Promise.all(workers.map(({ provider }) => provider.apply(wholePlan(), [])));
  expect(all.flat().map(({ error }) => error?.message)).toEqual(Array(10).fill(undefined));
  expect(counted(kit)).toEqual(ONE);
  const [first, second] = all.map((outcomes) => outcomes.slice(0, 3).map(({ recordId }) => recordId));
  expect(first).toEqual(second);
  const [deal] = kit.fake.records('deal');
  for (const { values } of kit.fake.records('activity')) expect(values['deal_id']).toBe(deal!.id);
});

test('two calls of one new number at two workers: one contact and one deal, two call records', async () => {
  await start();
  const plan = (call: string): PlanStep[] => [
    contactStep({ callId: call }),
    dealStep({ callId: call }, { key: call }),
    callStep({ key: call }),
    { ...taskStep('responsible'), key: `${call}_responsible` },
  ];
  const workers = [kit.connect(), kit.connect()];
  await Promise.all(workers.map(({ provider }, n) => provider.apply(plan(`p_call${n}`), [])));
  expect(counted(kit)).toEqual({ organization: 0, person: 1, deal: 1, lead: 0, callLog: 2, activity: 4 });
});

test('one worker alone reads nothing back', async () => {
  await start();
  await kit.provider.apply(wholePlan(), []);
  expect(kit.log().filter((line) => line.startsWith('GET') && !line.endsWith('Fields'))).toEqual([]);
});

test('"several": a second worker finds by lists what search does not show yet, long after', async () => {
  await start({ settings: { workers: 'several' } });
  await kit.provider.apply(wholePlan(), []);
  kit.clock.advance(30_000);
  const other = kit.connect({ settings: { workers: 'several' } });
  const outcomes = await other.provider.apply(wholePlan(), []);
  expect(outcomes.map(({ status, error }) => error?.message ?? status)).toEqual(
    Array(5).fill('alreadyThere'),
  );
  expect(counted(kit)).toEqual(ONE);
});

test('a contact met unforeseen has an open deal: no second one, its tasks go there', async () => {
  await start({ settings: { workers: 'several' } });
  const contact = kit.fake.seed.person({
    name: 'Olha',
    phones: [{ value: '0671234567', primary: true, label: 'work' }],
  });
  const deal = kit.fake.seed.deal({ title: 'Hers', person_id: Number(contact) });
  const outcomes = await kit.provider.apply([contactStep(), dealStep(), callStep()], []);
  expect(outcomes.map(({ recordId }) => recordId).slice(0, 2)).toEqual([contact, deal]);
  expect(kit.fake.records('callLog')[0]!.values['deal_id']).toBe(Number(deal));
});

test('a lead instead of a deal: one, though two workers made it', async () => {
  await start();
  const lead = { ...dealStep(), id: 'lead', kind: 'lead' as const };
  const links = [
    { entity: 'lead' as const, step: 'lead' },
    { entity: 'contact' as const, step: 'contact' },
  ];
  const plan: PlanStep[] = [contactStep(), lead, callStep({ links }), taskStep('manager', 'open', links)];
  const workers = [kit.connect(), kit.connect()];
  await Promise.all(workers.map(({ provider }) => provider.apply(plan, [])));
  expect(counted(kit)).toEqual({ organization: 0, person: 1, deal: 0, lead: 1, callLog: 1, activity: 2 });
  const [made] = kit.fake.records('lead');
  expect(made!.values).toMatchObject({ origin_id: 'p_call1', owner_id: 81234 });
  expect(kit.fake.records('callLog')[0]!.values['lead_id']).toBe(made!.id);
  for (const { values } of kit.fake.records('activity')) expect(values['lead_id']).toBe(made!.id);
});

test.each([
  ['by the counts of their token', {}],
  ['with answers that count nothing', { rules: { countHeaders: false } }],
] as const)(
  'two calls of one new client, two managers at once (%s): all records of the client are of one manager',
  async (_how, options) => {
    await start(options);
    const plan = (call: string, ownerId: string): PlanStep[] => [
      { ...companyStep(), values: { ...companyStep().values, callId: call, ownerId } },
      contactStep({ callId: call, ownerId }, [{ entity: 'company', step: 'company' }]),
      dealStep({ callId: call, ownerId }, { key: call }),
      callStep({ key: call }),
    ];
    const owners = ['81234', '81235'];
    const workers = [kit.connect(), kit.connect()];
    const all = await Promise.all(
      workers.map(({ provider }, n) => provider.apply(plan(`p_call${n}`, owners[n]!), [])),
    );
    expect(all.flat().map(({ error }) => error?.message)).toEqual(Array(8).fill(undefined));
    expect(counted(kit)).toEqual({ ...ONE, callLog: 2 });
    const owned = (['organization', 'person', 'deal'] as const).flatMap((type) =>
      kit.fake.records(type).map(({ values }) => values['owner_id']),
    );
    expect(owned).toEqual(Array(3).fill(owned[0]));
  },
);

test('OAuth2: each process has a token of its own, so what is made is read back', async () => {
  await start();
  const workers = [kit.connect({ renews: true }), kit.connect({ renews: true })];
  for (const { provider } of workers) await provider.apply(wholePlan(), []);
  expect(counted(kit)).toEqual(ONE);
});

test('a client somebody made long ago is not the other worker’s: new records keep the owner of the plan', async () => {
  await start({ settings: { workers: 'several' } });
  kit.fake.seed.person(
    { name: 'Olha', owner_id: 81236, phones: [{ value: '0671234567', primary: true, label: 'work' }] },
    { addTime: kit.clock.now() - 3_600_000 },
  );
  await kit.provider.apply([contactStep(), dealStep()], []);
  expect(kit.fake.records('deal').map(({ values }) => values['owner_id'])).toEqual([81234]);
});

test('the organisation stands for another worker’s of this moment: contact and deal get its owner too, the call stays the manager’s', async () => {
  await start({ settings: { workers: 'several' } });
  const key = kit.fake.fields('organization').find(({ name }) => name === 'Ringostat key')!.code;
  const theirs = kit.fake.seed.organization({
    name: 'Windows Ltd',
    owner_id: 81236,
    custom_fields: { [key]: `671234567 ${companyStep().key} p_other` },
  });
  const outcomes = await kit.provider.apply(wholePlan(), []);
  expect(outcomes[0]).toMatchObject({ recordId: theirs, status: 'alreadyThere' });
  for (const type of ['organization', 'person', 'deal'] as const)
    expect(kit.fake.records(type).map(({ values }) => values['owner_id'])).toEqual([81236]);
  expect(kit.fake.records('callLog')[0]!.values['user_id']).toBe(81234);
});
