import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ManualClock } from '../../sandbox/common/types';
import { buildForm } from '../../sandbox/ringostat/form';
import { buildPayload } from '../../sandbox/ringostat/payloads';
import { askRouting, sendWebhook } from '../../sandbox/ringostat/send';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import { DEFAULT_EMPLOYEES } from '../../sandbox/ringostat/staff';
import type { FakeCall, FakeRingostat, Family } from '../../sandbox/ringostat/types';

const call: FakeCall = {
  id: 'ua1_-1790000000.4242',
  direction: 'in',
  clientNumber: '380671234567',
  companyNumber: '380440000002',
  employee: DEFAULT_EMPLOYEES[0],
  status: 'PROPER',
  billsec: 94,
  duration: 110,
  waittime: 16,
  startedAt: Date.UTC(2026, 10, 20, 10, 15, 42),
  recordings: ['https://app.ringostat.com/recordings/x.wav?token=abc'],
  utm: { source: 'google', medium: 'cpc' },
};
const out: FakeCall = { ...call, direction: 'out' };
let fake: FakeRingostat;
beforeEach(async () => {
  fake = await startFakeRingostat();
});
afterEach(() => fake.close());
const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(fake.url + path, {
    ...init,
    headers: { 'auth-key': fake.authKey, 'content-type': 'application/json', ...init.headers },
  });

test('payload families carry the client under their own names', () => {
  const client: [Family, FakeCall, string][] = [
    ['P1', call, 'E164'],
    ['P2', out, 'callee'],
    ['P4', call, 'caller'],
    ['P5', call, 'phone'],
    ['P6', call, 'caller_number'],
    ['P7', call, 'client_number'],
    ['P8', out, 'destination'],
  ];
  for (const [family, from, key] of client) expect(buildPayload(family, from)[key]).toBe('380671234567');
  expect(buildPayload('P3', call)).toMatchObject({
    calldate: '2026-11-20 12:15:42',
    additional_call_data: { userfield: '380671234567', employee_email: 'olena@example.com' },
  });
  expect(buildPayload('P4', out).caller).toBe('&quot;Olena Koval&quot; &lt;380440000002&gt;');
  expect(buildPayload('P8', call).date).toBe('2026-11-20T12:15:42+02:00');
  expect(buildForm({ id: 'f', phone: '0671234567', submittedAt: call.startedAt })).toMatchObject({
    phone: '0671234567',
    email: '',
  });
});

test('before the end the status, talk time and recording are empty strings; a wrong moment is refused', () => {
  expect(buildPayload('P1', call, 'ringing')).toMatchObject({
    disposition: '',
    billsec: '',
    recording_wav: '',
  });
  expect(() => buildPayload('P1', call, 'started')).toThrow(/no moment started/);
  expect(() => buildPayload('P1', out)).toThrow(/take P2/);
});

