/** The node Ringostat through a real Node-RED against the fake Ringostat. */
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeCall, FakeRingostat } from '../../sandbox/ringostat/types';
import { byHandFlow, send, type Answer } from './by-hand-flow';
import { NodeRed, type FlowNode } from './node-red';
import { startTlsProxy, type TlsProxy } from './tls-proxy';

let host: NodeRed;
let hubspot: FakeHubSpot;
let ringostat: FakeRingostat;
let outside: TlsProxy;
const WAV = Buffer.from([0x52, 0x49, 0x46, 0x46, 0x00, 0xff, 0xfe, 0x80]);

beforeAll(async () => {
  outside = await startTlsProxy((request, response) => {
    if (request.url === '/moved.wav')
      response.writeHead(302, { location: 'https://evil.example.com/x.wav' }).end();
    else if (!request.url?.includes('token=right')) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'audio/wav' }).end(WAV);
  });
  const before = { ...process.env };
  Object.assign(process.env, outside.env);
  const starting = NodeRed.start();
  [hubspot, ringostat, host] = await Promise.all([
    startFakeHubSpot({ limits: false }),
    startFakeRingostat(),
    starting,
  ]);
  process.env = before;
}, 90_000);
afterAll(async () => {
  outside?.close();
  await Promise.all([host?.close(), hubspot?.close(), ringostat?.close()]);
});

const DEFAULTS = {
  type: 'ringostat',
  version: 1,
  name: '',
  project: 'project',
  span: 'last',
  lastHours: 24,
  from: 'body.from',
  fromType: 'msg',
  to: 'body.to',
  toType: 'msg',
  direction: 'any',
  callStatus: 'any',
  limit: 0,
  onlyMissing: false,
  maskNumbers: false,
  account: 'account',
  callBackMethod: 'extended',
  employeeDirection: 'body.employee',
  employeeDirectionType: 'msg',
  projectNumber: '380441234567',
  projectNumberType: 'str',
  clientNumber: 'body.client',
  clientNumberType: 'msg',
  callBackDirection: 'out',
  managerDst: '1',
  recordingUrl: 'body.link',
  recordingUrlType: 'msg',
  recordingHosts: '',
  contact: 'body.contact',
  contactType: 'msg',
};
/** Statuses reach the probe too. */
const STATUSES: FlowNode = { id: 'statuses', type: 'status', z: 'tab', scope: null, wires: [['probe']] };
async function use(
  operation: string,
  more: Record<string, unknown> = {},
  authKey?: string,
  beside: FlowNode[] = [],
): Promise<void> {
  const project: FlowNode = {
    id: 'project',
    type: 'ringostat-project',
    version: 1,
    name: '',
    projectId: ringostat.projectId,
    baseUrl: ringostat.url,
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    credentials: { authKey: authKey ?? ringostat.authKey },
  };
  const flow = byHandFlow({}, { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } });
  const node = flow.map((each) =>
    each.id === 'node' ? { ...DEFAULTS, id: 'node', z: 'tab', wires: [['probe']], operation, ...more } : each,
  );
  await host.deploy([...node, project, ...beside]);
  await host.forget();
}
const HOUR = 3_600_000;
const call = (number: number, more: Partial<FakeCall> = {}): FakeCall => ({
  id: `ua0_-17636${number}.1`,
  direction: 'in',
  clientNumber: `38067123450${number}`,
  startedAt: Date.now() - number * HOUR,
  status: 'ANSWERED',
  billsec: 20,
  duration: 30,
  waittime: 10,
  ...more,
});
const idsOf = (seen: { msg: Record<string, unknown> }[]): unknown[] =>
  seen.map(({ msg }) => (msg['payload'] as { event?: { callId?: string } }).event?.callId ?? msg['error']);

