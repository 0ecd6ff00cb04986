import { phoneForms } from '../../../../core/phone/phone';
import { callStep, contactStep, newClientPlan, startKit, statuses, type Kit } from './kit';

const phone = phoneForms('+380671234567', 'UA')!;
let kit: Kit;
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<Kit> =>
  (kit = await startKit(options));
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});

test('a bare portal: the first write makes our properties and is repeated', async () => {
  await start({ bare: true });
  const outcomes = await kit.provider.apply(newClientPlan(), []);
  expect([...new Set(outcomes.map(({ status }) => status))]).toEqual(['created']);
  expect(kit.fake.records('contacts')[0]?.properties.ringostat_phone_key).toBe('380671234567');
  const again = await kit.provider.ensureFields();
  expect(again.created).toEqual([]);
  expect(again.missing).toEqual([]);
  expect(again.present).toContainEqual({ entity: 'deals', field: 'ringostat_deal_key' });
  expect(again.present).toHaveLength(8 + 8 + 8 + 1 + 1);
});

test('a bare portal and a token that may not create properties: one clear list, nothing else attempted twice', async () => {
  const scopes = ['contacts', 'companies', 'deals'].flatMap((name) => [
    `crm.objects.${name}.read`,
    `crm.objects.${name}.write`,
    `crm.schemas.${name}.read`,
  ]);
  await start({ bare: true, scopes });
  const outcomes = await kit.provider.apply([contactStep(), callStep()], []);
  expect(outcomes[0]?.error?.kind).toBe('notPermitted');
  expect(outcomes[0]?.error?.message).toContain('contacts.ringostat_phone_key');
  expect(outcomes[0]?.error?.message).toContain('tasks.ringostat_task_key');
  expect(outcomes[0]?.error?.advice).toContain('crm.schemas.contacts.write');
  expect(kit.log().filter((line) => line.startsWith('GET properties')).length).toBe(5);
});

test('a key property that is not unique is told, not changed', async () => {
  await start({ bare: true, properties: { calls: [{ name: 'ringostat_call_id' }] } });
  const { missing } = await kit.provider.ensureFields();
  expect(missing).toEqual([
    { entity: 'calls', field: 'ringostat_call_id', reason: expect.stringContaining('unique') },
  ]);
});

test('users and pages of them; after that records have links', async () => {
  const owners = Array.from({ length: 620 }, (_, n) => ({
    id: String(1000 + n),
    userId: n,
    email: `u${n}@x.example`,
    firstName: `F${n}`,
    lastName: '',
    archived: n === 3,
  }));
  await start({ owners });
  const users = await kit.provider.users();
  expect(users).toHaveLength(619);
  expect(users[0]).toEqual({ id: '1000', name: 'F0', email: 'u0@x.example', active: true });
  const id = kit.fake.seed.contact({ phone: '+380671234567' });
  const [found] = await kit.provider.find({
    phone,
    email: null,
    googleClientId: null,
    entities: ['contact'],
    closedDeals: false,
    recent: {},
  });
  expect(found?.url).toBe(`https://app-eu1.hubspot.com/contacts/147000000/record/0-1/${id}`);
  const stranger = kit.connect().provider;
  expect(await stranger.get('contact', { id })).toMatchObject({ id, url: null, phone: '+380671234567' });
});

test('pipelines with closed stages; fields: read-only ones are not offered for writing', async () => {
  await start();
  const [pipeline] = await kit.provider.pipelines();
  expect(pipeline).toMatchObject({ id: 'default', name: 'Sales Pipeline' });
  expect(pipeline?.stages.filter(({ closed }) => closed).map(({ id }) => id)).toEqual([
    'closedwon',
    'closedlost',
  ]);
  const fields = await kit.provider.fields('deal');
  expect(fields.find(({ name }) => name === 'dealname')).toMatchObject({ writable: true, type: 'string' });
  expect(fields.find(({ name }) => name === 'hs_is_closed')).toMatchObject({ writable: false });
  expect(fields.find(({ name }) => name === 'dealstage')?.options[0]).toEqual({
    value: 'appointmentscheduled',
    label: 'Appointment Scheduled',
  });
  await expect(kit.provider.fields('lead')).rejects.toMatchObject({ kind: 'permanent' });
});

