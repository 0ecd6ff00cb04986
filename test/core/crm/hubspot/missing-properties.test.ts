import {
  because,
  contactStep,
  dealStep,
  newClientPlan,
  OURS,
  startKit,
  statuses,
  utm,
  type Kit,
} from './kit';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const readOnly = [
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.owners.read',
  'crm.schemas.contacts.read',
  'crm.schemas.companies.read',
  'crm.schemas.deals.read',
];

test('no right to create properties and only attribution missing: the client is kept, the note lists what to add', async () => {
  const keys = Object.fromEntries(
    Object.entries(OURS ?? {}).map(([type, own]) => [
      type,
      own.filter(({ name }) => name.startsWith('ringostat')),
    ]),
  );
  kit = await startKit({ properties: keys, scopes: readOnly });
  const attribution = utm({ utm_source: 'google', google_client_id: '1.2' });
  const outcomes = await kit.provider.apply([contactStep({ attribution }), ...newClientPlan().slice(1)], []);
  expect(outcomes.map(({ status, error }) => error?.message ?? status)).toEqual(Array(4).fill('created'));
  expect(outcomes[0]?.reason.text).toContain('contacts.utm_source, contacts.google_client_id');
  expect(outcomes[0]?.reason.text).toContain('crm.schemas.contacts.write');
});

test('the same for a change: the owner is given, the attribution fails with the list', async () => {
  kit = await startKit({ properties: { contacts: [{ name: 'ringostat_call_id' }] }, scopes: readOnly });
  const id = kit.fake.seed.contact({ phone: '+380671234567' });
  const base = { reason: because, target: { entity: 'contact' as const, id } };
  const outcomes = await kit.provider.apply(
    [
      {
        ...base,
        id: 'attribution.contact',
        kind: 'attribution',
        key: 'a',
        values: utm({ utm_source: 'google' }),
      },
      { ...base, id: 'owner.contact', kind: 'owner', key: 'o', values: { ownerId: '81234' } },
    ],
    [],
  );
  expect(statuses(outcomes)).toEqual({ 'attribution.contact': 'failed', 'owner.contact': 'updated' });
  expect(outcomes[0]?.error?.message).toContain('contacts.utm_source');
  expect(outcomes[0]?.error?.advice).toContain('crm.schemas.contacts.write');
});

test('a fault of one type does not stop another: tasks whose key is not unique, contacts whose fields can be made', async () => {
  kit = await startKit({
    properties: { ...OURS, contacts: [], companies: [{ name: 'ringostat_phone_key' }] },
  });
  const outcomes = await kit.provider.apply([contactStep(), dealStep()], []);
  expect(statuses(outcomes)).toEqual({ contact: 'created', deal: 'created' });
});

test('health tells of a key that does not require unique values', async () => {
  kit = await startKit({ properties: { ...OURS, calls: [{ name: 'ringostat_call_id' }] } });
  const findings = await kit.provider.health();
  const told = findings.find(({ code }) => code.startsWith('properties.calls'));
  expect(told).toMatchObject({ level: 'problem', message: expect.stringContaining('ringostat_call_id') });
});

test('what HubSpot says of a property it refuses to make is passed on', async () => {
  const unique = Array.from({ length: 10 }, (_, index) => ({ name: `theirs_${index}`, unique: true }));
  kit = await startKit({ properties: { ...OURS, calls: unique } });
  const { missing } = await kit.provider.ensureFields();
  expect(missing).toEqual([
    {
      entity: 'calls',
      field: 'ringostat_call_id',
      reason: expect.stringContaining('Only 10 properties of calls'),
    },
  ]);
});
