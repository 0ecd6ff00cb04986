/** The replay flow of Node-RED in small batches, and Node-RED killed in the middle of it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNodeRed, type FlowNode, type NodeRedProcess } from '../../sandbox/hosts/node-red';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeCall, FakeRingostat } from '../../sandbox/ringostat/types';
import { OURS } from '../core/crm/hubspot/kit';
import { packNodeRed } from '../node-red/node-red';
import { team } from './calls';

const TEMPLATE = join(__dirname, '../../workflows-templates/node-red/hubspot/replay.json');
const CALLS = 30;
const HOUR_MS = 3_600_000;
/** A store of files, so that what the flow keeps is there after the kill. */
const settings = { contextStorage: { default: { module: 'localfilesystem', config: { flushInterval: 1 } } } };

let folder: string;
let hubspot: FakeHubSpot;
let ringostat: FakeRingostat;
let red: NodeRedProcess;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringostat-killed-'));
  [hubspot, ringostat] = await Promise.all([
    startFakeHubSpot({ limits: false, properties: OURS }),
    startFakeRingostat(),
  ]);
  ringostat.calls.push(...Array.from({ length: CALLS }, (_, n) => call(n)));
}, 60_000);
afterAll(async () => {
  await Promise.all([red?.stop(), hubspot?.close(), ringostat?.close()]);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const call = (n: number): FakeCall => ({
  id: `ua0_-17951${String(n).padStart(5, '0')}.9`,
  direction: 'in',
  clientNumber: `3806711${String(20_000 + n)}`,
  companyNumber: '380441234567',
  status: 'NO ANSWER',
  billsec: 0,
  duration: 20,
  waittime: 20,
  startedAt: Date.now() - (CALLS - n) * 2 * HOUR_MS,
});
const start = async (): Promise<NodeRedProcess> =>
  startNodeRed({ version: '4', packTgz: packNodeRed(folder), userDir: join(folder, 'user'), settings });
const recorded = (): number => hubspot.records('calls').length;

function flow(): FlowNode[] {
  const { url, projectId, authKey } = ringostat;
  const entered: Record<string, Record<string, unknown>> = {
    'ringostat-project': { baseUrl: url, projectId, credentials: { authKey } },
    'ringostat-crm-account': { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
    'ringostat-team': { employees: team.employees, senior: team.senior },
    ringostat: { batch: 4 },
  };
  const nodes = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as FlowNode[];
  return nodes.map((node) => ({ ...node, ...entered[node.type] }));
}
const button = (): string => flow().find(({ name }) => name === 'the last 3 days')?.id ?? '';
const press = async (): Promise<void> => {
  expect((await fetch(`${red.url}/inject/${button()}`, { method: 'POST' })).status).toBe(200);
};

test(`Node-RED killed after 10 of ${CALLS} calls in batches of 4: pressed again, each call is recorded once, and again nothing is`, async () => {
  red = await start();
  await red.deploy(flow());
  await press();
  await red.until(() => recorded() >= 10, 30_000, 'The tenth call');
  process.kill(red.pid, 'SIGKILL');
  await red.stop();
  const atKill = recorded();
  expect(atKill).toBeLessThan(CALLS);

  red = await start();
  await press();
  await red.until(() => recorded() >= CALLS, 60_000, 'The last call');
  // One more would come at once.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const keys = hubspot.records('calls').map(({ properties }) => properties['ringostat_call_id']);
  expect(keys).toHaveLength(CALLS);
  expect(new Set(keys).size).toBe(CALLS);
  expect(hubspot.records('contacts')).toHaveLength(CALLS);
  expect(hubspot.records('deals')).toHaveLength(CALLS);

  const writes = (): number =>
    hubspot.requests.filter(({ method, path }) => method !== 'GET' && !/\/(search|batch\/read)$/.test(path))
      .length;
  const before = writes();
  const read = hubspot.requests.length;
  await press();
  await red.until(() => hubspot.requests.length > read, 10_000, 'The next run');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(writes()).toBe(before);
}, 180_000);
