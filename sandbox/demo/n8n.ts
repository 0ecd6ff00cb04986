/** The templates in n8n, with the sandbox's accounts put in as a user would. */
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { NodeConnectionTypes, type IConnection, type IDataObject, type INode } from 'n8n-workflow';
import { writeTableFile, type TableFile } from '../../core/matrix/table-file';
import type { CrmId } from '../../core/model/plan';
import { CRM_NAMES } from '../../core/model/crm-names';
import { startN8n, type N8nProcess } from '../hosts/n8n';
import { n8nAccount, type N8nAccount } from '../hosts/n8n-account';
import { OWNER, type WorkflowFile } from '../hosts/n8n-rest';
import type { ApplyTable } from '../api/desk';
import type { Sandbox } from '../server';
import { SECRET, teamOf } from './people';

const TEMPLATES = join(__dirname, '../../workflows-templates/n8n');
export const PREFIX = 'n8n-nodes-ringostat.';

/** The sandbox's accounts as n8n keeps them. */
export interface Connected {
  crm: CrmId;
  account: N8nAccount;
  /** What a node's `credentials` take, by credential type. */
  credentials: Record<string, { id: string; name: string }>;
  /** Parameters of Find: the team, as JSON. */
  team: IDataObject;
  /** Settings that only this CRM has; empty when it has none. */
  settings: IDataObject;
}

/** Adds credentials for the sandbox's accounts. Throws when n8n or the CRM's sign-in refuses. */
export async function connect(
  n8n: Pick<N8nProcess, 'rest'>,
  { lab, ringostat }: Sandbox,
): Promise<Connected> {
  const { authKey, projectId, url } = ringostat;
  const account = await n8nAccount(lab.crm, lab.access);
  const { employees, senior } = teamOf(lab.users);
  const forRingostat = { authKey, projectId, webhookSecret: SECRET, baseUrl: url };
  const name = `${CRM_NAMES[lab.crm]} (sandbox)`;
  return {
    crm: lab.crm,
    account,
    credentials: {
      ringostatApi: await n8n.rest.addCredential('ringostatApi', forRingostat, 'Ringostat (sandbox)'),
      [account.type]: await n8n.rest.addCredential(account.type, account.data as IDataObject, name),
    },
    team: {
      teamSource: 'json',
      teamJson: JSON.stringify(employees),
      senior: { __rl: true, mode: 'id', value: senior },
    },
    settings: Object.keys(lab.settings).length > 0 ? { settings: lab.settings as IDataObject } : {},
  };
}

/** Credential types a node of ours needs, and the parameters that choose account and team. */
function choiceOf(type: string, to: Connected): { needs: string[]; parameters: IDataObject } {
  const crm = to.account.type;
  const all = { ...to.account.inOthers, ...to.settings };
  if (type === 'ringostatTrigger') return { needs: ['ringostatApi'], parameters: {} };
  if (type === 'ringostat') return { needs: ['ringostatApi', crm], parameters: all };
  if (type === 'ringostatFindResponsible') return { needs: [crm], parameters: { ...all, ...to.team } };
  if (type === 'ringostatApplyMatrix') return { needs: [], parameters: {} };
  return { needs: [crm], parameters: { ...to.account.inUpsert, ...to.settings } };
}

/** A template (of the CRM's folder, unless its name has one) with credentials chosen, the demonstration's team, and an address of its own for its webhook. */
export function filled(name: string, to: Connected): WorkflowFile {
  const path = name.includes('/') ? name : `${to.crm}/${name}`;
  const file = join(TEMPLATES, `${path}.json`);
  const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile;
  for (const node of workflow.nodes) {
    if (!node.type.startsWith(PREFIX)) continue;
    const { needs, parameters } = choiceOf(node.type.slice(PREFIX.length), to);
    node.parameters = { ...node.parameters, ...(parameters as INode['parameters']) };
    const chosen = needs.map((type) => [type, to.credentials[type]]);
    if (chosen.length > 0) node.credentials = Object.fromEntries(chosen) as INode['credentials'];
    // As n8n's editor does on import: two of a template in one n8n must not share their addresses.
    if (node.type === `${PREFIX}ringostatTrigger`)
      Object.assign(node, { id: randomUUID(), webhookId: randomUUID() });
  }
  return workflow;
}

