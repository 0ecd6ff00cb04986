import { startPipedriveLab, type PipedriveLab } from '../../sandbox/pipedrive/lab';
import { attachContract } from '../contract/attach-contract';
import { clientOf, dataOf, soundForm, type Call } from '../contract/pipedrive-client';

/** The lab tells in the product's words what the API has, and its changes are seen through the API. */
let lab: PipedriveLab;
let call: Call;
let violations: string[];

beforeEach(async () => {
  lab = await startPipedriveLab();
  ({ violations } = attachContract(lab, 'pipedrive'));
  call = clientOf(lab.fake);
});
afterEach(async () => {
  await lab.close();
  expect(violations).toEqual([]);
});
const status = async (method: string, path: string, body?: unknown): Promise<number> =>
  (await call(method, path, body)).status;

test('seeds come back in the view; reading is neither counted nor hit by faults', async () => {
  const at = Date.UTC(2026, 10, 1, 10);
  const companyId = lab.seed('company', { name: 'Firm', phone: '+380501112233' });
  const contactId = lab.seed('contact', {
    name: 'Olha',
    email: 'a@example.com',
    ownerId: lab.users.ivan,
    at,
    companyId,
  });
  lab.seed('deal', { contactId, companyId, attribution: { utm_source: 'google' } });
  lab.seed('deal', { contactId, closed: 'lost' });
  lab.seed('lead', { contactId, closed: 'lost' });
  lab.refuse(5);
  const view = await lab.view();
  expect(view.contacts).toMatchObject([
    {
      id: contactId,
      name: 'Olha',
      phone: '+380671234567',
      email: 'a@example.com',
      ownerId: lab.users.ivan,
      companyIds: [companyId],
      raw: { add_time: '2026-11-01T10:00:00Z' },
    },
  ]);
  expect(view.companies).toMatchObject([
    { name: 'Firm', phone: '+380501112233', ownerId: lab.users.stranger },
  ]);
  expect(view.deals).toMatchObject([
    {
      open: true,
      contactIds: [contactId],
      pipeline: '1',
      stage: '11',
      attribution: { utm_source: 'google', utm_term: null },
    },
    { open: false, contactIds: [contactId], attribution: { utm_source: null } },
  ]);
  expect(view.leads).toMatchObject([{ open: false, contactIds: [contactId], phone: '+380671234567' }]);
  expect(lab.spent()).toBe(0);
  expect(lab.writes()).toEqual([]);
  const refused = await call('GET', '/v2/pipelines');
  expect([refused.status, refused.headers.get('x-ratelimit-reset')]).toEqual([429, '5']);
  lab.faults.clear();
  expect(await status('GET', '/v2/pipelines')).toBe(200);
  expect(lab.spent()).toBe(2);
});

test('a lead without contact gets one with its number; a converted one is gone', async () => {
  lab.seed('lead', { name: 'Lead', phone: '+380501112233' });
  lab.seed('lead', { closed: 'won' });
  const view = await lab.view();
  expect(view.leads).toMatchObject([{ name: 'Lead', phone: '+380501112233', open: true }]);
  expect(view.contacts).toHaveLength(2);
});

