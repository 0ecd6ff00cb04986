/** Node-RED with the templates of the installed package, as the editor's import dialog reads them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoTeam, SECRET } from '../../../sandbox/demo/people';
import { startNodeRed, type FlowNode, type NodeRedProcess } from '../../../sandbox/hosts/node-red';
import type { Sandbox } from '../../../sandbox/server';
import { packed } from './packed';
import type { Published, Template, TemplateHost } from './types';

export interface NodeRedHost extends TemplateHost {
  red: NodeRedProcess;
}
/** A replay that finds nothing sends no message; after this long it has read the log and the CRM. */
const NOTHING_MS = 2_500;

/** The flow with accounts and team filled in. Debug nodes at its ends print, so that the end of a run can be seen. */
function filled(nodes: FlowNode[], { hubspot, ringostat }: Sandbox): FlowNode[] {
  const values: Record<string, Record<string, unknown>> = {
    'ringostat-project': {
      projectId: ringostat.projectId,
      baseUrl: ringostat.url,
      credentials: { authKey: ringostat.authKey, secret: SECRET },
    },
    'ringostat-crm-account': { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
    'ringostat-team': { employees: demoTeam.employees, senior: demoTeam.senior },
    debug: { console: true },
  };
  return nodes.map((node) => ({ ...node, ...values[node.type] }));
}

/** Starts Node-RED with the packed package in a new user folder; the folder goes when the host ends. */
export async function startNodeRedHost(version: '4' | '5', sandbox: Sandbox): Promise<NodeRedHost> {
  const userDir = mkdtempSync(join(tmpdir(), `ringostat-node-red-${version}-`));
  const forget = (): void => rmSync(userDir, { recursive: true, force: true, maxRetries: 3 });
  let red: NodeRedProcess;
  try {
    red = await startNodeRed({ version, packTgz: packed('node-red'), userDir });
  } catch (error) {
    forget();
    throw error;
  }
  const printed = (name: string): number => red.log().split(`[debug:${name}]`).length - 1;
  const all = (): number => red.log().split(/\[debug:[^\]]*\]/).length - 1;

  async function publish(template: Template): Promise<Published> {
    const nodes = filled(await red.example(`hubspot/${template}`), sandbox);
    await red.deploy(nodes);
    const before = { all: all(), alerts: printed('alert') };
    const ended = async (count: number): Promise<void> => {
      await red.until(() => all() - before.all >= count, 30_000, `run ${count} of ${template}`);
      if (printed('alert') > before.alerts) throw new Error(`a run failed:\n${red.log().slice(-3000)}`);
    };
    const path = nodes.find(({ type }) => type === 'ringostat-trigger')?.['path'];
    let calls = 0;
    return {
      url: path === undefined ? '' : `${red.url}${String(path)}`,
      ended,
      async runByHand(expected) {
        const button = nodes.find(({ type }) => type === 'inject');
        const answer = await fetch(`${red.url}/inject/${button?.id}`, { method: 'POST' });
        if (answer.status !== 200) throw new Error(`the button answered ${answer.status}`);
        calls += expected;
        if (expected === 0) await new Promise((resolve) => setTimeout(resolve, NOTHING_MS));
        await ended(calls);
      },
    };
  }
  return {
    red,
    publish,
    traces: async () => `${red.log()}\n${await (await fetch(`${red.url}/flows`)).text()}`,
    async stop() {
      await red.stop();
      forget();
    },
  };
}
