import { phoneForms } from '../../../../core/phone/phone';
import { taskStep } from '../hubspot/kit';
import { leadStep, OLENA, onLead, SOFIA, startKit, type Kit } from './kit';

let kit: Kit;
const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<void> => {
  kit = await startKit(options);
};
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const phone = phoneForms('+380671234567', 'UA')!;
const levels = async (): Promise<string[]> =>
  (await kit.provider.health()).filter(({ level }) => level !== 'ok').map(({ code }) => code);

test('users: the active ones', async () => {
  await start();
  kit.fake.deactivateUser(SOFIA);
  const users = await kit.provider.users();
  expect(users).toContainEqual({ id: OLENA, name: 'Olena', email: 'olena@example.com', active: true });
  expect(users.map(({ id }) => id)).not.toContain(SOFIA);
});

test('fields: those Zoho fills itself are not writable', async () => {
  await start();
  const fields = new Map((await kit.provider.fields('lead')).map((field) => [field.name, field]));
  expect(fields.get('rs_utm_source')).toMatchObject({ label: 'rs_utm_source', type: 'text', writable: true });
  expect(fields.get('Created_Time')?.writable).toBe(false);
  expect((await kit.provider.fields('task')).map(({ name }) => name)).toContain('rs_task_key');
});

test('health: all is well, and nothing is written', async () => {
  await start();
  expect(await levels()).toEqual([]);
  expect((await kit.provider.health()).map(({ code }) => code)).toEqual(
    expect.arrayContaining([
      'zoho.account',
      'zoho.rights.search',
      'zoho.fields',
      'zoho.pipelines',
      'zoho.users',
    ]),
  );
  const writing = kit.log().filter((line) => /PUT|DELETE|POST (Leads|Contacts|Deals|settings)/.test(line));
  expect(writing).toEqual([]);
});

test('health: token, missing fields, fields that are not unique, scopes', async () => {
  await start({ bare: true });
  const token = await kit.connect({ token: 'wrong' }).provider.health();
  expect(token.map(({ code }) => code)).toEqual(['zoho.credentialRefused']);
  expect(token[0]?.advice).toContain('Connect the Zoho credential again');
  expect(await levels()).toEqual([
    'zoho.fields.Leads.missing',
    'zoho.fields.Contacts.missing',
    'zoho.fields.Accounts.missing',
    'zoho.fields.Deals.missing',
    'zoho.fields.Calls.missing',
    'zoho.fields.Tasks.missing',
  ]);
  await kit.close();
  await start({ bare: true, activityUnique: 'refuse' });
  const made = await kit.provider.ensureFields();
  expect([made.missing, made.created.length]).toEqual([[], 35]);
  expect(await levels()).toEqual(['zoho.fields.Calls.notUnique', 'zoho.fields.Tasks.notUnique']);
  kit.fake.set({ forbidden: ['Deals'] });
  const findings = await kit.provider.health();
  expect(findings.find(({ code }) => code === 'zoho.rights.Deals.notPermitted')?.level).toBe('problem');
});

test('rights: a scope that makes records and changes none is told, and nothing is written', async () => {
  await start();
  const settings = ['ZohoCRM.settings.ALL'];
  kit.fake.set({ scopes: ['ZohoCRM.modules.Leads.READ', 'ZohoCRM.modules.Leads.CREATE', ...settings] });
  expect((await kit.provider.describe('lead'))?.creatable).toMatchObject({
    message: expect.stringContaining('changing Leads was refused (OAUTH_SCOPE_MISMATCH)') as string,
    advice: expect.stringContaining('ZohoCRM.modules.ALL') as string,
  });
  kit.fake.set({ scopes: ['ZohoCRM.modules.Leads.ALL', ...settings] });
  expect((await kit.provider.describe('lead'))?.creatable).toBe(true);
  expect(kit.fake.records('Leads')).toEqual([]);
});

