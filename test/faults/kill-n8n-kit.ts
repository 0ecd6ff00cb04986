/** A real n8n with the packed package that dies by SIGKILL and is started again, and the templates in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { CrmId } from '../../core/model/plan';
import { connect, filled, PREFIX } from '../../sandbox/demo/n8n';
import { startN8n, type N8nProcess } from '../../sandbox/hosts/n8n';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { packed } from '../hosts/kit/packed';
import { CRMS } from './kit';
import { until } from './kill';

/** A CRM of its own and a template for it. */
export interface Flow {
  crm: CrmId;
  sandbox: Sandbox;
  /** The workflow in n8n. */
  id: string;
  /** Path of the trigger's address; null: the template is started by hand. */
  path: string | null;
}
/** Far more than an event takes on two busy cores: a hang is found by this, not slowness. */
const END_MS = 180_000;
/** Asking more often takes n8n the processor it needs to end. */
const POLL_MS = 200;

/** Five CRMs at once: one start of n8n (10 s) serves them all. */
export type Five<T> = Record<CrmId, T>;
export async function five<T>(make: (crm: CrmId) => Promise<T>): Promise<Five<T>> {
  const made = await Promise.all(CRMS.map(async (crm) => [crm, await make(crm)] as const));
  return Object.fromEntries(made) as Five<T>;
}

export class MortalN8n {
  /** The end all addresses of triggers have; n8n tells it in a list of all its nodes, some MB. */
  private suffix: string | null = null;

  private constructor(
    private readonly userFolder: string,
    private n8n: N8nProcess,
  ) {}

  static async start(): Promise<MortalN8n> {
    const userFolder = mkdtempSync(join(tmpdir(), 'ringostat-kill-'));
    return new MortalN8n(userFolder, await startN8n({ packTgz: packed('n8n'), userFolder }));
  }
  get rest(): N8nProcess['rest'] {
    return this.n8n.rest;
  }
  async killAndStart(): Promise<void> {
    const { pid, url } = this.n8n;
    process.kill(pid, 'SIGKILL');
    await this.n8n.stop();
    this.n8n = await startN8n({ userFolder: this.userFolder, port: Number(new URL(url).port) });
  }
  async stop(): Promise<void> {
    await this.n8n.stop();
    rmSync(this.userFolder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** A fresh CRM and the template for it; published when it has a trigger that waits for Ringostat. */
  async open(crm: CrmId, template: string): Promise<Flow> {
    const sandbox = await startSandbox({ crm });
    const workflow = filled(template, await connect(this, sandbox));
    const trigger = workflow.nodes.find(({ type }) => type === `${PREFIX}ringostatTrigger`) ?? null;
    const id = await this.rest.importWorkflow(workflow);
    if (trigger) await this.rest.activate(id);
    return { crm, sandbox, id, path: trigger && (await this.pathOf(trigger)) };
  }
  private async pathOf(trigger: INode): Promise<string> {
    this.suffix ??= (await this.rest.webhookUrl(trigger)).split(String(trigger.webhookId))[1] ?? '';
    return `/webhook/${trigger.webhookId}${this.suffix}`;
  }
  /** Starts an execution; `ended` waits until that one, not an older one, has succeeded. */
  async begin({ id }: Flow, start: () => Promise<void>): Promise<{ ended(): Promise<void> }> {
    const before = new Set((await this.rest.standing(id)).map((one) => one.id));
    await start();
    const succeeded = async (): Promise<boolean> =>
      (await this.rest.standing(id)).some((one) => !before.has(one.id) && one.status === 'success');
    return { ended: () => until(succeeded, 'an execution that succeeds', END_MS, POLL_MS) };
  }
}
