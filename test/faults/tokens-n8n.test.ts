/** Item 5 of issue 4 in a real n8n: its executions know nothing of each other, so who renews is measured at the CRM. */
import type { IDataObject } from 'n8n-workflow';
import { providers } from '../../core/crm/registry';
import type { CrmId } from '../../core/model/plan';
import { connect, filled, PREFIX } from '../../sandbox/demo/n8n';
import { SECRET, teamOf } from '../../sandbox/demo/people';
import type { Lab, LabOptions } from '../../sandbox/common/lab';
import { startN8n, type N8nProcess } from '../../sandbox/hosts/n8n';
import { labs } from '../../sandbox/labs';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { packed } from '../hosts/kit/packed';
import { EXPECTED, LISTS } from '../hosts/suites/expected';
import { callPayload } from '../scenarios/payload';
import { until } from './kill';
import { expireUnderWay, KINDS, MANY, met401, refreshes } from './tokens-kit';

let n8n: N8nProcess;
beforeAll(async () => {
  n8n = await startN8n({ packTgz: packed('n8n') });
}, 240_000);
afterAll(() => n8n?.stop(), 30_000);

interface Flow {
  lab: Lab;
  sandbox: Sandbox;
  /** Name of the CRM's credential. */
  credential: string;
  /** Sends that many new calls at once; returns how their executions ended, with the error of each. */
  calls(from: number, count: number): Promise<{ status: string; error: IDataObject | null }[]>;
}

async function open(crm: CrmId, options: LabOptions): Promise<Flow> {
  const lab = await labs[crm]!.start(options);
  const sandbox = await startSandbox({ crm, lab });
  const to = await connect(n8n, sandbox);
  const workflow = filled('calls', to);
  const id = await n8n.rest.importWorkflow(workflow);
  await n8n.rest.activate(id);
  const url = await n8n.rest.webhookUrl(
    workflow.nodes.find(({ type }) => type === `${PREFIX}ringostatTrigger`)!,
  );
  const send = async (n: number): Promise<void> => {
    const call = {
      id: `ua0_-17637${String(n).padStart(5, '0')}.1`,
      direction: 'in' as const,
      type: 'in' as const,
      client: `38067${String(1_000_000 + n)}`,
      by: teamOf(lab.users).employees[0]!,
      status: 'ANSWERED',
      talk: 20,
      total: 30,
      at: '2026-11-20 14:00:00',
      recording: null,
      utm: {},
      pool: 'Main pool',
      more: {},
    };
    const answer = await fetch(`${url}?${new URLSearchParams({ event: 'incoming.ended', token: SECRET })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(callPayload(call, 'ended')),
    });
    expect(answer.status).toBe(200);
  };
  let done = 0;
  return {
    lab,
    sandbox,
    credential: to.credentials[to.account.type]!.name,
    async calls(from, count) {
      await Promise.all(Array.from({ length: count }, (_, n) => send(from + n)));
      done += count;
      const ended = async (): Promise<boolean> =>
        (await n8n.rest.standing(id)).filter(({ status }) => !['new', 'running'].includes(status)).length >=
        done;
      await until(ended, `${count} executions`, 60_000, 100);
      const newest = (await n8n.rest.executions(id)).slice(0, count);
      return newest.map(({ status, data }) => {
        const { error } = (data as { resultData: { error?: IDataObject } }).resultData;
        return { status, error: error ?? null };
      });
    },
  };
}

async function inFlow(crm: CrmId, options: LabOptions, run: (flow: Flow) => Promise<void>): Promise<void> {
  const flow = await open(crm, options);
  try {
    await run(flow);
  } finally {
    await flow.sandbox.close();
  }
}

/** n8n begins 20 executions in less, ms. */
const ANSWER_MS = 2_000;
/** With the old token. The product lets no more than two go to Zoho at once, and paces searches. */
const AT_LEAST_401 = 2;
const OK = { status: 'success', error: null };
const clients = async ({ crm, view }: Lab): Promise<number> =>
  (await view())[LISTS[EXPECTED[crm].client]].length;

/** New calls whose executions find the token run out. */
async function burst({ lab, calls }: Flow, from: number): Promise<void> {
  const before = refreshes(lab);
  const met = met401(lab);
  expireUnderWay(lab, ANSWER_MS);
  expect(await calls(from, MANY)).toEqual(Array(MANY).fill(OK));
  expect(met401(lab) - met).toBeGreaterThanOrEqual(AT_LEAST_401);
  expect(refreshes(lab) - before).toBe(1);
}

test.each(KINDS)(
  `%s %s in a real n8n: ${MANY} executions at once whose token ran out give 1 refresh, every call written`,
  (crm, signIn) =>
    inFlow(crm, { signIn }, async (flow) => {
      expect(await flow.calls(0, 1)).toEqual([OK]);
      await burst(flow, 1);
      expect(await clients(flow.lab)).toBe(MANY + 1);
    }),
  90_000,
);

test(
  `refresh tokens that serve once, in a real n8n: ${MANY} executions at once keep the grant, twice`,
  () =>
    inFlow('salesforce', { rotates: true }, async (flow) => {
      await flow.calls(0, 1);
      await burst(flow, 1);
      await burst(flow, 1 + MANY);
      expect(await clients(flow.lab)).toBe(2 * MANY + 1);
    }),
  90_000,
);

const SOME = 5;
test.each(KINDS)(
  `%s %s in a real n8n: refresh refused: one clear error, nothing written; the ${SOME} events again are written once it is put right`,
  (crm, signIn) =>
    inFlow(crm, { signIn }, async ({ lab, calls, credential }) => {
      await calls(0, 1);
      const writes = lab.writes().length;
      lab.tokens?.expire();
      lab.tokens?.refuse(true);
      const failed = await calls(1, SOME);
      expect(failed.map(({ status }) => status)).toEqual(Array(SOME).fill('error'));
      const told = new Set(
        failed.map(({ error }) => `${String(error?.['message'])} ${String(error?.['description'])}`),
      );
      expect(told.size).toBe(1);
      const [error] = [...told];
      expect(error).toContain(providers[crm]?.label);
      expect(error).toContain(`the access token of the credential "${credential}" could not be renewed`);
      expect(error).toMatch(/connect/i);
      expect(lab.writes()).toHaveLength(writes);
      lab.tokens?.refuse(false);
      expect(await calls(1, SOME)).toEqual(Array(SOME).fill(OK));
      expect(await clients(lab)).toBe(SOME + 1);
    }),
  90_000,
);