/** With a node at both ends that tells the page of the sandbox what each event came to. */
export function withListener(workflow: WorkflowFile, address: string): WorkflowFile {
  const name = 'Tell the Sandbox';
  const nodes = workflow.nodes;
  const trigger = nodes.find(({ type }) => type === `${PREFIX}ringostatTrigger`)!;
  const matrix = nodes.find(({ type }) => type === `${PREFIX}ringostatApplyMatrix`)!;
  const [planned = []] = workflow.connections[matrix.name]?.['main'] ?? [];
  const to: IConnection = { node: name, type: NodeConnectionTypes.Main, index: 0 };
  const upserts = (planned ?? []).map(({ node }) => [node, { main: [[to]] }]);
  return {
    ...workflow,
    nodes: [
      ...nodes,
      {
        id: randomUUID(),
        name,
        type: 'n8n-nodes-base.httpRequest',
        typeVersion: 4.2,
        position: [trigger.position[0] + 1100, trigger.position[1]],
        onError: 'continueRegularOutput',
        parameters: {
          method: 'POST',
          url: `${address}/sandbox/told`,
          sendBody: true,
          specifyBody: 'json',
          jsonBody: '={{ JSON.stringify($json) }}',
          options: {},
        },
      },
    ],
    connections: {
      ...workflow.connections,
      ...Object.fromEntries(upserts),
      [matrix.name]: { main: [planned, [to]] },
    },
  };
}

/** Gives the matrix of a published workflow a table, as its form would, and publishes it again. */
async function applyTable(
  n8n: N8nProcess,
  id: string,
  workflow: WorkflowFile,
  file: TableFile,
): Promise<void> {
  for (const node of workflow.nodes)
    if (node.type === `${PREFIX}ringostatApplyMatrix`)
      node.parameters = { ...node.parameters, preset: 'file', table: writeTableFile(file) };
  await n8n.rest.saveNodes(id, workflow.nodes);
  await n8n.rest.activate(id);
}

/** Imports, publishes, and gives the address of the trigger. */
export async function publish(
  n8n: N8nProcess,
  workflow: WorkflowFile,
  onId: (id: string) => void = () => undefined,
): Promise<string> {
  const id = await n8n.rest.importWorkflow(workflow);
  onId(id);
  await n8n.rest.activate(id);
  return n8n.rest.webhookUrl(workflow.nodes.find(({ type }) => type === `${PREFIX}ringostatTrigger`)!);
}

/** Starts n8n with the packed package and the two templates that answer Ringostat. */
export async function startN8nDemo(
  sandbox: Sandbox,
  packTgz: string,
  say: (...lines: string[]) => void,
): Promise<{
  editor: string;
  calls: string;
  routing: string;
  apply: ApplyTable;
  stop(): Promise<void>;
  notes: string[];
}> {
  say('Starting n8n (ten seconds or more) …');
  const n8n = await startN8n({ packTgz, port: 5678 });
  try {
    const to = await connect(n8n, sandbox);
    const workflow = withListener(filled('calls', to), sandbox.pageUrl);
    let id = '';
    const calls = await publish(n8n, workflow, (made) => (id = made));
    const routing = await publish(n8n, filled('smart-forwarding', to));
    const notes = [`Log in to n8n as   ${OWNER.email}, password ${OWNER.password}`];
    const apply: ApplyTable = (file) => applyTable(n8n, id, workflow, file);
    return { editor: n8n.url, calls, routing, apply, stop: () => n8n.stop(), notes };
  } catch (error) {
    await n8n.stop();
    throw error;
  }
}
