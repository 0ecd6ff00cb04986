import type { Lab } from '../../sandbox/common/lab';
import { zohoLab } from '../../sandbox/zoho/lab';
import { coql } from '../contract/zoho-client';

/** The lab says in the product's words what the fake holds, without being counted, limited or refused. */
let lab: Lab;
let token = '';
beforeEach(async () => {
  lab = await zohoLab.start();
  const { clientId = '', clientSecret = '', refreshToken = '' } = lab.access.values;
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  const answer = await fetch(`${lab.access.baseUrl}/oauth/v2/token`, { method: 'POST', body });
  token = ((await answer.json()) as { access_token: string }).access_token;
});
afterEach(() => lab.close());
const send = async (method: string, path: string, body?: unknown): Promise<number> => {
  const answer = await fetch(`${lab.url}/crm/v8${path}`, {
    method,
    headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.status;
};
const insert = (module: string, record: object): Promise<number> =>
  send('POST', `/${module}`, { data: [record] });
const DEAL = { Deal_Name: 'D', Stage: 'Qualification', Pipeline: 'Standard (Standard)' };

test('seeds, edits and removals show in the view, oldest first', async () => {
  const attribution = { utm_source: 'google', google_client_id: '1.2' };
  const company = lab.seed('company', { phone: '+380441112233' });
  const contact = lab.seed('contact', {
    name: 'Anna Koval',
    companyId: company,
    attribution,
    ownerId: lab.users.ivan,
  });
  const open = lab.seed('deal', { contactId: contact, at: Date.UTC(2026, 0, 1) });
  const lost = lab.seed('deal', { closed: 'lost' });
  const converted = lab.seed('lead', { closed: 'won', contactId: contact });
  const gone = lab.seed('lead');
  lab.edit('contact', contact, { email: 'a@example.com' });
  lab.remove('lead', gone);
  const view = await lab.view();
  expect(view.contacts).toMatchObject([
    {
      id: contact,
      name: 'Anna Koval',
      phone: '+380671234567',
      email: 'a@example.com',
      ownerId: lab.users.ivan,
      attribution: { ...attribution, utm_medium: null },
      companyIds: [company],
      open: true,
    },
  ]);
  expect(
    view.deals.map(({ id, open: isOpen, stage, contactIds }) => [id, isOpen, stage, contactIds]),
  ).toEqual([
    [open, true, 'Qualification', [contact]],
    [lost, false, lab.pipelines[0]?.closed, []],
  ]);
  expect(view.leads).toMatchObject([{ id: converted, open: false, contactIds: [contact] }]);
  expect(view.companies).toMatchObject([
    { id: company, phone: '+380441112233', ownerId: lab.users.stranger },
  ]);
});

test('calls and tasks in the product\u2019s words', async () => {
  const contact = lab.seed('contact');
  const deal = lab.seed('deal', { contactId: contact });
  const links = { Who_Id: { id: contact }, What_Id: { id: deal }, $se_module: 'Deals' };
  const said = 'Recording: https://example.com/recordings/1.mp3';
  const call = { Subject: 'C', Call_Start_Time: '2026-11-20T14:00:00+02:00', rs_call_id: 'k', ...links };
  expect(
    await insert('Calls', { ...call, Call_Type: 'Inbound', Call_Duration: '01:05', Description: said }),
  ).toBe(201);
  expect(await insert('Calls', { ...call, Call_Type: 'Missed', rs_call_id: 'm' })).toBe(201);
  expect(
    await insert('Tasks', { Subject: 'T', Status: 'Completed', Due_Date: '2026-11-20', rs_task_key: 't' }),
  ).toBe(201);
  const { calls, tasks } = await lab.view();
  const linked = [
    { entity: 'contact', id: contact },
    { entity: 'deal', id: deal },
  ];
  expect(calls).toMatchObject([
    {
      direction: 'incoming',
      answered: true,
      seconds: 65,
      key: 'k',
      links: linked,
      recordings: ['https://example.com/recordings/1.mp3'],
      startedAt: '2026-11-20T14:00:00+02:00',
    },
    { direction: 'incoming', answered: false, seconds: 0, recordings: [] },
  ]);
  expect(tasks).toMatchObject([{ subject: 'T', state: 'done', dueAt: '2026-11-20', key: 't', links: [] }]);
});

test('only the product’s requests are counted, writes apart', async () => {
  const read = { method: 'POST', uri: '/crm/v8/coql', body: coql('select id from Leads where id is null') };
  await send('POST', '/__composite_requests', { __composite_requests: [read] });
  await send('POST', '/coql', read.body);
  await lab.view();
  expect([lab.spent(), lab.writes()]).toEqual([2, []]);
  const write = { method: 'POST', uri: '/crm/v8/Leads', body: { data: [{ Last_Name: 'K' }] } };
  await send('POST', '/__composite_requests', { __composite_requests: [read, write] });
  expect([lab.spent(), lab.writes()]).toEqual([
    3,
    [{ method: 'POST', path: '/crm/v8/__composite_requests' }],
  ]);
  expect((await lab.view()).leads).toHaveLength(1);
});

test('what can go wrong in a CRM goes wrong, and the view still reads', async () => {
  expect(await insert('Deals', { ...DEAL, Owner: { id: lab.users.lev } })).toBe(400);
  expect(await insert('Deals', { ...DEAL, Owner: { id: lab.users.olena } })).toBe(201);
  lab.deactivate(lab.users.olena);
  expect(await insert('Deals', { ...DEAL, Owner: { id: lab.users.olena } })).toBe(400);
  lab.removeStage('Qualification');
  expect(await insert('Deals', DEAL)).toBe(400);
  lab.requireField('lead', 'Must_Have');
  expect(await insert('Leads', { Last_Name: 'K' })).toBe(400);
  expect(await insert('Leads', { Last_Name: 'K', Must_Have: 'x' })).toBe(201);
  const keyed = coql('select id, rs_call_id from Calls where id is null');
  expect(await send('POST', '/coql', keyed)).toBe(204);
  lab.removeField('Calls', 'rs_call_id');
  expect(await send('POST', '/coql', keyed)).toBe(400);
  lab.bare();
  expect(await send('POST', '/coql', coql('select rs_utm_source from Leads where id is null'))).toBe(400);
  lab.searchLag(60_000);
  expect(await insert('Contacts', { Last_Name: 'Late', Phone: '+380671234567' })).toBe(201);
  expect(await send('GET', '/Contacts/search?phone=671234567')).toBe(204);
  lab.refuse(1);
  expect(await send('GET', '/org')).toBe(429);
  expect((await lab.view()).deals).toHaveLength(1);
  lab.faults.clear();
  lab.limitRights();
  expect([await send('GET', '/Deals?fields=id'), await send('GET', '/Leads?fields=id')]).toEqual([401, 200]);
  lab.revoke();
  expect(await send('GET', '/Leads?fields=id')).toBe(401);
  expect((await lab.view()).contacts).toHaveLength(1);
});
