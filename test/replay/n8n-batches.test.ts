/** The replay template of n8n with small batches: it loops until the log is read, and remembers where it was. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OURS } from '../core/crm/hubspot/kit';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeRingostat } from '../../sandbox/ringostat/types';
import { runWorkflow, type RunResult, type WorkflowJson } from '../engines/n8n-core';
import { credentialTypes, nodeTypes } from '../engines/n8n-pack';
import { fillLog, fillPortal, keyOf, LEFT_OUT, NAMES, team } from './calls';

const TEMPLATE = join(__dirname, '../../workflows-templates/n8n/hubspot/replay.json');
let hubspot: FakeHubSpot;
let ringostat: FakeRingostat;
beforeEach(async () => {
  [hubspot, ringostat] = await Promise.all([
    startFakeHubSpot({ limits: false, properties: OURS }),
    startFakeRingostat(),
  ]);
  fillLog(ringostat);
  fillPortal(hubspot, ringostat);
});
afterEach(() => Promise.all([hubspot.close(), ringostat.close()]));

function run(change: Record<string, unknown>, staticData?: RunResult['staticData']): Promise<RunResult> {
  const template = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as WorkflowJson;
  const workflow = staticData ? { ...template, staticData } : template;
  for (const node of workflow.nodes) {
    if (node.name === 'Ringostat') Object.assign(node.parameters, change);
    if (node.name === 'Find Responsible Manager')
      Object.assign(node.parameters, {
        teamSource: 'json',
        teamJson: JSON.stringify(team.employees),
        senior: { __rl: true, mode: 'id', value: team.senior ?? '' },
      });
  }
  const { authKey, projectId, url } = ringostat;
  return runWorkflow({
    workflow,
    nodeTypes,
    credentialTypes,
    credentials: {
      ringostatApi: { authKey, projectId, webhookSecret: '', previousWebhookSecret: '', baseUrl: url },
      ringostatHubSpotApi: { serviceKey: hubspot.token, baseUrl: hubspot.url },
    },
    startNode: 'Every Night',
  });
}
const timesOf = (name: string): number =>
  hubspot
    .records('calls')
    .filter(({ properties }) => properties['ringostat_call_id'] === keyOf(ringostat, name)).length;

test.each(['json', 'csv'])(
  'n8n, %s: 8 missing calls of 12 in batches of 1: the loop comes back until all is read, each call is recorded once',
  async (format) => {
    const done = await run({ batchSize: 1, filters: { format } });
    expect(done.error).toBeUndefined();
    expect(done.items('Failed')).toEqual([]);
    // The missing calls of one question to the CRM come together.
    expect(done.nodes['Ringostat']!.tasks.length).toBeGreaterThan(1);
    expect(done.nodes['Done']!.tasks).toHaveLength(1);
    expect(done.items('Ringostat')).toHaveLength(8);
    const progress = done.items('Ringostat').map((item) => item['progress']);
    expect(progress.at(-1)).toEqual({
      read: 12,
      total: 12,
      percent: 100,
      compared: { lacking: 8, otherwise: 0 },
      more: false,
    });
    expect(progress[0]).toMatchObject({ total: 12, more: true });
    for (const name of NAMES) expect([name, timesOf(name)]).toEqual([name, LEFT_OUT.includes(name) ? 0 : 1]);
  },
  60_000,
);

test('n8n keeps the checkpoint in the static data: done up to now, 1 call still running', async () => {
  const done = await run({});
  expect(done.nodes['Ringostat']!.tasks).toHaveLength(1);
  const [kept] = Object.values(done.staticData) as { checkpoint: Record<string, unknown> }[];
  expect(kept?.checkpoint).toMatchObject({ complete: true, read: 12, total: 12, projectId: '11111' });
  expect(kept?.checkpoint['running']).toHaveLength(1);
}, 60_000);

const told = (done: RunResult): string[] =>
  (done.nodes['Ringostat']?.tasks ?? []).flatMap(({ hints }) => (hints ?? []).map(({ message }) => message));

test('n8n on a schedule says how many calls of the span HubSpot lacks, and reaches back to where it last ran', async () => {
  const first = await run({});
  expect(told(first)).toContain('12 of 12 calls of the log read (100 %); HubSpot lacks 8 of them');
  // The node slept for 18 hours, which its 6 hours do not reach; nobody's webhook came.
  const slept = JSON.parse(JSON.stringify(first.staticData)) as Record<
    string,
    { checkpoint: { from: string } }
  >;
  for (const { checkpoint } of Object.values(slept))
    checkpoint.from = new Date(Date.now() - 18 * 3_600_000).toISOString();
  const records = hubspot.records('calls');
  records
    .filter(({ properties }) => properties['ringostat_call_id'] === keyOf(ringostat, 'thereMissed'))
    .forEach(({ id }) => hubspot.archive('calls', id));
  const again = await run({ lastHours: 6 }, slept);
  expect(again.items('Ringostat')).toHaveLength(1);
  expect(timesOf('thereMissed')).toBe(1);
  // And when nothing lacks, that is said as well.
  const quiet = await run({ lastHours: 6 }, again.staticData);
  expect(quiet.items('Ringostat')).toEqual([]);
  expect(told(quiet).at(-1)).toMatch(/^\d of \d calls of the log read \(100 %\); HubSpot lacks 0 of them$/);
}, 60_000);
