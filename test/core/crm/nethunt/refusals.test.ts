import type { StepOutcome } from '../../../../core/model/outcome';
import { statuses } from '../hubspot/kit';
import { CHOSEN, query, startKit, type Kit } from './kit';
import { attribution, call, contact, deal, newClient, owner, task, toContact } from './plans';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});
const lev = 'lev@example.com';
const byId = (outcomes: StepOutcome[], id: string): StepOutcome =>
  outcomes.find((outcome) => outcome.id === id)!;
const fields = (folder: string): Record<string, unknown> => kit.fake.records(folder)[0]!.fields;

test('a revoked key is one clear error without the key', async () => {
  kit = await startKit();
  kit.fake.revoke();
  const errors = await Promise.all([
    kit.provider.apply(newClient(), []).catch((error: unknown) => error),
    kit.provider.find(query()).catch((error: unknown) => error),
  ]);
  for (const error of errors) {
    expect(error).toMatchObject({
      kind: 'credentialRefused',
      advice: expect.stringMatching(/API key/) as string,
    });
    expect(JSON.stringify(error)).not.toContain(kit.fake.apiKey);
  }
  expect(await kit.provider.health()).toMatchObject([
    { level: 'problem', code: 'nethunt.credentialRefused' },
  ]);
});

test('an owner who left: the senior gets it; without senior nobody; the call keeps its place', async () => {
  kit = await startKit();
  const plan = [
    contact({ ownerId: lev, fallbackOwnerId: 'sofia@example.com' }),
    deal({ ownerId: lev }),
    call({ ownerId: lev }),
  ];
  const outcomes = await kit.provider.apply(plan, []);
  expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
  expect(fields('Contacts')['Manager']).toEqual(['sofia@example.com']);
  expect(fields('Deals')).not.toHaveProperty('Manager');
  expect(fields('Ringostat calls')).not.toHaveProperty('Employee');
  expect(outcomes[0]!.reason.text).toContain(`refused the owner ${lev}`);
});

test('an owner step for somebody who left names him; attribution of the same record is filled all the same', async () => {
  kit = await startKit();
  const id = kit.fake.seed('Contacts', { Name: 'A' });
  const outcomes = await kit.provider.apply([attribution(id), owner(id, lev)], []);
  expect(statuses(outcomes)).toEqual({ 'attribution.contact': 'updated', 'owner.contact': 'failed' });
  expect(outcomes[1]!.error!.message).toContain(`not given to ${lev}`);
  expect(fields('Contacts')['UTM source']).toBe('google');
});

test('a chosen folder that was deleted: what to choose again, for reading and for writing', async () => {
  kit = await startKit({ ...CHOSEN, contactsFolder: 'gone' });
  const again = expect.stringMatching(/Choose the folder.* again/) as string;
  await expect(kit.provider.find(query())).rejects.toMatchObject({ kind: 'notFound', advice: again });
  const [outcome] = await kit.provider.apply([contact()], []);
  expect(outcome!.error).toMatchObject({ kind: 'notPermitted', advice: again });
});

test('a stage somebody chose is named when it is gone; one nobody chose is left out; the rest is written', async () => {
  kit = await startKit();
  kit.fake.removeOption('Deals', 'Stage', 'New');
  const chosen = [contact(), deal({ pipeline: 'Sales', stage: 'New' }), call(), task()];
  const outcomes = await kit.provider.apply(chosen, []);
  expect(statuses(outcomes)).toEqual({
    contact: 'created',
    deal: 'failed',
    callRecord: 'created',
    'task.responsible': 'created',
  });
  expect(byId(outcomes, 'deal').error).toMatchObject({
    kind: 'invalidField',
    message: 'NetHunt: the stage New does not exist (any more) in the field Stage of the deals.',
  });
  const [open] = await kit.provider.apply([deal({}, { links: toContact(outcomes[0]!.recordId!) })], []);
  expect(open).toMatchObject({
    status: 'created',
    reason: { text: expect.stringContaining('no option "New"') as string },
  });
});

test('an option written with a space at its end is learnt from other records', async () => {
  kit = await startKit();
  kit.fake.removeOption('Contacts', 'Source', 'Ringostat');
  kit.fake
    .folder('Contacts')
    .fields.find(({ name }) => name === 'Source')!
    .options!.push('Ringostat ');
  const first = await kit.provider.apply([contact()], []);
  expect(first[0]!.reason.text).toContain('no option "Ringostat"');
  kit.fake.edit(first[0]!.recordId!, { Source: 'Ringostat ' });
  const other = { ...contact({ phone: '+380671230000' }), key: '380671230000' };
  const [second] = await kit.connect().provider.apply([other], []);
  expect(second!.status).toBe('created');
  expect(kit.fake.records('Contacts')[1]!.fields['Source']).toBe('Ringostat ');
});

test('a required field nobody fills: named with what to do; other steps happen, running again finishes it', async () => {
  kit = await startKit();
  kit.fake.addField('Deals', { name: 'Region', type: 'text', required: true });
  const outcomes = await kit.provider.apply(newClient(), []);
  expect(statuses(outcomes)).toMatchObject({ contact: 'created', deal: 'failed', callRecord: 'created' });
  expect(byId(outcomes, 'deal').error).toMatchObject({
    kind: 'invalidField',
    message: 'NetHunt: creating the deal was refused, as Region must be filled and nothing fills it.',
    advice: expect.stringContaining('Give Region a value under "Defaults for required fields"') as string,
  });
  const again = await kit.provider.apply(
    [deal({ fields: { Region: 'Kyiv' } }, { links: toContact(outcomes[0]!.recordId!) }), call()],
    [],
  );
  expect(statuses(again)).toMatchObject({ deal: 'created' });
  expect(kit.fake.records('Ringostat calls')).toHaveLength(1);
});