test('fields that are there are left alone; a second run makes none', async () => {
  await start();
  const result = await kit.provider.ensureFields();
  expect([result.created, result.missing, result.present.length]).toEqual([[], [], 35]);
  expect(kit.log().filter((line) => line.startsWith('POST'))).toEqual([]);
});

test('by hand: made, found again by number and changed, read', async () => {
  await start();
  const made = await kit.provider.createOrUpdate('lead', { name: 'Olena', ownerId: OLENA }, phone);
  expect(made).toMatchObject({ created: true, matchedBy: null });
  const again = await kit.provider.createOrUpdate('lead', { fields: { Designation: 'CEO' } }, phone);
  expect(again).toMatchObject({ id: made.id, created: false, matchedBy: 'phone' });
  expect(await kit.provider.get('lead', { id: made.id })).toMatchObject({
    id: made.id,
    Last_Name: 'Olena',
    Designation: 'CEO',
    Phone: '+380671234567',
  });
  expect(await kit.provider.get('lead', { phone })).toMatchObject({ id: made.id });
  expect(await kit.provider.get('lead', { id: '4876876000000999999' })).toBeNull();
});

test('by hand: a deal of the contact with the number; a second one is the open one', async () => {
  await start();
  const contact = await kit.provider.createOrUpdate('contact', { name: 'Olena' }, phone);
  const deal = await kit.provider.createOrUpdate('deal', { name: 'First' }, phone);
  expect(deal.created).toBe(true);
  expect(kit.fake.records('Deals')[0]?.values).toMatchObject({ Contact_Name: { id: contact.id } });
  const again = await kit.provider.createOrUpdate('deal', { stage: 'Closed Won' }, phone);
  expect(again).toMatchObject({ id: deal.id, matchedBy: 'openDeal' });
  const next = await kit.provider.createOrUpdate('deal', { name: 'Second' }, phone);
  expect([next.created, next.id === deal.id]).toEqual([true, false]);
});

test('by hand: a refusal inside a 2xx is an error', async () => {
  await start();
  const id = kit.fake.seed('Leads', { Last_Name: 'Known', Phone: '+380671234567' });
  kit.fake.set({ refusedStatus: 202 });
  kit.fake.deactivateUser(OLENA);
  await expect(kit.provider.createOrUpdate('lead', { ownerId: OLENA }, phone)).rejects.toMatchObject({
    kind: 'invalidField',
    advice: expect.stringContaining('team table') as string,
  });
  expect(kit.fake.records('Leads').map((lead) => lead.id)).toEqual([id]);
});

test('dry run: what would be written, and what is there already', async () => {
  await start();
  const plan = [leadStep(), taskStep('manager', 'done', onLead)];
  const first = await kit.provider.preview(plan, []);
  expect(first.map(({ status }) => status)).toEqual(['created', 'created']);
  expect(first[0]?.changes).toEqual(
    expect.arrayContaining([
      { field: 'Phone', before: null, after: '+380671234567' },
      { field: 'rs_utm_source', before: null, after: 'google' },
      { field: 'Owner', before: null, after: OLENA },
    ]),
  );
  expect(kit.fake.records('Leads')).toEqual([]);
  await kit.provider.apply(plan, []);
  const after = await kit.provider.preview(plan.slice(1), []);
  expect(after).toMatchObject([{ status: 'alreadyThere', recordId: kit.fake.records('Tasks')[0]?.id }]);
});

test('seen: by call record or by task, fifty in two requests', async () => {
  await start();
  await kit.provider.apply([leadStep(), taskStep('manager', 'done', onLead)], []);
  const spent = kit.fake.requests.length;
  const asked = ['p_call1', ...Array.from({ length: 49 }, (_, number) => `other_${number}`)];
  expect(await kit.provider.seen(asked)).toEqual(new Set(['p_call1']));
  expect(kit.fake.requests.length - spent).toBe(2);
  expect(await kit.provider.seen([])).toEqual(new Set());
});
