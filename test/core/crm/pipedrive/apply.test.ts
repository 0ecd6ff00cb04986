import type { PlanStep } from '../../../../core/model/plan';
import {
  callStep,
  contactStep,
  counted,
  dealStep,
  query,
  startKit,
  statuses,
  taskStep,
  utm,
  wholePlan,
  type Kit,
} from './kit';

let kit: Kit;
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<void> => {
  kit = await startKit(options);
};
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  expect(kit.contract.checked).toBeGreaterThan(0);
  await kit.fake.close();
});
const ALL = { organization: 1, person: 1, deal: 1, lead: 0, callLog: 1, activity: 2 };

test('a new client: company, contact, deal, then call log and task side by side; six requests after the field lists', async () => {
  await start();
  const outcomes = await kit.provider.apply(wholePlan(), []);
  expect(outcomes.map(({ error }) => error?.message)).toEqual(Array(5).fill(undefined));
  expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('created'));
  expect(
    kit
      .log()
      .filter((line) => !line.endsWith('Fields'))
      .sort(),
  ).toEqual(['POST activities', 'POST callLogs', 'POST deals', 'POST organizations', 'POST persons']);
  const [organization, person, deal] = (['organization', 'person', 'deal'] as const).map(
    (type) => kit.fake.records(type)[0]!,
  );
  expect(person!.values).toMatchObject({ org_id: organization!.id, owner_id: 81234 });
  expect(person!.values['phones']).toEqual([{ value: '+380671234567', primary: true, label: 'work' }]);
  expect(deal!.values).toMatchObject({ org_id: organization!.id, person_id: person!.id, owner_id: 81234 });
  expect(kit.own('deal')).toEqual([
    {
      'Ringostat call id': 'p_call1',
      'Ringostat key': '671234567 380671234567_0 p_call1',
      utm_source: 'google',
    },
  ]);
  expect(kit.own('organization')[0]).toMatchObject({ 'Ringostat phone': '+380671234567' });
  expect(kit.fake.records('callLog')[0]!.values).toMatchObject({
    user_id: 81234,
    duration: '94',
    outcome: 'connected',
    from_phone_number: '+380671234567',
    start_time: '2026-11-20 12:00:00',
    end_time: '2026-11-20 12:01:34',
    deal_id: deal!.id,
    person_id: person!.id,
    org_id: organization!.id,
  });
  const task = kit.fake.records('activity').find(({ values }) => values['done'] !== true)!;
  expect(task.values).toMatchObject({
    type: 'call',
    owner_id: 81234,
    deal_id: deal!.id,
    participants: [{ person_id: person!.id, primary: true }],
    due_date: '2026-11-20',
  });
  // Text is escaped, our marker ends the note.
  expect(task.values['note']).toBe('Missed<br>&lt;script&gt;<br>Ringostat p_call1_responsible');
});

test('the field lists are asked once: the second client costs none', async () => {
  await start();
  await kit.provider.apply([contactStep(), dealStep()], []);
  const before = kit.http.requests;
  const other = { phone: '+380671110002', callId: 'p_call2' };
  await kit.provider.apply(
    [contactStep(other), dealStep(other)].map((step) => ({ ...step, key: 'k2', stateKey: null })),
    [],
  );
  expect(kit.http.requests - before).toBe(2);
});

test('the same plan again, in this process and side by side: nothing is doubled', async () => {
  await start();
  await Promise.all([kit.provider.apply(wholePlan(), []), kit.provider.apply(wholePlan(), [])]);
  const again = await kit.provider.apply(wholePlan(), []);
  expect(again.map(({ status }) => status)).toEqual(Array(5).fill('alreadyThere'));
  expect(counted(kit)).toEqual(ALL);
});

test.each(['/organizations', '/persons', '/deals', '/callLogs', '/activities'])(
  'the connection breaks at POST %s, before or after the work was done: one of each in the end',
  async (path) => {
    for (const answer of ['dropBefore', 'dropAfterCommit'] as const) {
      await kit?.fake.close();
      await start();
      kit.fake.faults.next({
        match: ({ method, path: at }) => method === 'POST' && at.endsWith(path),
        answer,
      });
      const outcomes = await kit.provider.apply(wholePlan(), []);
      expect(outcomes.map(({ error, status }) => error?.message ?? status)).toEqual(Array(5).fill('created'));
      expect(counted(kit)).toEqual(ALL);
    }
  },
);

test('a fault of the deal does not stop the call record; the next run makes the deal and links both', async () => {
  await start();
  const refusal = { status: 400, body: { success: false, error: 'Deal is not possible today' } };
  kit.fake.faults.next({
    match: ({ method, path }) => method === 'POST' && path.endsWith('/deals'),
    answer: refusal,
  });
  const first = await kit.provider.apply(wholePlan(), []);
  expect(statuses(first)).toEqual({
    company: 'created',
    contact: 'created',
    deal: 'failed',
    callRecord: 'created',
    'task.responsible': 'created',
  });
  expect(first[2]!.error?.message).toContain('Deal is not possible today');
  const second = await kit.provider.apply(wholePlan(), []);
  expect(second.map(({ error }) => error)).toEqual(Array(5).fill(null));
  const deal = kit.fake.records('deal')[0]!.id;
  for (const { values } of kit.fake.records('activity')) expect(values['deal_id']).toBe(deal);
  expect(counted(kit)).toEqual(ALL);
});