// Until G-28 task and call waited for the contact.
test('a contact that cannot be made: the deal waits for it and says so, task and call are written', async () => {
  kit = await startKit();
  kit.fake.addField('Contacts', { name: 'Region', type: 'text', required: true });
  const outcomes = await kit.provider.apply(newClient(), []);
  expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'failed', 'created', 'created']);
  expect(byId(outcomes, 'deal').error!.message).toBe(
    'NetHunt: the deal was not written because the contact it belongs to was not.',
  );
  expect(kit.fake.records('Ringostat calls')).toHaveLength(1);
});

test('a mapped field that is gone, a mistyped e-mail', async () => {
  kit = await startKit();
  const [mapped] = await kit.provider.apply([contact({ fields: { Segment: 'x' } })], []);
  expect(mapped).toMatchObject({ status: 'created', error: null });
  expect(mapped!.reason.text).toContain(
    'Segment was left out: the folder of contacts in NetHunt has no such field',
  );
  const other = { ...contact({ email: 'olena at example', phone: '+380671230000' }), key: '380671230000' };
  const [mail] = await kit.provider.apply([other], []);
  expect(mail).toMatchObject({
    status: 'created',
    reason: { text: expect.stringContaining('refused the e-mail') as string },
  });
});

test('a linked record that was deleted: left out when known otherwise, looked up again when remembered', async () => {
  kit = await startKit();
  const there = kit.fake.seed('Contacts', { Name: 'A' });
  const gone = kit.fake.seed('Deals', { Name: 'D', Contact: [there] });
  kit.fake.remove(gone);
  const links = [...toContact(there), { entity: 'deal' as const, id: gone }];
  const [written] = await kit.provider.apply([call({}, links)], []);
  expect(written).toMatchObject({
    status: 'created',
    reason: { text: expect.stringContaining(`not linked: ${gone}`) as string },
  });
  const remembered = [...toContact(there), { entity: 'deal' as const, id: gone, remembered: true as const }];
  const [again] = await kit.provider.apply([task('open', remembered)], []);
  expect(again!.error).toMatchObject({ kind: 'notFound' });
});

test('rights: a folder that may only be read names the folder; the other steps happen', async () => {
  kit = await startKit();
  kit.fake.setAccess('Deals', 'read');
  const outcomes = await kit.provider.apply(newClient(), []);
  expect(statuses(outcomes)).toMatchObject({ contact: 'created', deal: 'failed', callRecord: 'created' });
  expect(byId(outcomes, 'deal').error).toMatchObject({
    kind: 'notPermitted',
    message: expect.stringContaining('"Deals"') as string,
    advice: expect.stringContaining('right to edit') as string,
  });
});

test('limits and pages of the proxy are waited out for reads', async () => {
  kit = await startKit({ ...CHOSEN, deals: false });
  kit.fake.seed('Contacts', { Name: 'A', Phone: ['+380671234567'] });
  kit.fake.faults.next({ answer: { status: 429, body: 'Too many requests' } });
  const html = { headers: { 'content-type': 'text/html' }, body: '<html><body>Blocked</body></html>' };
  kit.fake.faults.next({ answer: { status: 403, ...html } });
  kit.fake.faults.next({ answer: { status: 503, ...html } });
  expect(await kit.provider.find(query())).toHaveLength(1);
  expect(kit.fake.requests).toHaveLength(4);
  kit.fake.faults.next({ answer: { status: 503, ...html } }, 50);
  await expect(kit.provider.find(query())).rejects.toMatchObject({
    kind: 'temporary',
    message: 'NetHunt: searching contacts was refused (503): a page of the proxy.',
  });
});

test('health and own fields: what lacks, where, and what to do', async () => {
  kit = await startKit();
  expect((await kit.provider.health()).filter(({ level }) => level !== 'ok')).toEqual([]);
  expect((await kit.provider.ensureFields()).missing).toEqual([]);
  kit.fake.removeField('Deals', 'Ringostat deal key');
  kit.fake.removeField('Contacts', 'Phone');
  kit.fake.setAccess('Ringostat calls', 'read');
  const findings = await kit.connect({ ...CHOSEN, stageField: 'Phase' }).provider.health();
  expect(findings.filter(({ level }) => level !== 'ok').map(({ code, level }) => [code, level])).toEqual([
    ['nethunt.contact.neededFields', 'problem'],
    ['nethunt.deal.chosenField', 'problem'],
    ['nethunt.deal.fields', 'warning'],
    ['nethunt.callRecord.rights', 'problem'],
  ]);
  const { created, missing, present } = await kit.provider.ensureFields();
  expect(created).toEqual([]);
  expect(missing).toEqual([
    {
      entity: 'deal',
      field: 'Ringostat deal key',
      reason: expect.stringContaining('cannot make fields') as string,
    },
  ]);
  expect(present).toContainEqual({ entity: 'contact', field: 'Ringostat call id' });
  kit.fake.setAccess('Deals', 'none');
  const [hidden] = (await kit.provider.health()).filter(({ code }) => code === 'nethunt.deal.folder');
  expect(hidden).toMatchObject({
    level: 'problem',
    message: expect.stringContaining('folder of deals cannot be read') as string,
  });
  expect(kit.fake.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});
