/** Config nodes as a flow from a file brings them, with each required setting empty: told at deploy, and no event is lost. */
import { NodeRed, type FlowNode } from './node-red';

let host: NodeRed;
beforeAll(async () => {
  host = await NodeRed.start();
}, 90_000);
afterAll(() => host.close());

const SECRET = 'right-secret-of-the-hook';
const CONFIG: Record<string, FlowNode> = {
  project: {
    id: 'project',
    type: 'ringostat-project',
    version: 1,
    name: 'Our project',
    projectId: '11111',
    baseUrl: '',
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    credentials: { secret: SECRET, authKey: 'key' },
  },
  account: {
    id: 'account',
    type: 'ringostat-crm-account',
    version: 1,
    name: 'Our account',
    crm: 'hubspot',
    auth: 'serviceKey',
    baseUrl: 'http://127.0.0.1:9',
    credentials: { serviceKey: 'key' },
  },
  team: {
    id: 'team',
    type: 'ringostat-team',
    version: 1,
    name: 'Our team',
    project: 'project',
    account: 'account',
    employees: [],
    senior: '',
  },
};
/** Each kind of emptiness: not in the file, null, an empty text, blanks. */
const EMPTY: [string, unknown][] = [
  ['absent', undefined],
  ['null', null],
  ['empty', ''],
  ['blank', '  '],
];

/** The flow with one setting changed, under ids of its own: Node-RED keeps credentials of a node by its id. */
function flowWith(kind: string, change: Record<string, unknown>, mark: string): FlowNode[] {
  const configs = Object.entries(CONFIG).map(([name, node]): FlowNode => {
    const changed = { ...node, ...(name === kind ? change : {}), id: `${node.id}-${mark}` };
    return Object.fromEntries(
      Object.entries(changed).filter(([, value]) => value !== undefined),
    ) as unknown as FlowNode;
  });
  return [
    { id: 'tab', type: 'tab', label: 'test' },
    ...configs,
    {
      id: `trigger-${mark}`,
      type: 'ringostat-trigger',
      z: 'tab',
      version: 1,
      project: `project-${mark}`,
      path: '/hook',
      receive: 'events',
      events: ['incoming.ended'],
      keyMap: [],
      secretIn: 'query',
      acceptWithoutSecret: false,
      ipList: '',
      answerType: 'plain',
      answerKey: 'direction',
      answerWithinMs: 600,
      dropInternal: true,
      keepRaw: false,
      sizeCapKb: 4,
      maskNumbers: true,
      wires: [['probe']],
    },
  ];
}
const send = (): Promise<Response> =>
  fetch(`${host.url}/hook?event=incoming.ended&token=${SECRET}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'in',
      uniqueid: 'ua0_-1731315881.1266',
      calldate: '2026-11-20 10:15:42',
      disposition: 'ANSWERED',
      billsec: '35',
      E164: '0671234567',
      dst: '0441112233',
    }),
  });
async function logOf(flow: FlowNode[]): Promise<string> {
  const before = host.log.length;
  await host.deploy(flow);
  return host.log.slice(before).join('');
}

test.each(
  ['timeZone', 'defaultCountry'].flatMap((name) =>
    [...EMPTY, ['no such', 'Nowhere'] as [string, unknown]].map(
      ([how, value]) => [name, how, value] as const,
    ),
  ),
)(
  'project: %s %s is named at deploy; an event is answered 503 with the same sentence',
  async (name, how, value) => {
    const mark = `${name}-${how}`.replace(' ', '-');
    const log = await logOf(flowWith('project', { [name]: value }, mark));
    const label = name === 'timeZone' ? '"Time zone"' : '"Country"';
    const sentence = `In "Our project" this is empty or cannot be used: ${label}. Open it (Ringostat project)`;
    expect(log).toContain(sentence);
    const answer = await send();
    expect(answer.status).toBe(503);
    expect(((await answer.json()) as { error: string }).error).toContain(sentence);
    // Filled in, the event that comes again is taken.
    await host.deploy(flowWith('none', {}, `${mark}-mended`));
    await host.forget();
    expect((await send()).status).toBe(200);
    const [seen] = await host.until(1);
    expect(seen?.msg['payload']).toMatchObject({ event: { clientNumber: '+380671234567' } });
  },
);

test('a country in small letters is the country', async () => {
  await host.deploy(flowWith('project', { defaultCountry: ' ua ' }, 'small'));
  await host.forget();
  expect((await send()).status).toBe(200);
  const [seen] = await host.until(1);
  expect(seen?.msg['payload']).toMatchObject({ event: { clientNumber: '+380671234567' } });
});

test.each([
  ...EMPTY.map(
    ([how, value]) => [`crm ${how}`, { crm: value }, 'Choose another one in the account'] as const,
  ),
  // A credential of null ends Node-RED itself before it makes our node.
  ...EMPTY.filter(([how]) => how === 'absent' || how === 'empty').map(
    ([how, value]) =>
      [`credential ${how}`, { credentials: { serviceKey: value } }, 'has no complete credential'] as const,
  ),
])('account: %s is told at deploy, and nothing stops', async (how, change, sentence) => {
  expect(await logOf(flowWith('account', change, how.replace(' ', '-')))).toContain(sentence);
  expect((await send()).status).toBe(200);
});

test.each(EMPTY)(
  'team: employees and senior %s: the flow starts, and the event is taken',
  async (how, value) => {
    const log = await logOf(flowWith('team', { employees: value, senior: value }, `team-${how}`));
    expect(log).not.toMatch(/TypeError|undefined|Cannot read/);
    expect((await send()).status).toBe(200);
  },
);
