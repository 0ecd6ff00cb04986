/** The hosts in which the flow is measured, each with the packed package, the calls template and a bare flow beside it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { connect, filled, publish } from '../sandbox/demo/n8n';
import { deployTemplates } from '../sandbox/demo/node-red';
import { startN8n } from '../sandbox/hosts/n8n';
import { startNodeRed, type FlowNode } from '../sandbox/hosts/node-red';
import type { Sandbox } from '../sandbox/server';

export interface MeasuredHost {
  name: string;
  bare: string;
  calls: string;
  stop(): Promise<void>;
}

const BARE: FlowNode[] = [
  { id: 'bare-tab', type: 'tab', label: 'bare' },
  {
    id: 'bare-in',
    type: 'http in',
    z: 'bare-tab',
    x: 100,
    y: 100,
    url: '/bare',
    method: 'post',
    wires: [['bare-out']],
  },
  { id: 'bare-out', type: 'http response', z: 'bare-tab', x: 300, y: 100, statusCode: '200', wires: [] },
];

export async function nodeRedHost(sandbox: Sandbox, packTgz: string): Promise<MeasuredHost> {
  const userDir = mkdtempSync(join(tmpdir(), 'ringostat-bench-'));
  const red = await startNodeRed({ version: '4', packTgz, userDir });
  const { calls } = await deployTemplates(red, sandbox, { beside: BARE });
  const stop = async (): Promise<void> => {
    await red.stop();
    rmSync(userDir, { recursive: true, force: true });
  };
  return { name: 'Node-RED 4.1', bare: `${red.url}/bare`, calls, stop };
}

export async function n8nHost(sandbox: Sandbox, packTgz: string): Promise<MeasuredHost> {
  const n8n = await startN8n({ packTgz });
  const calls = await publish(n8n, filled('calls', await connect(n8n, sandbox)));
  const path = randomUUID();
  const node = (name: string, type: string, x: number, parameters: INode['parameters']): INode => ({
    id: randomUUID(),
    name,
    type: `n8n-nodes-base.${type}`,
    typeVersion: type === 'webhook' ? 2 : 1,
    position: [x, 0],
    parameters,
    ...(type === 'webhook' ? { webhookId: path } : {}),
  });
  const id = await n8n.rest.importWorkflow({
    name: 'bare',
    nodes: [
      node('Webhook', 'webhook', 0, { httpMethod: 'POST', path, responseMode: 'responseNode' }),
      node('Respond', 'respondToWebhook', 200, { respondWith: 'json', responseBody: '{"ok":true}' }),
    ],
    connections: { Webhook: { main: [[{ node: 'Respond', type: 'main', index: 0 }]] } },
  });
  await n8n.rest.activate(id);
  return { name: 'n8n 2.41', bare: `${n8n.url}/webhook/${path}`, calls, stop: () => n8n.stop() };
}
