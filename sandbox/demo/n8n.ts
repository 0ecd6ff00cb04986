/** The templates in n8n, with the sandbox's accounts put in as a user would. */
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { startN8n, type N8nProcess } from '../hosts/n8n';
import { OWNER, type WorkflowFile } from '../hosts/n8n-rest';
import type { Sandbox } from '../server';
import { demoTeam, SECRET } from './people';

const ROOT = join(__dirname, '../..');
const PREFIX = 'n8n-nodes-ringostat.';
const NEEDS: Record<string, string[]> = {
  ringostatTrigger: ['ringostatApi'],
  ringostat: ['ringostatApi', 'ringostatHubSpotApi'],
  ringostatFindResponsible: ['ringostatHubSpotApi'],
  ringostatHubSpot: ['ringostatHubSpotApi'],
};

/** A template with credentials chosen, the demonstration's team, and an address of its own for its webhook. */
export function filled(name: string, credentials: Record<string, IDataObject>): WorkflowFile {
  const file = join(ROOT, 'workflows-templates/n8n/hubspot', `${name}.json`);
  const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile;
  const team = {
    teamSource: 'json',
    teamJson: JSON.stringify(demoTeam.employees),
    senior: { __rl: true, mode: 'id', value: demoTeam.senior },
  };
  for (const node of workflow.nodes) {
    const type = node.type.replace(PREFIX, '');
    if (type === node.type) continue;
    for (const needed of NEEDS[type] ?? [])
      node.credentials = { ...node.credentials, [needed]: credentials[needed] as never };
    if (type === 'ringostatTrigger') node.webhookId = randomUUID();
    if (type === 'ringostatFindResponsible') Object.assign(node.parameters, team);
  }
  return workflow;
}

/** Imports, publishes, and gives the address of the trigger. */
export async function publish(n8n: N8nProcess, workflow: WorkflowFile): Promise<string> {
  const id = await n8n.rest.importWorkflow(workflow);
  await n8n.rest.activate(id);
  return n8n.rest.webhookUrl(workflow.nodes.find(({ type }) => type === `${PREFIX}ringostatTrigger`)!);
}

/** Credentials for the sandbox's accounts, by credential type. */
export async function sandboxCredentials(
  n8n: N8nProcess,
  { hubspot, ringostat }: Sandbox,
): Promise<Record<string, IDataObject>> {
  const { authKey, projectId, url } = ringostat;
  const forRingostat = { authKey, projectId, webhookSecret: SECRET, baseUrl: url };
  const forHubSpot = { serviceKey: hubspot.token, baseUrl: hubspot.url };
  return {
    ringostatApi: await n8n.rest.addCredential('ringostatApi', forRingostat, 'Ringostat (sandbox)'),
    ringostatHubSpotApi: await n8n.rest.addCredential('ringostatHubSpotApi', forHubSpot, 'HubSpot (sandbox)'),
  };
}

/** Starts n8n with the packed package and the two templates that answer Ringostat. */
export async function startN8nDemo(
  sandbox: Sandbox,
  packTgz: string,
  say: (...lines: string[]) => void,
): Promise<{ editor: string; calls: string; routing: string; stop(): Promise<void>; notes: string[] }> {
  say('Starting n8n (ten seconds or more) …');
  const n8n = await startN8n({ packTgz, port: 5678 });
  try {
    const credentials = await sandboxCredentials(n8n, sandbox);
    const calls = await publish(n8n, filled('calls', credentials));
    const routing = await publish(n8n, filled('smart-forwarding', credentials));
    const notes = [`Log in to n8n as   ${OWNER.email}, password ${OWNER.password}`];
    return { editor: n8n.url, calls, routing, stop: () => n8n.stop(), notes };
  } catch (error) {
    await n8n.stop();
    throw error;
  }
}