test('a call log is a call with its recording and direction; its own activity is no task', async () => {
  const contactId = Number(lab.seed('contact'));
  const dealId = Number(lab.seed('deal', { contactId: String(contactId) }));
  const made = await call('POST', '/v1/callLogs', {
    user_id: Number(lab.users.olena),
    subject: 'Call',
    outcome: 'connected',
    duration: '94',
    from_phone_number: '0671234567',
    to_phone_number: '+380441112233',
    start_time: '2026-11-20 10:15:42',
    end_time: '2026-11-20 10:17:16',
    person_id: contactId,
    deal_id: dealId,
    note: 'Ringostat proj_call-1<br><a href="https://app.ringostat.com/recordings/a.mp3?a=1&amp;b=2">listen</a>',
  });
  await call('POST', `/v1/callLogs/${String(dataOf(made)['id'])}/recordings`, soundForm('a.mp3'));
  const participants = [{ person_id: contactId, primary: true }];
  const due = { due_date: '2026-11-20', due_time: '14:15' };
  await call('POST', '/v2/activities', {
    subject: 'Call back',
    type: 'call',
    owner_id: Number(lab.users.ivan),
    participants,
    ...due,
  });
  const { calls, tasks } = await lab.view();
  expect(calls).toMatchObject([
    {
      ownerId: lab.users.olena,
      direction: 'incoming',
      answered: true,
      seconds: 94,
      key: 'proj_call-1',
      startedAt: '2026-11-20T10:15:42.000Z',
      recordings: ['a.mp3', 'https://app.ringostat.com/recordings/a.mp3?a=1&b=2'],
      links: [
        { entity: 'contact', id: String(contactId) },
        { entity: 'deal', id: String(dealId) },
      ],
    },
  ]);
  expect(tasks).toMatchObject([
    {
      subject: 'Call back',
      state: 'open',
      ownerId: lab.users.ivan,
      dueAt: '2026-11-20T14:15:00Z',
      links: [{ entity: 'contact', id: String(contactId) }],
    },
  ]);
  expect(lab.writes()).toHaveLength(3);
});

test('what people change is seen by the next request', async () => {
  const person = { name: 'A', owner_id: Number(lab.users.ivan) };
  expect(await status('POST', '/v2/persons', person)).toBe(200);
  lab.deactivate(lab.users.ivan);
  expect(await status('POST', '/v2/persons', person)).toBe(400);
  expect(await status('POST', '/v2/deals', { title: 'D', stage_id: 12 })).toBe(200);
  lab.removeStage('12');
  expect(await status('POST', '/v2/deals', { title: 'D', stage_id: 12 })).toBe(400);
  lab.requireField('deal', 'Branch');
  const refused = await call('POST', '/v2/deals', { title: 'D' });
  expect([refused.status, refused.body['error']]).toEqual([
    400,
    expect.stringContaining("'Branch' is required"),
  ]);
  const contact = lab.seed('contact');
  lab.edit('contact', contact, { name: 'Renamed', attribution: { utm_term: 'crm' } });
  expect((await lab.view()).contacts).toContainEqual(
    expect.objectContaining({ name: 'Renamed', attribution: expect.objectContaining({ utm_term: 'crm' }) }),
  );
  lab.remove('contact', contact);
  expect(await status('GET', `/v2/persons/${contact}`)).toBe(410);
});

test('fields of ours: all there, one less, none', async () => {
  const names = async (): Promise<string[]> =>
    lab.fake
      .fields('deal')
      .filter(({ custom }) => custom)
      .map(({ name }) => name);
  expect(await names()).toEqual(
    expect.arrayContaining(['utm_source', 'google_client_id', 'Ringostat call id', 'Comment']),
  );
  lab.removeField('deal', 'utm_source');
  expect(await names()).not.toContain('utm_source');
  lab.bare();
  expect(await names()).toEqual(['Comment']);
});

test('rights and token: deals forbidden, then nothing at all', async () => {
  lab.limitRights();
  expect(await status('GET', '/v2/persons')).toBe(200);
  expect(await status('POST', '/v2/deals', { title: 'D' })).toBe(403);
  lab.revoke();
  expect(await status('GET', '/v2/persons')).toBe(401);
});

test('search is blind for new records as long as told', async () => {
  lab.searchLag(60_000);
  await call('POST', '/v2/persons', { name: 'Late' });
  lab.seed('contact', { name: 'Late seeded' });
  const found = await call('GET', '/v2/persons/search?term=late');
  expect(dataOf<{ items: { item: { name: string } }[] }>(found).items.map(({ item }) => item.name)).toEqual([
    'Late seeded',
  ]);
});