describe('get calls', () => {
  beforeEach(() => {
    ringostat.calls.splice(
      0,
      Infinity,
      call(1),
      call(2, { direction: 'out', status: 'NO ANSWER', billsec: 0 }),
      call(3, { status: 'NO ANSWER', billsec: 0 }),
      call(30),
    );
  });

  /** Asks for what HubSpot lacks; returns the messages and the texts of the statuses. */
  async function compare(): Promise<{ seen: { msg: Record<string, unknown> }[]; statuses: unknown[] }> {
    await use('calls', { onlyMissing: true }, undefined, [STATUSES]);
    await send(host, {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    const all = await host.seen();
    const statusOf = ({ msg }: { msg: Record<string, unknown> }): unknown =>
      (msg['status'] as { text?: string } | undefined)?.text;
    return {
      seen: all.filter((one) => statusOf(one) === undefined),
      statuses: all.map(statusOf).filter((text) => text !== undefined),
    };
  }

  test('of the last hours, oldest first, in parts that Join takes', async () => {
    await use('calls');
    await send(host, {});
    const seen = await host.until(3);
    expect(idsOf(seen)).toEqual(['ua0_-176363.1', 'ua0_-176362.1', 'ua0_-176361.1']);
    expect(seen.map(({ msg }) => msg['parts'])).toMatchObject([
      { index: 0 },
      { index: 1 },
      // Streamed: the last one tells how many there are, as Split does.
      { index: 2, count: 3 },
    ]);
    expect(seen[0]?.msg['payload']).toMatchObject({
      event: { name: 'incoming.ended', clientNumber: '+380671234503', status: 'missed', projectId: '11111' },
    });
  });

  test('of a span, at most so many, of one direction and status', async () => {
    await use('calls', { span: 'between', limit: 1 });
    const span = {
      from: new Date(Date.now() - 40 * HOUR).toISOString(),
      to: String(Date.now() - 1.5 * HOUR),
    };
    await send(host, span);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(idsOf(await host.seen())).toEqual(['ua0_-1763630.1']);
    await use('calls', { span: 'between', direction: 'incoming', callStatus: 'missed' });
    await send(host, span);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(idsOf(await host.seen())).toEqual(['ua0_-176363.1']);
  });

  test('only those that the CRM lacks', async () => {
    hubspot.reset();
    await use('calls', { onlyMissing: true });
    const upsert = byHandFlow(
      { resource: 'account', operation: 'ensureFields' },
      { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
    );
    await host.deploy(upsert);
    await host.forget();
    await send(host, {});
    hubspot.seed.call({ ringostat_call_id: '11111_ua0_-176362_1', hs_timestamp: new Date().toISOString() });
    await use('calls', { onlyMissing: true });
    await send(host, {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(idsOf(await host.seen())).toEqual(['ua0_-176363.1', 'ua0_-176361.1']);
  });

  test('how many of them the CRM lacks, in the message and in the status; what it has as missed is told apart', async () => {
    const { seen, statuses } = await compare();
    expect(idsOf(seen)).toEqual(['ua0_-176363.1', 'ua0_-176361.1']);
    expect(seen.at(-1)?.msg['progress']).toEqual({
      read: 3,
      total: 3,
      percent: 100,
      compared: { lacking: 2, otherwise: 0 },
    });
    expect(statuses.at(-1)).toBe('3 read, CRM lacks 2');
    hubspot.seed.call({
      ringostat_call_id: '11111_ua0_-176361_1',
      hs_call_title: 'Missed call: 067 123 45 01',
      hs_timestamp: new Date().toISOString(),
    });
    expect((await compare()).statuses.at(-1)).toBe('3 read: 1 lack, 1 to mend');
  });

  test('an unreadable span and a missing one are told to Catch', async () => {
    await use('calls', { span: 'between' });
    expect((await send(host, { from: 'yesterday', to: '2026-11-21T00:00:00Z' })).error?.message).toMatch(
      /Ringostat.*span/i,
    );
    expect((await send(host, { to: '2026-11-21T00:00:00Z' })).error?.message).toBe(
      'The field "From" is empty.',
    );
  });
});

test('employees and who is on line', async () => {
  await use('employees');
  expect((await send(host, {})).msg['payload']).toMatchObject([
    { id: '1111', name: 'Olena Koval', email: 'olena@example.com', main: ['shop_olena'], extension: '101' },
    { id: '1112', name: 'Petro Bondar', main: ['shop_petro', '380501112233'] },
  ]);
  ringostat.online.delete('shop_petro');
  ringostat.speaking.add('shop_olena');
  await use('sipOnline');
  expect((await send(host, {})).msg['payload']).toEqual(['shop_olena']);
  await use('sipSpeaking');
  expect((await send(host, {})).msg['payload']).toEqual(['shop_olena']);
});

test('call back between employee and client, and from a number of the project', async () => {
  await use('callBack');
  const { error } = await send(host, { employee: 'shop_olena', client: '380671234567' });
  expect(error).toBeUndefined();
  expect(ringostat.callbacks.splice(0)).toMatchObject([
    {
      projectId: '11111',
      caller: '380671234567',
      callee: 'shop_olena',
      manager_dst: 1,
      direction: 'out',
    },
  ]);
  expect((await send(host, { client: '380671234567' })).error?.message).toBe(
    'The field "Employee" is empty.',
  );
  await use('callBack', { callBackMethod: 'simple' });
  await send(host, { client: '380671234567' });
  expect(ringostat.callbacks).toEqual([{ extension: '380441234567', destination: '380671234567' }]);
});

test('a recording is downloaded as a Buffer with its file name', async () => {
  await use('recording');
  const { msg, error } = await send(host, {
    link: 'https://app.ringostat.com/recordings/ua0_-1.2.wav?token=right',
  });
  expect(error).toBeUndefined();
  // The probe is read as JSON, which writes a Buffer so.
  expect(msg['payload']).toEqual({ type: 'Buffer', data: [...WAV] });
  expect(msg).toMatchObject({ filename: 'ua0_-1.2.wav', contentType: 'audio/wav' });
  expect(outside.hosts.at(-1)).toBe('app.ringostat.com:443');
});

test.each([
  ['http://app.ringostat.com/a.wav?token=right', /not https on a Ringostat host/],
  ['https://evil.example.com/a.wav?token=right', /not https on a Ringostat host/],
  ['https://127.0.0.1/a.wav?token=right', /not https on a Ringostat host/],
  ['https://app.ringostat.com/moved.wav', /moved to a host that is not allowed/],
  ['https://app.ringostat.com/a.wav?token=wrong', /not there/],
  ['', /The field "Link" is empty/],
])('the recording link %s is refused', async (link, text) => {
  await use('recording');
  const { error } = await send(host, { link });
  expect(error?.message).toMatch(text);
  expect(error?.message).not.toMatch(/token=|evil/);
  expect(outside.hosts.filter((name) => !name.startsWith('app.ringostat.com'))).toEqual([]);
});

test('a host of one’s own is allowed when it is named', async () => {
  await use('recording', { recordingHosts: 'records.example.com, other.example.com' });
  const { msg } = await send(host, { link: 'https://records.example.com/a.wav?token=right' });
  expect(msg).toMatchObject({ filename: 'a.wav' });
  outside.hosts.splice(0);
});

test('a contact is pushed to the contact book; without an id or as text it is refused', async () => {
  await use('pushContact');
  const { error } = await send(host, {
    contact: {
      name: 'Olena',
      contactId: 70151,
      phones: '+380671234567, +380441112233',
      responsible: 'Petro',
    },
  });
  expect(error).toBeUndefined();
  expect(ringostat.contacts).toMatchObject([
    {
      projectId: 11111,
      fullName: 'Olena',
      externalId: '70151',
      origin: 'HubSpot',
      responsible: 'Petro',
      contactDirections: [
        { type: 'phone', value: '+380671234567' },
        { type: 'phone', value: '+380441112233' },
      ],
    },
  ]);
  for (const contact of [undefined, 'Olena', { name: 'Olena' }])
    expect((await send(host, { contact })).error?.message).toContain('contactId or leadId');
  expect(ringostat.contacts).toHaveLength(1);
});

test('a refused key is told with the system and what to do, once', async () => {
  await use('employees', {}, 'wrong-key');
  const { error }: Answer = await send(host, {});
  expect(error?.code).toBe('credentialRefused');
  expect(error?.message).toMatch(/^Ringostat: .*401.*Copy the Auth-key again/);
  expect(error?.message).not.toContain('wrong-key');
});
