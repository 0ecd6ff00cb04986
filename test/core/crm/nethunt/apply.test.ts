import { statuses } from '../hubspot/kit';
import { CHOSEN, startKit, type Kit } from './kit';
import { attribution, call, contact, deal, newClient, owner, OWNER, task, toContact } from './plans';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
const one = (folder: string): Record<string, unknown> => {
  const records = kit.fake.records(folder);
  expect(records).toHaveLength(1);
  return records[0]!.fields;
};

test('a new client in four requests, each record naming the one before', async () => {
  kit = await startKit();
  const outcomes = await kit.provider.apply(newClient(), []);
  expect(statuses(outcomes)).toEqual({
    contact: 'created',
    deal: 'created',
    callRecord: 'created',
    'task.responsible': 'created',
  });
  expect(kit.log().slice(0, 2)).toEqual(['POST create-record Contacts', 'POST create-record Deals']);
  // Side by side.
  expect(kit.log().slice(2).sort()).toEqual([
    'POST create-record Ringostat calls',
    'POST create-record Tasks',
  ]);
  const [contactId, dealId] = outcomes.map(({ recordId }) => recordId);
  expect(outcomes[0]!.url).toBe(`https://nethunt.com/app/#/record/${contactId}`);
  expect(one('Contacts')).toEqual({
    Name: '+380 67 123 4567',
    Phone: ['+380671234567'],
    Manager: [OWNER],
    Source: 'Ringostat',
    'UTM source': 'google',
    'Ringostat call id': 'p_call1',
  });
  expect(one('Deals')).toMatchObject({
    Contact: [contactId],
    Pipeline: 'Sales',
    Stage: 'New',
    'Ringostat call id': 'p_call1',
    'Ringostat deal key': '380671234567_0',
  });
  expect(one('Ringostat calls')).toMatchObject({
    Type: 'Incoming',
    Number: ['+380671234567'],
    'Date and time': '2026-11-20T12:00:00.000Z',
    Status: 'Answered',
    'Talk time, s': 94,
    Contact: [contactId],
    Deal: [dealId],
    Employee: [OWNER],
    'Ringostat call id': 'p_call1',
  });
  expect(one('Tasks')).toEqual({
    Name: 'Call back (responsible)',
    'Due date': '2026-11-20T16:00:00.000Z',
    Completed: false,
    Assignee: [OWNER],
    Priority: 'High',
    Description: 'Missed\n<script>\n[ringostat:p_call1_responsible]',
    'Record links': [dealId, contactId],
  });
});

test('the same plan again in this process finds everything', async () => {
  kit = await startKit();
  const first = await kit.provider.apply(newClient(), []);
  const again = await kit.provider.apply(newClient(), []);
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set(['alreadyThere']));
  expect(again.map(({ recordId }) => recordId)).toEqual(first.map(({ recordId }) => recordId));
});

test('another process that sees what this call made looks for the rest before it writes', async () => {
  kit = await startKit();
  await kit.provider.apply([contact(), call({}, [{ entity: 'contact', step: 'contact' }])], []);
  const { provider } = kit.connect();
  const { phoneForms } = await import('../../../../core/phone/phone');
  const phone = phoneForms('+380671234567', 'UA');
  const existing = await provider.find({
    phone,
    email: null,
    googleClientId: null,
    entities: ['contact'],
    closedDeals: false,
    recent: {},
  });
  const [found] = existing;
  const outcomes = await provider.apply(
    [call({}, toContact(found!.id)), task('done', toContact(found!.id))],
    existing,
  );
  expect(statuses(outcomes)).toEqual({ callRecord: 'alreadyThere', 'task.responsible': 'created' });
  expect(one('Tasks')).toMatchObject({ Completed: true, Priority: 'Normal' });
});

