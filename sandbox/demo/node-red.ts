/** The templates in Node-RED, with the sandbox's accounts put in as a user would. */
import type { FlowNode, NodeRedProcess } from '../hosts/node-red';
import type { Sandbox } from '../server';
import { demoTeam, SECRET } from './people';

/** Imports the two templates that answer Ringostat, fills in accounts and team, deploys (with `beside`, if given). Returns the triggers' addresses. */
export async function deployTemplates(
  red: NodeRedProcess,
  { hubspot, ringostat }: Sandbox,
  beside: FlowNode[] = [],
): Promise<{ calls: string; routing: string }> {
  const values: Record<string, Record<string, unknown>> = {
    'ringostat-project': {
      projectId: ringostat.projectId,
      baseUrl: ringostat.url,
      credentials: { authKey: ringostat.authKey, secret: SECRET },
    },
    'ringostat-crm-account': { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
    'ringostat-team': { employees: demoTeam.employees, senior: demoTeam.senior },
    'ringostat-find-responsible': { language: 'en' },
    'ringostat-apply-matrix': { language: 'en' },
  };
  const fill = (nodes: FlowNode[]): FlowNode[] => nodes.map((node) => ({ ...node, ...values[node.type] }));
  const calls = fill(await red.example('hubspot/calls'));
  const routing = fill(await red.example('hubspot/smart-forwarding'));
  await red.deploy([...calls, ...routing, ...beside]);
  const path = (nodes: FlowNode[]): string =>
    String(nodes.find(({ type }) => type === 'ringostat-trigger')!['path']);
  return { calls: `${red.url}${path(calls)}`, routing: `${red.url}${path(routing)}` };
}