test('attribution only into what has none; the owner is given in the same change', async () => {
  await start();
  const filled = kit.fake.fields('person').find(({ name }) => name === 'utm_source')!.code;
  const contact = kit.fake.seed.person({ name: 'Olha', custom_fields: { [filled]: 'old' } });
  const deal = kit.fake.seed.deal({ title: 'Deal', person_id: Number(contact), owner_id: 81236 });
  const reason = contactStep().reason;
  const values = utm({ utm_source: 'google', utm_medium: 'cpc' });
  const steps: PlanStep[] = [
    {
      id: 'a.contact',
      kind: 'attribution',
      key: 'a',
      reason,
      target: { entity: 'contact', id: contact },
      values,
    },
    { id: 'a.deal', kind: 'attribution', key: 'b', reason, target: { entity: 'deal', id: deal }, values },
    {
      id: 'owner',
      kind: 'owner',
      key: 'c',
      reason,
      target: { entity: 'deal', id: deal },
      values: { ownerId: '81234' },
    },
  ];
  const outcomes = await kit.provider.apply(steps, []);
  expect(statuses(outcomes)).toEqual({ 'a.contact': 'skipped', 'a.deal': 'updated', owner: 'updated' });
  expect(kit.own('person')).toEqual([{ utm_source: 'old' }]);
  expect(kit.own('deal')).toEqual([{ utm_source: 'google', utm_medium: 'cpc' }]);
  expect(kit.fake.records('deal')[0]!.values['owner_id']).toBe(81234);
  expect(kit.log().filter((line) => line.startsWith('PATCH'))).toEqual([`PATCH deals/${deal}`]);
});

test('a number is added to the list as it stands now, once; a person who is gone is said', async () => {
  await start();
  const phones = [
    { value: '050 111 22 33', primary: true, label: 'home' },
    { value: '+380631112233', primary: false, label: 'mobile' },
  ];
  const contact = kit.fake.seed.person({ name: 'Olha', phones });
  const step = (id: string): PlanStep => ({
    id: 'phone.contact',
    kind: 'phone',
    key: 'p',
    reason: contactStep().reason,
    target: { entity: 'contact', id },
    // What find saw is older than the list.
    values: { phone: '+380671234567', field: 'phones', holds: '050 111 22 33' },
  });
  const [first] = await kit.provider.apply([step(contact)], []);
  expect(first).toMatchObject({
    status: 'updated',
    changes: [
      {
        field: 'phones',
        before: '050 111 22 33, +380631112233',
        after: '050 111 22 33, +380631112233, +380671234567',
      },
    ],
  });
  const whole = [...phones, { value: '+380671234567', primary: false, label: 'work' }];
  expect(kit.fake.records('person')[0]!.values['phones']).toEqual(whole);
  const writes = (): number => kit.log().filter((line) => line.startsWith('PATCH')).length;
  expect(writes()).toBe(1);
  const [again] = await kit.provider.apply([step(contact)], []);
  expect([again?.status, writes()]).toEqual(['skipped', 1]);
  expect(again?.reason.text).toContain('has the number already');
  const [gone] = await kit.provider.apply([step('999999')], []);
  expect([gone?.status, gone?.error?.kind]).toEqual(['failed', 'notFound']);
});

test('a call that ended before this process began is looked for first; a fresh one is not', async () => {
  await start();
  const contact = kit.fake.seed.person({ name: 'Olha' });
  const links = [{ entity: 'contact' as const, id: contact }];
  await kit.provider.apply([callStep({ links })], []);
  kit.clock.advance(600_000);
  const other = kit.connect();
  const outcomes = await other.provider.apply([callStep({ links })], []);
  expect(outcomes.map(({ status }) => status)).toEqual(['alreadyThere']);
  expect(kit.fake.records('callLog')).toHaveLength(1);
  const before = other.http.requests;
  const values = { ...callStep().values, endedAt: '2026-11-20T14:20:00+02:00' };
  await other.provider.apply([callStep({ key: 'p_call2', links, values })], []);
  expect(other.http.requests - before).toBe(1);
});

test('an organisation of the known contact gets the call too, though no step names it', async () => {
  await start();
  const organization = kit.fake.seed.organization({ name: 'Windows Ltd' });
  kit.fake.seed.person({
    name: 'Olha',
    org_id: Number(organization),
    phones: [{ value: '0671234567', primary: true, label: 'work' }],
  });
  const existing = await kit.provider.find(query());
  const contact = existing.find(({ entity }) => entity === 'contact')!;
  await kit.provider.apply(
    [callStep({ links: [{ entity: 'contact', id: contact.id }] }), taskStep('senior', 'open', [])],
    existing,
  );
  expect(kit.fake.records('callLog')[0]!.values['org_id']).toBe(Number(organization));
});
