/** Node-RED with the templates of the installed package, as the editor's import dialog reads them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CrmId } from '../../../core/model/plan';
import { filled, templateOf } from '../../../sandbox/demo/node-red';
import { startNodeRed, type FlowNode, type NodeRedProcess } from '../../../sandbox/hosts/node-red';
import { packed } from './packed';
import type { Choices, Published, TemplateHost } from './types';

export interface NodeRedHost extends TemplateHost {
  red: NodeRedProcess;
}
/** A replay that finds nothing sends no message; after this long it has read the log and the CRM. */
const NOTHING_MS = 2_500;

/** Debug nodes at a flow's ends print, so that the end of a run can be seen; the Upsert node gets what was chosen. */
function observed(nodes: FlowNode[], crm: CrmId, choices: Choices): FlowNode[] {
  return nodes.map((node) => {
    if (node.type === 'debug') return { ...node, console: true };
    return node.type === `ringostat-${crm}` && node['resource'] === 'plan' ? { ...node, ...choices } : node;
  });
}

/** Starts Node-RED with the packed package in a new user folder; the folder goes when the host ends. */
export async function startNodeRedHost(version: '4' | '5'): Promise<NodeRedHost> {
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

  async function publish(template: string, nodes: FlowNode[]): Promise<Published> {
    await red.deploy(nodes);
    const before = { all: all(), alerts: printed('alert') };
    const ended = async (count: number): Promise<void> => {
      await red.until(() => all() - before.all >= count, 30_000, `run ${count} of ${template}`);
      if (printed('alert') > before.alerts) throw new Error(`a run failed:\n${red.log().slice(-3000)}`);
    };
    const trigger = nodes.find(({ type }) => type === 'ringostat-trigger');
    let calls = 0;
    return {
      url: trigger ? `${red.url}${String(trigger['path'])}` : '',
      events: (trigger?.['events'] ?? []) as string[],
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
    enter: async (sandbox) => {
      const { crm } = sandbox.lab;
      return async (template, choices = {}) => {
        const nodes = filled(await templateOf(red, crm, template), sandbox);
        return publish(template, observed(nodes, crm, choices));
      };
    },
    traces: async () => `${red.log()}\n${await (await fetch(`${red.url}/flows`)).text()}`,
    async stop() {
      await red.stop();
      forget();
    },
  };
}
