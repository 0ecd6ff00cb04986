/**
 * Item 3 of issue 4: a real n8n with the packed package dies by SIGKILL at a step of a plan, is started again, and the
 * event comes again. Every step of HubSpot (unique keys) and NetHunt (none), one of each other CRM: a start takes 10 s.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CrmId } from '../../core/plan/types';
import { connect, filled, PREFIX } from '../../sandbox/demo/n8n';
import { SECRET } from '../../sandbox/demo/people';
import { startN8n, type N8nProcess } from '../../sandbox/hosts/n8n';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { packed } from '../hosts/kit/packed';
import { callPayload } from '../scenarios/payload';
import { peopleOf } from '../scenarios/people';
import { CRMS } from './kit';
import { holdFrom, reached, steps, until } from './kill';
import { told } from './state';

const EVERY_STEP: CrmId[] = ['hubspot', 'nethunt'];
const userFolder = mkdtempSync(join(tmpdir(), 'ringostat-kill-'));
let n8n: N8nProcess;
beforeAll(async () => {
  n8n = await startN8n({ packTgz: packed('n8n'), userFolder });
}, 240_000);
afterAll(async () => {
  await n8n?.stop();
  rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
}, 30_000);

async function killAndStart(): Promise<void> {
  process.kill(n8n.pid, 'SIGKILL');
  await n8n.stop();
  n8n = await startN8n({ userFolder, port: Number(new URL(n8n.url).port) });
}

interface Flow {
  sandbox: Sandbox;
  id: string;
  url: string;
}
/** A fresh CRM and the template of calls for it. */
async function publish(crm: CrmId): Promise<Flow> {
  const sandbox = await startSandbox({ crm });
  const workflow = filled('calls', await connect(n8n, sandbox));
  const trigger = workflow.nodes.find(({ type }) => type === `${PREFIX}ringostatTrigger`);
  if (!trigger) throw new Error('the template has no trigger');
  // The address with the token in its path goes by the node's id; all workflows of this test stay published.
  trigger.id = randomUUID();
  const id = await n8n.rest.importWorkflow(workflow);
  await n8n.rest.activate(id);
  return { sandbox, id, url: await n8n.rest.webhookUrl(trigger) };
}
async function post({ sandbox, url }: Flow): Promise<void> {
  const call = {
    id: 'ua0_-1763700000.1',
    direction: 'in' as const,
    type: 'in' as const,
    client: '380671234567',
    by: peopleOf(sandbox.lab.users).olena,
    status: 'ANSWERED',
    talk: 20,
    total: 30,
    at: '2026-11-20 14:00:00',
    recording: null,
    utm: { utm_source: 'google' },
    pool: 'Main pool',
    more: {},
  };
  const query = new URLSearchParams({ event: 'incoming.ended', token: SECRET }).toString();
  const answer = await fetch(`${url}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(callPayload(call, 'ended')),
  });
  expect(answer.status).toBe(200);
}
/** Waits for an execution that succeeded. */
async function ended({ sandbox, id }: Flow): Promise<unknown> {
  const succeeded = async (): Promise<boolean> =>
    (await n8n.rest.executions(id)).some(({ status }) => status === 'success');
  await until(succeeded, 'an execution that succeeds');
  return told(await sandbox.lab.view());
}

test.each(CRMS)(
  '%s: SIGKILL of n8n at a step of the plan, then the event again: the same end',
  async (crm) => {
    const clean = await publish(crm);
    await post(clean);
    const wanted = await ended(clean);
    const boundaries = steps(clean.sandbox.lab);
    await clean.sandbox.close();
    expect(boundaries).toBeGreaterThan(1);
    const all = Array.from({ length: boundaries }, (_, index) => index);
    // The last request of the others: all that comes before it is there.
    for (const at of EVERY_STEP.includes(crm) ? all : all.slice(-1)) {
      const flow = await publish(crm);
      const { lab } = flow.sandbox;
      try {
        holdFrom(lab, at);
        await post(flow);
        await reached(lab, at, boundaries);
        await killAndStart();
        lab.faults.clear();
        await post(flow);
        expect({ at, ended: await ended(flow) }).toEqual({ at, ended: wanted });
      } finally {
        await flow.sandbox.close();
      }
    }
  },
  300_000,
);
