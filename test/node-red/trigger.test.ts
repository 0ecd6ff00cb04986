import { withStall } from '../stall';
import { NodeRed, type FlowNode } from './node-red';

let host: NodeRed;
beforeAll(async () => {
  host = await NodeRed.start();
}, 90_000);
afterAll(() => host.close());

const RIGHT = 'right-secret-of-the-hook';
const OLD = 'old-secret-of-the-hook';
const PROJECT = {
  id: 'project',
  type: 'ringostat-project',
  version: 1,
  name: '',
  projectId: '11111',
  baseUrl: '',
  timeZone: 'Europe/Kyiv',
  defaultCountry: 'UA',
};
function flows(
  trigger: Record<string, unknown> = {},
  credentials: Record<string, string> = { secret: RIGHT, previousSecret: OLD },
): FlowNode[] {
  return [
    { id: 'tab', type: 'tab', label: 'test' },
    // Node-RED keeps the stored password of a node that is deployed without one: another secret, another node.
    { ...PROJECT, id: credentials['secret'] ? 'project' : 'open-project', credentials },
    {
      id: 'trigger',
      type: 'ringostat-trigger',
      z: 'tab',
      version: 1,
      project: credentials['secret'] ? 'project' : 'open-project',
      path: '/hook',
      receive: 'events',
      events: ['incoming.ended', 'outgoing.ended'],
      keyMap: [],
      secretIn: 'any',
      acceptWithoutSecret: false,
      ipList: '',
      answerType: 'json',
      answerKey: 'direction',
      answerWithinMs: 600,
      dropInternal: true,
      keepRaw: false,
      sizeCapKb: 4,
      maskNumbers: true,
      wires: [['probe']],
      ...trigger,
    },
  ];
}
const CALL = {
  type: 'in',
  uniqueid: 'ua0_-1731315881.1266',
  calldate: '2026-11-20 10:15:42',
  disposition: 'ANSWERED',
  billsec: '35',
  E164: '380671234567',
  dst: '380441112233',
};
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${host.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test('a call with the secret in the query, the path or Basic becomes an event', async () => {
  await host.deploy(flows());
  const before = (await host.seen()).length;
  const basic = Buffer.from(`ringostat:${RIGHT}`).toString('base64');
  const answers = [
    await post(`/hook?event=incoming.ended&token=${RIGHT}`, CALL),
    await post(`/hook/${RIGHT}?event=incoming.ended`, CALL),
    await post('/hook?event=incoming.ended', CALL, { authorization: `Basic ${basic}` }),
    await post(`/hook?event=incoming.ended&token=${OLD}`, CALL),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const seen = (await host.until(before + 4)).slice(before);
  for (const { msg } of seen) {
    expect(msg['payload']).toMatchObject({
      event: {
        name: 'incoming.ended',
        clientNumber: '+380671234567',
        status: 'answered',
        projectId: '11111',
      },
    });
  }
});

test('GET with a query and POST with a form are read too', async () => {
  await host.deploy(flows());
  const before = (await host.seen()).length;
  const query = new URLSearchParams({ ...CALL, event: 'incoming.ended', token: RIGHT });
  expect((await fetch(`${host.url}/hook?${query}`)).status).toBe(200);
  const form = await fetch(`${host.url}/hook?event=incoming.ended&token=${RIGHT}`, {
    method: 'POST',
    body: new URLSearchParams(CALL),
  });
  expect(form.status).toBe(200);
  expect(await host.until(before + 2)).toHaveLength(before + 2);
});

test('bad requests are refused and nothing is sent on', async () => {
  await host.deploy(flows());
  const before = (await host.seen()).length;
  const wrong = await post('/hook?event=incoming.ended&token=wrong', CALL);
  expect(wrong.status).toBe(401);
  expect(await wrong.text()).not.toContain(RIGHT);
  expect((await post('/hook?event=incoming.ended', CALL)).status).toBe(401);
  expect(
    (await post(`/hook?event=incoming.ended&token=${RIGHT}`, { ...CALL, note: 'x'.repeat(5000) })).status,
  ).toBe(413);
  expect(
    await post(`/hook?event=incoming.ended&token=${RIGHT}`, '{"type":"in",').then(({ status }) => status),
  ).toBe(400);
  expect(await host.seen()).toHaveLength(before);
});

test('an event that was not chosen is answered and dropped', async () => {
  await host.deploy(flows({ events: ['outgoing.ended'] }));
  const before = (await host.seen()).length;
  expect((await post(`/hook?event=incoming.ended&token=${RIGHT}`, CALL)).status).toBe(200);
  expect(await host.seen()).toHaveLength(before);
});

test('without a secret it does not start, unless that is wished', async () => {
  await host.deploy(flows({}, {}));
  const refused = await post('/hook?event=incoming.ended', CALL);
  expect(refused.status).toBe(503);
  expect(await refused.text()).toContain('Accept without a secret');
  expect(host.log.join('')).toContain('has not started');
  await host.deploy(flows({ acceptWithoutSecret: true }, {}));
  expect((await post('/hook?event=incoming.ended', CALL)).status).toBe(200);
});

test('after three deploys one event is sent once', async () => {
  for (let round = 0; round < 3; round += 1) await host.deploy(flows());
  const before = (await host.seen()).length;
  await post(`/hook?event=incoming.ended&token=${RIGHT}`, CALL);
  await host.until(before + 1);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await host.seen()).toHaveLength(before + 1);
});

test('a second trigger on the same path does not start', async () => {
  const second = { ...flows()[2]!, id: 'second' };
  await host.deploy([...flows(), second]);
  expect(host.log.join('')).toContain('listens at /hook already');
  expect((await post(`/hook?event=incoming.ended&token=${RIGHT}`, CALL)).status).toBe(200);
});

test('a question that no node answers is answered with nothing in time', async () => {
  await host.deploy(flows({ receive: 'routing', events: [] }));
  const started = Date.now();
  const question = { call_id: 'x', caller: '380671234567', uuid: 'u' };
  const { result: answer, stallMs } = await withStall(
    () => post(`/hook?token=${RIGHT}`, question),
    () => host.seen(),
  );
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ direction: '' });
  expect(Date.now() - started).toBeLessThan(2000 + stallMs);
});
