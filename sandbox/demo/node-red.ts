/** The templates in Node-RED, with the sandbox's accounts put in as a user would. */
import type { TableFile } from '../../core/matrix/table-file';
import type { CrmId } from '../../core/model/plan';
import type { FlowNode, NodeRedProcess } from '../hosts/node-red';
import type { Sandbox } from '../server';
import { SECRET, teamOf } from './people';

/** What a user enters, by node type. */
function entered({ lab, ringostat }: Sandbox): Record<string, Record<string, unknown>> {
  const { employees, senior } = teamOf(lab.users);
  return {
    'ringostat-project': {
      projectId: ringostat.projectId,
      baseUrl: ringostat.url,
      credentials: { authKey: ringostat.authKey, secret: SECRET },
    },
    'ringostat-crm-account': {
      auth: lab.access.kind,
      baseUrl: lab.access.baseUrl,
      credentials: lab.access.values,
    },
    'ringostat-team': { employees, senior },
    [`ringostat-${lab.crm}`]: { crmSettings: lab.settings },
  };
}

/** A template with accounts, team and the CRM's own settings put in. */
export function filled(nodes: FlowNode[], sandbox: Sandbox): FlowNode[] {
  const values = entered(sandbox);
  return nodes.map((node) => ({ ...node, ...values[node.type] }));
}

/** Reads a template of a CRM from the installed package. Throws when there is none of this name. A name with a folder is of that folder. */
export const templateOf = (red: NodeRedProcess, crm: CrmId, name: string): Promise<FlowNode[]> =>
  red.example(name.includes('/') ? name : `${crm}/${name}`);

/** Nodes beside a flow that tell the page of the sandbox what each event came to. */
export function listeners(flow: FlowNode[], crm: CrmId, address: string): FlowNode[] {
  const { id: z } = flow.find(({ type }) => type === 'tab')!;
  const deciding = ['ringostat-apply-matrix', `ringostat-${crm}`];
  const scope = flow.filter(({ type }) => deciding.includes(type)).map(({ id }) => id);
  const wires = [['sandbox-tell']];
  return [
    { id: 'sandbox-done', type: 'complete', z, name: 'done', scope, x: 140, y: 20, wires },
    { id: 'sandbox-failed', type: 'catch', z, name: 'failed', scope, x: 300, y: 20, wires },
    {
      id: 'sandbox-tell',
      type: 'http request',
      z,
      name: 'tell the sandbox’s page',
      method: 'POST',
      url: `${address}/sandbox/told`,
      ret: 'txt',
      paytoqs: 'ignore',
      x: 520,
      y: 20,
      wires: [[]],
    },
  ];
}

/** Gives the matrix of the running flow a table, as its dialog would, and deploys that node. */
export async function applyTable(red: NodeRedProcess, { preset, table }: TableFile): Promise<void> {
  const flows = (await (await fetch(`${red.url}/flows`)).json()) as FlowNode[];
  const next = flows.map((node) =>
    node.type === 'ringostat-apply-matrix' ? { ...node, preset: preset ?? 'file', table } : node,
  );
  await red.deploy(next, 'nodes');
}

/**
 * Imports the two templates that answer Ringostat, fills them in, deploys; with `beside`, and with nodes that tell the page what was
 * decided. Returns the triggers' addresses.
 */
export async function deployTemplates(
  red: NodeRedProcess,
  sandbox: Sandbox,
  { beside = [], told = false }: { beside?: FlowNode[]; told?: boolean } = {},
): Promise<{ calls: string; routing: string }> {
  const read = async (name: string): Promise<FlowNode[]> =>
    filled(await templateOf(red, sandbox.lab.crm, name), sandbox);
  const calls = await read('calls');
  const routing = await read('smart-forwarding');
  const telling = told ? listeners(calls, sandbox.lab.crm, sandbox.pageUrl) : [];
  await red.deploy([...calls, ...routing, ...telling, ...beside]);
  const path = (nodes: FlowNode[]): string =>
    String(nodes.find(({ type }) => type === 'ringostat-trigger')!['path']);
  return { calls: `${red.url}${path(calls)}`, routing: `${red.url}${path(routing)}` };
}
