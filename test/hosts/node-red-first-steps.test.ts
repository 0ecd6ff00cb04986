/** A builder with a fresh Node-RED imports "calls" and does what START HERE says, by mouse and keyboard; then a call comes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeRingostat } from '../../sandbox/ringostat/types';
import { buildPayload } from '../../sandbox/ringostat/payloads';
import { sendWebhook } from '../../sandbox/ringostat/send';
import { NodeRed } from '../node-red/node-red';
import { NodeRedEditor } from './processes/node-red-editor';

const TEMPLATE = readFileSync(
  join(__dirname, '../../workflows-templates/node-red/hubspot/calls.json'),
  'utf8',
);
let host: NodeRed;
let hubspot: FakeHubSpot;
let ringostat: FakeRingostat;
let editor: NodeRedEditor;

beforeAll(async () => {
  [host, hubspot, ringostat] = await Promise.all([
    NodeRed.start('5'),
    startFakeHubSpot({ limits: false }),
    startFakeRingostat(),
  ]);
  // The fresh editor shows one node, so that its page is known to be ready.
  await host.deploy([{ id: 'tab', type: 'tab', label: 'Empty' }]);
  editor = await NodeRedEditor.open(host.url);
}, 180_000);
afterAll(async () => {
  await editor?.close();
  await Promise.all([host?.close(), hubspot?.close(), ringostat?.close()]);
});

/** Opens a node and then the config node chosen in `field`, by its pencil. */
async function pencil(type: string, field: string): Promise<void> {
  await editor.edit(type);
  await editor.page.click(`#node-input-btn-${field}-edit`);
  await editor.page.waitForSelector('#node-config-dialog-edit-form');
  await editor.page.waitForTimeout(500);
}
async function updateAndDone(): Promise<void> {
  await editor.page.click('#node-config-dialog-ok');
  await editor.page.waitForTimeout(600);
  await editor.page.click('#node-dialog-ok');
  await editor.page.waitForTimeout(600);
}

test('the notes lead to records in the CRM', async () => {
  const { page } = editor;
  await page.evaluate(`RED.actions.invoke('core:show-import-dialog')`);
  await page.fill('#red-ui-clipboard-dialog-import-text', TEMPLATE);
  await page.press('#red-ui-clipboard-dialog-import-text', 'End');
  await page.click('#red-ui-clipboard-dialog-ok');
  await page.waitForTimeout(1000);

  await pencil('ringostat-trigger', 'project');
  await page.click('#ringostat-new-secret');
  const secret = await page.inputValue('#node-config-input-secret');
  expect(secret).toMatch(/^[0-9a-f]{36}$/);
  await page.fill('#node-config-input-authKey', ringostat.authKey);
  await page.fill('#node-config-input-projectId', ringostat.projectId);
  await page.fill('#node-config-input-baseUrl', ringostat.url);
  await updateAndDone();

  await pencil('ringostat-hubspot', 'account');
  await page.fill('#node-config-input-serviceKey', hubspot.token);
  await page.fill('#node-config-input-baseUrl', hubspot.url);
  await page.click('#ringostat-test');
  await page.locator('#ringostat-test-result .ringostat-ok').first().waitFor();
  await updateAndDone();
  await editor.deploy();

  await pencil('ringostat-find-responsible', 'team');
  await page.click('#ringostat-fill');
  await page.locator('#ringostat-fill-result .ringostat-ok').waitFor();
  await page.selectOption('#node-config-input-senior', '81236');
  await updateAndDone();
  await editor.deploy();

  await editor.edit('ringostat-trigger');
  const shown = await page.locator('.ringostat-url code').allInnerTexts();
  await editor.leave('ringostat-trigger', 'cancel');
  const address = shown.find((text) => text.includes('incoming.ended'))!.replace('YOUR_SECRET', secret);
  const [olena] = ringostat.employees;
  const payload = buildPayload('P3', {
    id: 'ua0_-1795168542.1',
    direction: 'in',
    clientNumber: '380677654321',
    companyNumber: '380441234567',
    employee: olena!,
    status: 'ANSWERED',
    billsec: 94,
    duration: 106,
    waittime: 12,
    startedAt: Date.now() - 106_000,
  });
  const answer = await sendWebhook(address, payload);
  expect(`${answer.status} ${answer.body}`).toBe('200 {"ok":true}');
  const until = Date.now() + 15_000;
  while (hubspot.records('tasks').length === 0 && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 100));

  const [contact] = hubspot.records('contacts');
  expect(contact?.properties).toMatchObject({ phone: '+380677654321', hubspot_owner_id: '81234' });
  expect(hubspot.records('deals')).toHaveLength(1);
  expect(hubspot.records('calls')[0]?.links).toMatchObject({ contacts: [contact?.id] });
  expect(hubspot.records('tasks')[0]?.properties).toMatchObject({
    hs_task_status: 'COMPLETED',
    hubspot_owner_id: '81234',
  });
  expect(editor.faults).toEqual([]);
}, 120_000);
