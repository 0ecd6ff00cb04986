/** The harness itself: a toy package in a real n8n, driven by webhook, seen in Chromium. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { loginN8n, openChromium, openNode, openWorkflow, screenshot } from './chromium';
import { startN8n, type N8nProcess } from '../../../sandbox/hosts/n8n';

const TOY = join(__dirname, '../../fixtures/n8n-nodes-toy');
let out: string;
let host: N8nProcess;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'toy-pack-'));
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', out], {
    cwd: TOY,
    encoding: 'utf8',
  });
  host = await startN8n({ packTgz: join(out, packed.trim()) });
}, 240_000);
afterAll(async () => {
  await host?.stop();
  rmSync(out, { recursive: true, force: true });
}, 20_000);

test('a packed package runs: credential, import, publish, webhook, execution, canvas', async () => {
  const credential = await host.rest.addCredential('toyApi', { token: 'right' });
  const trigger: INode = {
    id: 'a',
    name: 'In',
    type: 'n8n-nodes-toy.toyTrigger',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
    webhookId: '11111111-1111-4111-8111-111111111111',
    credentials: { toyApi: credential },
  };
  const set: INode = {
    id: 'b',
    name: 'Set',
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    position: [220, 0],
    parameters: { mode: 'raw', jsonOutput: '={{ { "hello": $json.name } }}' },
  };
  const connections = { In: { main: [[{ node: 'Set', type: 'main' as const, index: 0 }]] } };
  const id = await host.rest.importWorkflow({ name: 'Toy', nodes: [trigger, set], connections });
  await host.rest.activate(id);
  const hook = await host.rest.webhookUrl(trigger);
  const call = (token: string) =>
    fetch(`${hook}?token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Ann"}',
    });

  expect((await call('wrong')).status).toBe(401);
  const answer = await call('right');
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  const executions = await host.rest.untilExecuted(id, 1);
  expect(executions).toHaveLength(1);
  expect(executions[0]?.status).toBe('success');
  expect(JSON.stringify(executions[0]?.data)).toContain('"hello":"Ann"');

  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
    await loginN8n(page, host.url);
    await openWorkflow(page, host.url, id, 2);
    expect(await page.locator('[data-test-id="canvas-node"][data-node-name="In"]').count()).toBe(1);
    const dialog = await openNode(page, 'In');
    const chosen = dialog.locator('[data-test-id="node-credentials-select"] input');
    await expect(chosen.inputValue()).resolves.toBe('toyApi');
    const shot = join(out, 'canvas.png');
    await screenshot(page, shot);
    expect(readFileSync(shot).subarray(1, 4).toString()).toBe('PNG');
  } finally {
    await browser.close();
  }
}, 180_000);

test('a trigger that refuses to be published is heard', async () => {
  const credential = await host.rest.addCredential('toyApi', { token: '' });
  const trigger: INode = {
    id: 'c',
    name: 'In',
    type: 'n8n-nodes-toy.toyTrigger',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
    webhookId: '22222222-2222-4222-8222-222222222222',
    credentials: { toyApi: credential },
  };
  const id = await host.rest.importWorkflow({ name: 'Refused', nodes: [trigger], connections: {} });
  await expect(host.rest.activate(id)).rejects.toThrow('(failed): No token is set. Enter one.');
}, 60_000);
