/** A flow with one HubSpot Upsert that works by hand, and a way to send it a message. */
import { VALUE_FIELDS } from '../../node-red/ringostat-upsert/types';
import type { NodeRed, FlowNode } from './node-red';

export const UPSERT = {
  type: 'ringostat-hubspot',
  version: 1,
  name: '',
  account: 'account',
  dryRun: false,
  mapping: [],
  pipelineRules: [],
  pipeline: '',
  stage: '',
  names: { contact: '', company: '', lead: '', deal: '' },
  crmSettings: {},
  values: {},
  fields: [],
  taskState: 'open',
  callDirection: 'incoming',
  callStatus: 'answered',
  defaultCountry: 'UA',
};
/** Every value comes from the message, under its own name. */
const values = Object.fromEntries(VALUE_FIELDS.map((name) => [name, { value: `body.${name}`, type: 'msg' }]));

/** `settings` of the node under test; `account` of the CRM account with its credentials. */
export function byHandFlow(settings: Record<string, unknown>, account: Record<string, unknown>): FlowNode[] {
  return [
    { id: 'tab', type: 'tab', label: 'by hand' },
    {
      id: 'account',
      type: 'ringostat-crm-account',
      version: 1,
      name: '',
      crm: 'hubspot',
      auth: 'serviceKey',
      ...account,
    },
    { id: 'in', type: 'http in', z: 'tab', url: '/send', method: 'post', wires: [['take', 'answer']] },
    { id: 'answer', type: 'http response', z: 'tab', statusCode: '200', wires: [] },
    {
      id: 'take',
      type: 'function',
      z: 'tab',
      outputs: 1,
      func: 'return { _msgid: msg.payload.msgid || msg._msgid, body: msg.payload, payload: msg.payload.event ? { event: msg.payload.event } : {} };',
      wires: [['node']],
    },
    { ...UPSERT, id: 'node', z: 'tab', values, wires: [['probe']], ...settings },
  ];
}

export interface Answer {
  payload: Record<string, unknown>;
  /** As Catch sees it. */
  error: { message: string; code?: string; source: { id: string } } | undefined;
  msg: Record<string, unknown>;
}

/** Sends one message through the node and waits for what comes out of it or of Catch. */
export async function send(host: NodeRed, body: Record<string, unknown>): Promise<Answer> {
  const before = (await host.seen()).length;
  await fetch(`${host.url}/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { msg } = (await host.until(before + 1, 20_000))[before]!;
  return {
    msg,
    payload: msg['payload'] as Record<string, unknown>,
    error: msg['error'] as Answer['error'],
  };
}
