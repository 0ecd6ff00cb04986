/** A template in queue mode with the account of a lab, and the CRM slow enough that workers overlap. */
import type { IDataObject, INode } from 'n8n-workflow';
import type { CrmId } from '../../core/model/plan';
import { connect, filled, PREFIX } from '../../sandbox/demo/n8n';
import type { N8nQueue } from '../../sandbox/hosts/n8n-queue';
import { SECRET } from '../../sandbox/demo/people';
import { buildPayload } from '../../sandbox/ringostat/payloads';
import type { CallMoment, FakeCall } from '../../sandbox/ringostat/types';
import type { Sandbox } from '../../sandbox/server';
import { attachContract } from '../contract/attach-contract';
import { startCompany } from '../hosts/kit/stage';
import { missedCall } from '../hosts/kit/webhook';

/** How long the CRM takes for each request: as long as the real ones, so that a look and a creation lie apart. */
const CRM_MS = 80;
const DONE_MS = 120_000;
const ANSWER_MS = 60_000;
const STILL = ['new', 'running', 'waiting'];

/** What a builder chooses beside the account when several workers run. */
const FOR_WORKERS: Partial<Record<CrmId, IDataObject>> = { nethunt: { workers: 'several' } };

/** Parameters that differ from the template's own. */
export interface Choice {
  trigger?: IDataObject;
  matrix?: IDataObject;
}
export interface Flow {
  sandbox: Sandbox;
  /** The workflow in n8n. */
  id: string;
  /** Address of the trigger in the webhook process. */
  url: string;
  /** Waits until `count` executions have ended; returns their ids. Throws when one failed. */
  ended(count: number): Promise<string[]>;
  violations(): string[];
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks with a wrong secret, which leaves no execution, until the trigger itself answers. */
async function untilRefused(url: string): Promise<void> {
  const deadline = Date.now() + ANSWER_MS;
  for (;;) {
    const status = await deliver(url, missedCall('380677650000'), 'ended', 'wrong');
    if (status === 401) return;
    if (Date.now() > deadline) throw new Error(`The webhook process answers ${status} after a publication`);
    await pause(100);
  }
}

/** The webhook of a call, from a sender that waits long: the machine is busy. Returns the status of the answer. */
export async function deliver(
  url: string,
  call: FakeCall,
  moment: CallMoment = 'ended',
  token = SECRET,
): Promise<number> {
  const answer = await fetch(`${url}?event=incoming.${moment}&token=${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(buildPayload('P3', call, moment)),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  await answer.text();
  return answer.status;
}

/** What n8n noted as the error of an execution. */
function reason(execution: IDataObject | undefined): string {
  const data = execution?.['data'] as { resultData?: { error?: Error & IDataObject } } | undefined;
  const error: Partial<Error> & IDataObject = data?.resultData?.error ?? {};
  const { message, description, messages } = error;
  return JSON.stringify({ message, description, messages }).slice(0, 2000);
}

async function ended({ rest }: N8nQueue, workflow: string, count: number): Promise<string[]> {
  const deadline = Date.now() + DONE_MS;
  for (;;) {
    const all = await rest.standing(workflow);
    const done = all.filter(({ status }) => !STILL.includes(status));
    if (done.length >= count) {
      if (done.every(({ status }) => status === 'success')) return done.map(({ id }) => String(id));
      const failed = (await rest.executions(workflow)).find(({ status }) => status !== 'success');
      throw new Error(`A run failed in n8n: ${reason(failed)}`);
    }
    if (Date.now() > deadline)
      throw new Error(`${done.length} of ${count} runs ended in ${DONE_MS / 1000} s`);
    await pause(500);
  }
}

/** The template with what a builder chose in the trigger and in Apply Matrix. */
function chosen(nodes: INode[], crm: CrmId, choice: Choice): INode[] {
  const changes: Record<string, IDataObject | undefined> = {
    [`${PREFIX}ringostatTrigger`]: choice.trigger,
    [`${PREFIX}ringostatApplyMatrix`]: choice.matrix,
  };
  return nodes.map((node) => {
    const parameters: IDataObject = { ...node.parameters, ...changes[node.type] };
    if ('settings' in parameters || FOR_WORKERS[crm])
      parameters['settings'] = { ...(parameters['settings'] as IDataObject), ...FOR_WORKERS[crm] };
    return node.type.startsWith(PREFIX) ? { ...node, parameters: parameters as INode['parameters'] } : node;
  });
}

/**
 * Gives `run` the template "calls" of a CRM, published, with a lab of its own whose every answer takes 80 ms, and closes
 * the lab in any case.
 */
export async function withCalls(
  queue: N8nQueue,
  crm: CrmId,
  choice: Choice,
  run: (flow: Flow) => Promise<void>,
): Promise<void> {
  const sandbox = await startCompany(crm);
  try {
    const { violations } = attachContract(sandbox.lab, crm);
    const workflow = filled('calls', await connect(queue, sandbox));
    const id = await queue.rest.importWorkflow({ ...workflow, nodes: chosen(workflow.nodes, crm, choice) });
    await queue.rest.activate(id);
    const trigger = workflow.nodes.find(({ type }) => type === `${PREFIX}ringostatTrigger`)!;
    const { pathname } = new URL(await queue.rest.webhookUrl(trigger));
    const url = queue.webhooks + pathname;
    // n8n tells the webhook process of a publication a moment later, and its first answer takes seconds
    await untilRefused(url);
    sandbox.lab.faults.next({ answer: { delayMs: CRM_MS } }, 1_000_000);
    await run({
      sandbox,
      id,
      url,
      ended: (count) => ended(queue, id, count),
      violations: () => violations,
    });
  } finally {
    await sandbox.close();
  }
}

/** Both workers had a share of these runs, and nobody else ran any. */
export function expectBothWorked(queue: N8nQueue, runs: string[]): void {
  const shares = queue.ranBy().map((ran) => runs.filter((id) => ran.includes(id)));
  expect(shares.map((share) => share.length > 0)).toEqual([true, true]);
  expect(shares.flat().sort()).toEqual([...runs].sort());
}
