/** A flow drawn for HubSpot, told for another CRM: its words, account, preset, ids of its own. */
import { createHash } from 'node:crypto';
import { presets } from '../../../core/matrix/presets';
import type { MatrixTable } from '../../../core/matrix/types';
import { providers } from '../../../core/crm/registry';
import type { CrmTexts } from '../n8n/crms';
import { completed } from './completed';
import type { FlowNode } from './flow-node';

/** Flows that are drawn for HubSpot in the editor; its variants are told of them. */
export const DRAWN = ['calls', 'smart-forwarding', 'attribution-only', 'replay'];

/** What a variant sets differently in the flow of calls. */
export interface Change {
  label?: string;
  about?: string;
  table?: MatrixTable;
  events?: string[];
  matrixNote?: string;
  triggerNote?: string;
  findNote?: string;
  /** One more step of the list, before "Make a call". */
  step?: string;
}

const idOf = (path: string, id: string): string =>
  createHash('sha256').update(`${path} ${id}`).digest('hex').slice(0, 16);

/** The flow's own ids wherever they stand: wires, groups, config nodes, links, scopes. */
export function withOwnIds(path: string, nodes: FlowNode[]): FlowNode[] {
  let text = JSON.stringify(nodes);
  for (const { id } of nodes) text = text.replaceAll(`"${id}"`, `"${idOf(path, id)}"`);
  return JSON.parse(text) as FlowNode[];
}

/** "put in a service key" and its like: how this CRM's account is entered. */
const SIGN_IN: Record<string, string> = {
  salesforce: 'choose how to sign in and fill in what your External Client App shows',
  zoho: 'choose the data centre and put in client id, client secret and refresh token',
  nethunt: 'put in the e-mail of your account and its API key',
  pipedrive: 'put in the API token',
};

const ASKED: Record<string, string> = {
  contact: 'contact',
  company: 'company',
  lead: 'open lead',
  deal: 'open deal',
};
/** In which order smart forwarding looks for an owner: "First the contact, then the open deal". */
function looked(crm: CrmTexts): string {
  const [first, ...others] = (providers[crm.crm]?.routingOrder ?? []).map(
    (entity) => ASKED[entity] ?? entity,
  );
  if (others.length === 0) return `Only the ${first}`;
  return [`First the ${first}`, ...others.map((entity) => `then the ${entity}`)].join(', ');
}

function words(text: string, crm: CrmTexts): string {
  return text
    .replaceAll('First the contact, then the open deal', looked(crm))
    .replaceAll('put in a service key', SIGN_IN[crm.crm] ?? 'put in a service key')
    .replaceAll('create the properties HubSpot lacks', `create the ${crm.fields} ${crm.label} lacks`)
    .replaceAll('HubSpot', crm.label);
}

const plain = (note: string): string => note.replace(/^\*\*[^*]+\*\*\n\n/, '');
const NOTES: [start: string, note: 'triggerNote' | 'findNote' | 'matrixNote'][] = [
  ['1.', 'triggerNote'],
  ['2.', 'findNote'],
  ['3.', 'matrixNote'],
];

function comment(node: FlowNode, change: Change): FlowNode {
  const name = String(node['name']);
  const info = String(node['info']);
  if (name.startsWith('START HERE') && change.step)
    return { ...node, info: info.replace(/\n5\. /, `\n5. ${change.step}\n6. `) };
  const note = NOTES.find(([start]) => name.startsWith(start))?.[1];
  const said = note ? change[note] : undefined;
  return said ? { ...node, info: plain(said) } : node;
}

function own(node: FlowNode, crm: CrmTexts, file: string, change: Change): FlowNode {
  const { crm: id } = crm;
  switch (node.type) {
    case 'tab':
      return {
        ...node,
        ...(change.label ? { label: change.label } : {}),
        ...(change.about ? { info: change.about.replaceAll('*', '') } : {}),
      };
    case 'comment':
      return comment(node, change);
    case 'ringostat-crm-account':
      return { ...node, crm: id, auth: providers[id]?.accounts[0]?.id ?? '' };
    case 'ringostat-trigger': {
      // Flows of several CRMs live beside each other in one Node-RED, each under its own address.
      const variant = DRAWN.includes(file) ? '' : `-${file}`;
      const path = `${String(node['path'])}${id === 'hubspot' ? '' : `-${id}`}${variant}`;
      return { ...node, path, ...(change.events ? { events: change.events } : {}) };
    }
    case 'ringostat-find-responsible':
      return node['mode'] === 'routing' && id !== 'hubspot'
        ? { ...node, order: providers[id]?.routingOrder ?? node['order'], ...(crm.forwarding ?? {}) }
        : node;
    case 'ringostat-apply-matrix':
      return node['preset'] === 'hubspot'
        ? { ...node, preset: id, table: change.table ?? presets[id].rows }
        : node;
    case 'ringostat-hubspot':
      return { ...node, type: `ringostat-${id}`, crmSettings: {} };
    default:
      return node;
  }
}

/** Takes the HubSpot flow of that file, the CRM and what a variant changes; returns the CRM's flow. */
export function retell(drawn: FlowNode[], crm: CrmTexts, file: string, change: Change = {}): FlowNode[] {
  const told = JSON.parse(words(JSON.stringify(drawn), crm)) as FlowNode[];
  const nodes = told.map((node) => completed(own(node, crm, file, change)));
  return crm.crm === 'hubspot' && DRAWN.includes(file) ? nodes : withOwnIds(`${crm.crm}/${file}`, nodes);
}
