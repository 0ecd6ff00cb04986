/** The replay template, driven: call log → missing calls → the three nodes, one call at a time (G-16's happy path). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeCall, FakeRingostat } from '../../sandbox/ringostat/types';
import { runWorkflow, type WorkflowJson } from '../engines/n8n-core';
import { startPrepared } from '../../sandbox/hubspot/lab';
import { oneNode } from './pack';

const template = JSON.parse(
  readFileSync(join(__dirname, '../../workflows-templates/n8n/hubspot/replay.json'), 'utf8'),
) as WorkflowJson;

let hubspot: FakeHubSpot;
let ringostat: FakeRingostat;
beforeEach(async () => {
  hubspot = await startPrepared();
  ringostat = await startFakeRingostat();
});
afterEach(() => Promise.all([hubspot.close(), ringostat.close()]));

const HOUR_MS = 3_600_000;
function call(id: string, hoursAgo: number, change: Partial<FakeCall> = {}): FakeCall {
  return {
    id,
    direction: 'in',
    clientNumber: '380671234567',
    companyNumber: '380441234567',
    employee: ringostat.employees[0],
    status: 'ANSWERED',
    billsec: 20,
    duration: 30,
    waittime: 10,
    startedAt: Date.now() - hoursAgo * HOUR_MS,
    ...change,
  } as FakeCall;
}

function replay() {
  const workflow = structuredClone(template);
  return runWorkflow({
    ...oneNode('ringostat', {}, { hubspot, ringostat }),
    workflow,
    startNode: 'Run by Hand',
  });
}

test('every call of the span is in the CRM once; a second run has nothing to do', async () => {
  ringostat.calls.push(
    call('c.1', 5),
    call('c.2', 4),
    call('c.3', 3, { clientNumber: '380509998877' }),
    call('c.old', 100),
  );
  const first = await replay();
  expect(first.error).toBeUndefined();
  expect(first.items('Ringostat')).toHaveLength(3);
  expect(first.items('Failed')).toEqual([]);
  const logged = hubspot.records('calls').map(({ properties }) => properties['ringostat_call_id']);
  expect(logged.map((id) => id?.split('_').slice(1).join('_')).sort()).toEqual(['c_1', 'c_2', 'c_3']);
  expect(hubspot.records('contacts')).toHaveLength(2);
  const again = await replay();
  expect(again.items('Ringostat')).toEqual([]);
  expect(hubspot.records('calls')).toHaveLength(3);
});

test('a call that fails goes to Failed with its event, the others are recorded', async () => {
  ringostat.calls.push(call('c.1', 5), call('c.2', 4, { clientNumber: '380509998877' }));
  hubspot.faults.next({
    match: ({ path }) => path.includes('/search'),
    answer: { status: 403, body: { status: 'error', category: 'MISSING_SCOPES', message: 'no' } },
  });
  const result = await replay();
  const failed = result.items('Failed');
  expect(failed).toHaveLength(1);
  expect(failed[0]).toMatchObject({ error: expect.stringContaining('HubSpot'), event: { callId: 'c.1' } });
  expect(hubspot.records('calls')).toHaveLength(1);
});
