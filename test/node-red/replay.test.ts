/** The replay template from the button to the CRM: calls of Ringostat's log that HubSpot lacks, each once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeCall, FakeRingostat } from '../../sandbox/ringostat/types';
import { NodeRed, type FlowNode } from './node-red';

const TEMPLATE = join(__dirname, '../../workflows-templates/node-red/hubspot/replay.json');
let host: NodeRed;
let hubspot: FakeHubSpot;
let ringostat: FakeRingostat;

beforeAll(async () => {
  [host, hubspot, ringostat] = await Promise.all([
    NodeRed.start(),
    startFakeHubSpot({ limits: false }),
    startFakeRingostat(),
  ]);
}, 90_000);
afterAll(() => Promise.all([host?.close(), hubspot?.close(), ringostat?.close()]));

function missed(number: number): FakeCall {
  const startedAt = Date.now() - number * 60 * 60 * 1000;
  return {
    id: `ua0_-17636${number}.1`,
    direction: 'in',
    clientNumber: `38067123450${number}`,
    startedAt,
    status: 'NO ANSWER',
    billsec: 0,
    duration: 20,
    waittime: 20,
  };
}
function flow(): FlowNode[] {
  const entered: Record<string, Record<string, unknown>> = {
    'ringostat-project': {
      baseUrl: ringostat.url,
      projectId: ringostat.projectId,
      credentials: { authKey: ringostat.authKey },
    },
    'ringostat-crm-account': { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
    'ringostat-team': { senior: '1' },
    'ringostat-hubspot': { wires: [['probe']] },
  };
  return (JSON.parse(readFileSync(TEMPLATE, 'utf8')) as FlowNode[]).map((node) => ({
    ...node,
    ...entered[node.type],
  }));
}
const press = async (nodes: FlowNode[]): Promise<void> => {
  const button = nodes.find(({ type, name }) => type === 'inject' && name === 'the last 3 days');
  expect((await fetch(`${host.url}/inject/${button?.id}`, { method: 'POST' })).status).toBe(200);
};

test('calls of the log come into HubSpot once, however often the button is pressed', async () => {
  ringostat.calls.push(missed(3), missed(1), missed(2));
  const nodes = flow();
  await host.deploy(nodes);
  await press(nodes);
  const seen = await host.until(3, 30_000);
  const ids = seen.map(
    ({ msg }) => (msg['payload'] as { event?: { callId: string } }).event?.callId ?? msg['error'],
  );
  expect(ids).toEqual(expect.arrayContaining(['ua0_-176361.1', 'ua0_-176362.1', 'ua0_-176363.1']));
  expect(seen[0]?.msg['error']).toBeUndefined();
  expect(hubspot.records('calls')).toHaveLength(3);
  expect(hubspot.records('contacts')).toHaveLength(3);
  await press(nodes);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await host.seen()).toHaveLength(3);
  expect(hubspot.records('calls')).toHaveLength(3);
}, 60_000);
