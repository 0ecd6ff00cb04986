/**
 * Item 3 of issue 4: a real n8n with the packed package dies by SIGKILL at every step of a plan, is started again, and
 * the event comes again. The five CRMs wait at the same step and share the kill: a start takes 10 s.
 */
import type { CrmId } from '../../core/model/plan';
import { SECRET, teamOf } from '../../sandbox/demo/people';
import { countsOf, EXPECTED } from '../hosts/suites/expected';
import { REC } from '../scenarios/look';
import { callPayload } from '../scenarios/payload';
import { CRMS } from './kit';
import { holdFrom, reached, steps } from './kill';
import { five, MortalN8n, type Five, type Flow } from './kill-n8n-kit';
import { told } from './state';

/** Requests of the plan of an answered call of a new client. Fixed here so that each step has a test with a name. */
const STEPS: Five<number> = { hubspot: 5, nethunt: 3, zoho: 2, salesforce: 2, pipedrive: 9 };
const MOST = Math.max(...Object.values(STEPS));

let n8n: MortalN8n;
const wanted = new Map<CrmId, unknown>();
beforeAll(async () => {
  n8n = await MortalN8n.start();
}, 240_000);
afterAll(() => n8n?.stop(), 30_000);

/** Ringostat is answered before the CRM is asked. */
async function post({ sandbox, path }: Flow): Promise<void> {
  const call = {
    id: 'ua0_-1763700000.1',
    direction: 'in' as const,
    type: 'in' as const,
    client: '380671234567',
    by: teamOf(sandbox.lab.users).employees[0]!,
    status: 'ANSWERED',
    talk: 20,
    total: 30,
    at: '2026-11-20 14:00:00',
    recording: REC,
    utm: { utm_source: 'google' },
    pool: 'Main pool',
    more: {},
  };
  const query = new URLSearchParams({ event: 'incoming.ended', token: SECRET }).toString();
  const answer = await fetch(`${n8n.rest.url}${path}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(callPayload(call, 'ended')),
  });
  expect(answer.status).toBe(200);
}

/** The plan of a CRM, undisturbed. */
async function undisturbed(crm: CrmId): Promise<{ made: number; end: unknown }> {
  const flow = await n8n.open(crm, 'calls');
  const { lab } = flow.sandbox;
  await (await n8n.begin(flow, () => post(flow))).ended();
  const made = steps(lab);
  const view = await lab.view();
  const end = told(view);
  expect([crm, countsOf(view)]).toEqual([crm, EXPECTED[crm].answered]);
  await flow.sandbox.close();
  return { made, end };
}
/** n8n dies while every plan waits for its request number `at`; what the CRMs hold when the event has come again. */
async function killedAt(at: number, crms: CrmId[]): Promise<Map<CrmId, unknown>> {
  const flows = await Promise.all(crms.map((crm) => n8n.open(crm, 'calls')));
  const ends = new Map<CrmId, unknown>();
  try {
    for (const { sandbox } of flows) holdFrom(sandbox.lab, at);
    await Promise.all(flows.map(post));
    await Promise.all(flows.map(({ crm, sandbox }) => reached(sandbox.lab, at, STEPS[crm])));
    await n8n.killAndStart();
    await Promise.all(
      flows.map(async (flow) => {
        const { lab } = flow.sandbox;
        lab.faults.clear();
        await (await n8n.begin(flow, () => post(flow))).ended();
        ends.set(flow.crm, told(await lab.view()));
      }),
    );
    return ends;
  } finally {
    await Promise.all(flows.map(({ sandbox }) => sandbox.close()));
  }
}

test('undisturbed: each plan makes the requests that are counted here', async () => {
  const seen = await five(undisturbed);
  const made = Object.fromEntries(CRMS.map((crm) => [crm, seen[crm].made]));
  expect(made).toEqual(STEPS);
  for (const crm of CRMS) wanted.set(crm, seen[crm].end);
}, 240_000);

describe('SIGKILL of n8n at every step of the plan, then the event again: the same end', () => {
  describe.each(Array.from({ length: MOST + 1 }, (_, at) => at))('killed at step %i', (at) => {
    const crms = CRMS.filter((crm) => at <= STEPS[crm]);
    let ends: Map<CrmId, unknown>;
    beforeAll(async () => {
      ends = await killedAt(at, crms);
    }, 600_000);

    test.each(crms.map((crm) => [crm, STEPS[crm]] as const))('%s, which has %i steps', (crm) => {
      expect(wanted.has(crm)).toBe(true);
      expect(ends.get(crm)).toEqual(wanted.get(crm));
    });
  });
});
