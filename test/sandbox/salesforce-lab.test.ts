import type { Lab } from '../../sandbox/common/lab';
import { salesforceLab } from '../../sandbox/salesforce/lab';
import { API } from '../contract/salesforce-client';

/** The lab in the product's words: what is put in comes out, and what the product does not send is not counted. */
let lab: Lab;
beforeEach(async () => {
  lab = await salesforceLab.start();
});
afterEach(() => lab.close());

async function send(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const { clientId = '', clientSecret = '', refreshToken = '' } = lab.access.values;
  const form = {
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  };
  const signed = await fetch(`${lab.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  if (!signed.ok) return { status: signed.status, body: await signed.json() };
  const { access_token: token } = (await signed.json()) as { access_token: string };
  const answer = await fetch(`${lab.url}${API}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}
const create = (object: string, body: object): ReturnType<typeof send> =>
  send('POST', `/sobjects/${object}`, body);

test('records go in and come out in the words of the product', async () => {
  const { olena, stranger } = lab.users;
  const companyId = lab.seed('company', { phone: '+380441234567' });
  const contactId = lab.seed('contact', { companyId, ownerId: olena, attribution: { utm_source: 'google' } });
  const won = lab.seed('deal', { contactId, closed: 'won' });
  const open = lab.seed('deal', { contactId });
  lab.seed('lead', { closed: 'won', name: 'Converted' });
  lab.seed('lead', { email: 'l@example.com', values: { Title: 'T' } });
  const view = await lab.view();
  expect(view.companies).toMatchObject([
    { id: companyId, name: 'Known Ltd', phone: '+380441234567', ownerId: stranger },
  ]);
  expect(view.contacts).toMatchObject([
    {
      id: contactId,
      name: 'Known',
      phone: '+380671234567',
      ownerId: olena,
      companyIds: [companyId],
      attribution: { utm_source: 'google', utm_term: null },
    },
  ]);
  const [sales] = lab.pipelines;
  expect(view.deals).toMatchObject([
    { id: won, open: false, stage: 'Closed Won', contactIds: [contactId], companyIds: [companyId] },
    { id: open, open: true, pipeline: sales?.id, stage: sales?.open[0], contactIds: [contactId] },
  ]);
  expect(view.leads).toMatchObject([
    { name: 'Converted', open: false },
    { open: true, email: 'l@example.com', raw: { Title: 'T' } },
  ]);
  expect([view.calls, view.tasks]).toEqual([[], []]);
});

test('a call is a task of the subtype call, with its recordings', async () => {
  const lead = lab.seed('lead');
  const made = await create('Task', {
    Subject: 'Call',
    Description: 'Talk\nhttps://app.ringostat.com/recordings/x.wav?token=1',
    TaskSubtype: 'Call',
    CallType: 'Inbound',
    CallDisposition: 'ANSWERED',
    CallDurationInSeconds: 94,
    Status: 'Completed',
    ActivityDate: '2026-11-20',
    Ringostat_Key__c: 'k1',
    WhoId: lead,
  });
  const { id } = made.body as { id: string };
  await create('ContentVersion', {
    PathOnClient: 'call.mp3',
    VersionData: 'SUQz',
    FirstPublishLocationId: id,
  });
  await create('Task', {
    Subject: 'Call back',
    IsReminderSet: true,
    ReminderDateTime: '2026-11-20T16:15:42+02:00',
    WhoId: lead,
  });
  const { calls, tasks } = await lab.view();
  expect(calls).toMatchObject([
    {
      id,
      direction: 'incoming',
      answered: true,
      seconds: 94,
      key: 'k1',
      links: [{ entity: 'lead', id: lead }],
      recordings: ['https://app.ringostat.com/recordings/x.wav?token=1', 'call.mp3'],
      startedAt: '2026-11-20',
    },
  ]);
  expect(tasks).toMatchObject([
    { subject: 'Call back', state: 'open', dueAt: '2026-11-20T14:15:42.000Z', key: null },
  ]);
});

test('counted is what the product sends to the API; written is what could change something', async () => {
  const compositeOf = (method: string, url: string): object => ({
    compositeRequest: [
      { method, referenceId: 'a', url: API + url, ...(method === 'POST' ? { body: { Name: 'A' } } : {}) },
    ],
  });
  await send('POST', '/composite', compositeOf('GET', '/limits'));
  await send('POST', '/composite', compositeOf('GET', '/sobjects/Lead/describe'));
  expect([lab.spent(), lab.writes()]).toEqual([2, []]);
  await send('POST', '/composite', compositeOf('POST', '/sobjects/Account'));
  await lab.view();
  expect([lab.spent(), lab.writes()]).toEqual([3, [{ method: 'POST', path: `${API}/composite` }]]);
});

test('faults hit the API, neither the signing in nor the reader', async () => {
  lab.refuse(1);
  expect(await send('GET', '/limits')).toMatchObject({
    status: 403,
    body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
  });
  expect((await lab.view()).leads).toEqual([]);
  lab.faults.clear();
  lab.faults.next({ answer: { status: 503, body: 'down' }, match: ({ method }) => method === 'POST' });
  expect((await send('GET', '/limits')).status).toBe(200);
  expect(lab.faults.pending).toBe(1);
});

test('people leave, fields and stages go, rights and tokens are taken', async () => {
  const deal = { Name: 'D', StageName: 'Prospecting', CloseDate: '2026-12-20' };
  const code = async (object: string, body: object): Promise<unknown> =>
    ((await create(object, body)).body as { errorCode?: string }[])[0]?.errorCode ?? null;
  lab.deactivate(lab.users.olena);
  expect(await code('Contact', { LastName: 'A', OwnerId: lab.users.olena })).toBe('INACTIVE_OWNER_OR_USER');
  lab.removeField('Contact', 'Ringostat_Phone__c');
  expect(await code('Contact', { LastName: 'A', Ringostat_Phone__c: '1' })).toBe('INVALID_FIELD');
  expect(await code('Lead', { LastName: 'A', Company: '-', Ringostat_Phone__c: '1' })).toBeNull();
  lab.bare();
  expect(await code('Lead', { LastName: 'A', Company: '-', Ringostat_Phone__c: '1' })).toBe('INVALID_FIELD');
  expect(await code('Opportunity', deal)).toBeNull();
  expect(lab.requireField('deal', 'must_have')).toBe('must_have__c');
  expect(await code('Opportunity', deal)).toBe('REQUIRED_FIELD_MISSING');
  lab.removeStage('Prospecting');
  expect(await code('Opportunity', { ...deal, must_have__c: 'x' })).toBe(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
  );
  lab.limitRights();
  expect(await code('Opportunity', deal)).toBe('NOT_FOUND');
  lab.revoke();
  expect(await send('GET', '/limits')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('a person edits and removes', async () => {
  const id = lab.seed('deal');
  lab.edit('deal', id, { closed: 'lost', name: 'Lost', ownerId: lab.users.ivan });
  expect((await lab.view()).deals).toMatchObject([
    { id, name: 'Lost', open: false, ownerId: lab.users.ivan },
  ]);
  lab.remove('deal', id);
  expect((await lab.view()).deals).toEqual([]);
});