test('webhooks and routing go out as query, form and JSON', async () => {
  const seen: { method: string; url: string; type: string; text: string }[] = [];
  const receiver: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      seen.push({
        method: request.method ?? '',
        url: request.url ?? '',
        type: request.headers['content-type'] ?? '',
        text,
      });
      response.end('shop_olena');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?event=incoming.ended`;
  const flat = buildPayload('P1', call);
  await sendWebhook(url, flat, { method: 'GET' });
  await sendWebhook(url, flat, { format: 'form' });
  await sendWebhook(url, flat, { nested: true });
  const routed = await askRouting(url, { id: call.id, clientNumber: call.clientNumber });
  await new Promise((resolve) => receiver.close(resolve));
  expect(seen[0]?.url).toMatch(/^\/hook\?event=incoming\.ended&type=in&uniqueid=/);
  expect(new URLSearchParams(seen[1]?.text).get('billsec')).toBe('94');
  expect(JSON.parse(seen[2]?.text ?? '')).toMatchObject({
    uniqueid: call.id,
    additional_call_data: { E164: '380671234567' },
  });
  expect(JSON.parse(seen[3]?.text ?? '')).toMatchObject({
    caller_number: '380671234567',
    step_forward: 'webhookNumber%3A120',
  });
  expect(routed).toMatchObject({ status: 200, body: 'shop_olena', elapsedMs: expect.any(Number) });
});

test('the call log: window, fields, filters, order, csv, cap', async () => {
  await fake.close();
  fake = await startFakeRingostat({
    callsPerRequest: 2,
    clock: new ManualClock(call.startedAt + 86_400_000),
  });
  for (const minute of [0, 1, 2])
    fake.calls.push({ ...call, id: `c${minute}`, startedAt: call.startedAt + minute * 60_000 });
  fake.calls.push({ ...call, id: 'missed', status: 'NO ANSWER', startedAt: call.startedAt + 30_000 });
  const window = 'from=2026-11-20%2012:00:00&to=2026-11-20%2012:20:00&fields=uniqueid,calldate,disposition';
  const rows = (await (await ask(`/calls/list?${window}&order=calldate%20desc`)).json()) as {
    uniqueid: string;
  }[];
  expect(rows.map(({ uniqueid }) => uniqueid)).toEqual(['c2', 'c1']);
  const filter = `disposition~${Buffer.from('answered|no answer').toString('base64')}`;
  const filtered = await ask(`/calls/list?${window}&filters=${encodeURIComponent(filter)}`);
  expect(await filtered.json()).toEqual([
    { uniqueid: 'missed', calldate: '2026-11-20T12:16:12+0200', disposition: 'NO ANSWER' },
  ]);
  const csv = await (await ask(`/calls/list?${window}&export_type=csv`)).text();
  expect(csv.split('\n')[0]).toBe('uniqueid;calldate;disposition');
  expect((await ask(`/calls/list?${window},gclid`)).status).toBe(400);
  expect((await ask('/calls/list?from=yesterday')).status).toBe(400);
  expect(await (await ask('/calls/list')).json()).toHaveLength(2);
  // The default window is the last 24 hours: what began earlier is not told.
  fake.calls.length = 0;
  fake.calls.push({ ...call, startedAt: call.startedAt - 1 });
  expect(await (await ask('/calls/list')).json()).toEqual([]);
});

test('keys, staff, SIP status', async () => {
  expect((await ask('/sipstatus/online', { headers: { 'auth-key': 'wrong' } })).status).toBe(401);
  expect(await (await ask('/sipstatus/online')).json()).toEqual(['shop_olena', 'shop_petro']);
  fake.speaking.add('shop_petro');
  expect(await (await ask('/sipstatus/speaking')).json()).toEqual(['shop_petro']);
  const rpc = {
    jsonrpc: '2.0',
    id: 1,
    method: 'getProjectStaffListAndDirections',
    params: { projectId: '11111' },
  };
  const staff = await ask('/api/json-rpc', { method: 'POST', body: JSON.stringify(rpc) });
  expect(await staff.json()).toMatchObject({
    result: { 1111: { fio: 'Olena Koval', directions: { main: [{ direction: 'shop_olena' }] } } },
  });
  const stranger = { ...rpc, params: { projectId: '2' } };
  const refused = await ask('/api/json-rpc', { method: 'POST', body: JSON.stringify(stranger) });
  expect(refused.status).toBe(200);
  expect(await refused.json()).toMatchObject({ error: { message: 'Unknown project' } });
  fake.set({ allowed: false });
  expect((await ask('/sipstatus/online')).status).toBe(403);
});

test('callbacks, contacts, recordings', async () => {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    ask(path, { method: 'POST', body: JSON.stringify(body), headers });
  await post('/callback/outward_call', { extension: '380440000002', destination: '380671234567' });
  await post('/a/v2', {
    jsonrpc: '2.0',
    id: 1,
    method: 'Api\\V2\\Callback.external',
    params: { projectId: '11111', direction: 'out' },
  });
  expect(fake.callbacks).toHaveLength(2);
  const contact = { projectId: 11111, fullName: 'Olena', externalId: '70151' };
  expect(
    (await post('/minicrm/contacts/sync', { contacts: [contact] }, { 'x-project-id': '11111' })).status,
  ).toBe(200);
  expect(
    (await post('/minicrm/contacts/sync', { contacts: [{ fullName: 'x' }] }, { 'x-project-id': '11111' }))
      .status,
  ).toBe(400);
  expect(fake.contacts).toEqual([contact]);
  const link = fake.recording('c1');
  const wav = Buffer.from(await (await fetch(link)).arrayBuffer());
  expect([wav.subarray(0, 4).toString(), wav.length]).toEqual(['RIFF', 44 + 16_000]);
  expect((await fetch(link.replace(/token=.*/, 'token=wrong'))).status).toBe(404);
  fake.faults.next({ answer: { status: 429, headers: { 'retry-after': '3' } } });
  expect((await fetch(link)).headers.get('retry-after')).toBe('3');
});