test('a contact whose deals nobody looked for gets no second open deal', async () => {
  kit = await startKit({ ...CHOSEN, deals: false });
  const id = kit.fake.seed('Contacts', { Name: 'Known', Phone: ['+380671234567'] });
  const open = kit.fake.seed('Deals', { Name: 'D', Contact: [id], Stage: 'Qualified' });
  const [outcome] = await kit.provider.apply([deal({}, { links: toContact(id) })], []);
  expect(outcome).toMatchObject({ status: 'alreadyThere', recordId: open });
  kit.fake.edit(open, { Stage: 'Lost' });
  const [next] = await kit.provider.apply(
    [deal({}, { links: toContact(id), stateKey: `380671234567_${open}` })],
    [],
  );
  expect(next!.status).toBe('created');
});

test('attribution and owner of one record go in one request; what somebody wrote meanwhile stays', async () => {
  kit = await startKit();
  const id = kit.fake.seed('Contacts', {
    Name: 'A',
    'UTM medium': 'organic',
    Manager: ['sofia@example.com'],
  });
  const outcomes = await kit.provider.apply([attribution(id), owner(id, OWNER)], []);
  expect(statuses(outcomes)).toEqual({ 'attribution.contact': 'updated', 'owner.contact': 'updated' });
  expect(one('Contacts')).toMatchObject({
    'UTM source': 'google',
    'UTM medium': 'organic',
    Manager: [OWNER],
  });
  expect(kit.fake.requests.map(({ body }) => body)).toEqual([
    {
      fieldActions: {
        'UTM source': { add: 'google' },
        'UTM medium': { add: 'cpc' },
        Manager: { overwrite: true, add: [OWNER] },
      },
    },
  ]);
  expect(outcomes[0]!.changes).toContainEqual({ field: 'UTM source', before: null, after: 'google' });
});

test('a recording that comes later is added to the report', async () => {
  kit = await startKit();
  const links = toContact(kit.fake.seed('Contacts', { Name: 'A' }));
  await kit.provider.apply([call({}, links)], []);
  const recording = 'https://app.ringostat.com/recordings/x.wav?token=1';
  const [late] = await kit.provider.apply([call({ recordings: [recording] }, links)], []);
  expect(late).toMatchObject({ status: 'alreadyThere' });
  expect(late!.reason.text).toContain('recording was added');
  expect(one('Ringostat calls')['Recording']).toBe(recording);
  await kit.provider.apply([call({ recordings: ['https://app.ringostat.com/other.wav'] }, links)], []);
  expect(one('Ringostat calls')['Recording']).toBe(recording);
});

test('a company made beside a known contact becomes his', async () => {
  kit = await startKit();
  const id = kit.fake.seed('Contacts', { Name: 'A', Phone: ['+380671234567'] });
  const company = {
    ...contact({ name: 'Firm' }),
    id: 'company',
    kind: 'company' as const,
    links: toContact(id),
  };
  const [made] = await kit.provider.apply([company], []);
  expect(one('Companies')).toMatchObject({ Name: 'Firm', Phone: ['+380671234567'] });
  expect(one('Contacts')).toMatchObject({ Company: [made!.recordId] });
});

test('dry run: every field with its value, nothing written', async () => {
  kit = await startKit();
  const outcomes = await kit.provider.preview(newClient(), []);
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created', 'created']);
  expect(outcomes[0]!.changes).toContainEqual({ field: 'Phone', before: null, after: '+380671234567' });
  expect(outcomes[3]!.changes).toContainEqual({ field: 'Assignee', before: null, after: OWNER });
  expect(kit.fake.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('leads do not exist', async () => {
  kit = await startKit();
  const outcomes = await kit.provider.apply([{ ...contact(), kind: 'lead', id: 'lead' }, call({}, [])], []);
  expect(statuses(outcomes)).toEqual({ lead: 'failed', callRecord: 'created' });
  expect(outcomes[0]!.error).toMatchObject({
    kind: 'invalidField',
    message: 'NetHunt: there are no leads in NetHunt.',
  });
});