test('seen: 250 calls in three requests', async () => {
  await start();
  for (const n of [1, 120, 249]) kit.fake.seed.call({ hs_timestamp: '1', ringostat_call_id: `c${n}` });
  const seen = await kit.provider.seen(Array.from({ length: 250 }, (_, n) => `c${n}`));
  expect([...seen].sort()).toEqual(['c1', 'c120', 'c249']);
  expect(kit.log()).toEqual(Array(3).fill('POST calls/batch/read'));
  expect(await (await startKitAgain()).provider.seen(['c1'])).toEqual(new Set());
});
async function startKitAgain(): Promise<Kit> {
  await kit.close();
  return start({ bare: true });
}

test('health: a good portal, a bare one, a missing scope, a revoked token', async () => {
  await start();
  const good = await kit.provider.health();
  expect(good.every(({ level }) => level === 'ok')).toBe(true);
  expect(good[0]?.message).toContain('147000000');
  kit.fake.removeProperty('calls', 'ringostat_call_id');
  kit.fake.set({
    scopes: ['crm.objects.contacts.read', 'crm.schemas.contacts.read', 'crm.objects.owners.read'],
  });
  const poor = await kit.provider.health();
  expect(poor).toContainEqual(
    expect.objectContaining({
      level: 'warning',
      code: 'properties.calls.missing',
      message: expect.stringContaining('ringostat_call_id'),
    }),
  );
  expect(poor).toContainEqual(
    expect.objectContaining({
      level: 'problem',
      code: 'scopes.deals.notPermitted',
      advice: expect.stringContaining('crm.objects.deals.read'),
    }),
  );
  kit.fake.endToken('revoked');
  const dead = await kit.provider.health();
  expect(dead).toEqual([expect.objectContaining({ level: 'problem', code: 'token.credentialRefused' })]);
  const writes = kit.fake.requests.filter(({ method }) => method !== 'GET');
  expect(writes).toEqual([]);
});

test('by hand: made, then found by number and changed; by e-mail; a deal of the contact', async () => {
  await start();
  const made = await kit.provider.createOrUpdate('contact', { name: 'Olena', email: 'o@c.example' }, phone);
  expect(made).toMatchObject({ created: true, matchedBy: null });
  const changed = await kit.provider.createOrUpdate('contact', { ownerId: '81235' }, phone);
  expect(changed).toMatchObject({ id: made.id, created: false, matchedBy: 'phone' });
  const mailed = await kit.provider.createOrUpdate(
    'contact',
    { email: 'o@c.example', fields: { jobtitle: 'CEO' } },
    null,
  );
  expect(mailed).toMatchObject({ id: made.id, created: false, matchedBy: 'email' });
  expect(kit.fake.records('contacts')[0]?.properties).toMatchObject({
    firstname: 'Olena',
    hubspot_owner_id: '81235',
    jobtitle: 'CEO',
    phone: '+380671234567',
  });
  const deal = await kit.provider.createOrUpdate('deal', { name: 'Big', contactId: made.id }, null);
  const same = await kit.provider.createOrUpdate('deal', { name: 'Bigger', contactId: made.id }, null);
  expect(same).toMatchObject({ id: deal.id, created: false, matchedBy: 'openDeal' });
  expect(await kit.provider.get('deal', { id: deal.id })).toMatchObject({
    dealname: 'Bigger',
    dealstage: 'appointmentscheduled',
  });
  expect(await kit.provider.get('contact', { phone })).toMatchObject({ id: made.id });
  expect(await kit.provider.get('contact', { id: '1' })).toBeNull();
});

test('a portal whose pipeline is its own: the first open stage is taken', async () => {
  const stage = (id: string, isClosed: string) => ({ id, label: id, metadata: { isClosed } });
  await start({
    dealPipelines: [{ id: '77', label: 'Own', stages: [stage('700', 'true'), stage('701', 'false')] }],
  });
  const outcomes = await kit.provider.apply(newClientPlan(), []);
  expect(statuses(outcomes).deal).toBe('created');
  expect(kit.fake.records('deals')[0]?.properties).toMatchObject({ pipeline: '77', dealstage: '701' });
});
