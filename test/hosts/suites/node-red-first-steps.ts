/** A builder with a fresh Node-RED imports "calls" and does what START HERE says, by mouse and keyboard; then a call comes. */
import { buildPayload } from '../../../sandbox/ringostat/payloads';
import { sendWebhook } from '../../../sandbox/ringostat/send';
import type { Sandbox } from '../../../sandbox/server';
import type { NodeRedHost } from '../kit/node-red-host';
import { startCompany } from '../kit/stage';
import { NodeRedEditor } from '../processes/node-red-editor';

export function firstStepsTests(host: () => NodeRedHost): void {
  describe('a builder’s first steps', () => {
    let sandbox: Sandbox;
    let editor: NodeRedEditor;

    beforeAll(async () => {
      sandbox = await startCompany('hubspot');
      // The fresh editor shows one node, so that its page is known to be ready.
      const note = { id: 'note', type: 'comment', z: 'tab', name: 'empty', x: 100, y: 40, wires: [] };
      await host().red.deploy([{ id: 'tab', type: 'tab', label: 'Empty' }, note]);
      editor = await NodeRedEditor.open(host().red.url);
    }, 60_000);
    afterAll(async () => {
      await editor?.close();
      await sandbox?.close();
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
      const { lab, ringostat } = sandbox;
      const template = JSON.stringify(await host().red.example('hubspot/calls'));
      await page.evaluate(`RED.actions.invoke('core:show-import-dialog')`);
      await page.fill('#red-ui-clipboard-dialog-import-text', template);
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
      await page.fill('#node-config-input-serviceKey', lab.access.values['serviceKey'] ?? '');
      await page.fill('#node-config-input-baseUrl', lab.url);
      await page.click('#ringostat-test');
      await page.locator('#ringostat-test-result .ringostat-ok').first().waitFor();
      await updateAndDone();
      await editor.deploy();

      await pencil('ringostat-find-responsible', 'team');
      await page.click('#ringostat-fill');
      await page.locator('#ringostat-fill-result .ringostat-ok').waitFor();
      await page.selectOption('#node-config-input-senior', lab.users.sofia);
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
      while ((await lab.view()).tasks.length === 0 && Date.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 200));

      const { contacts, deals, calls, tasks } = await lab.view();
      const ownerId = lab.users.olena;
      expect(contacts).toMatchObject([{ phone: '+380677654321', ownerId }]);
      expect(deals).toMatchObject([{ contactIds: [contacts[0]?.id], ownerId }]);
      expect(calls[0]?.links).toContainEqual({ entity: 'contact', id: contacts[0]?.id });
      expect(tasks).toMatchObject([{ state: 'done', ownerId }]);
      expect(editor.faults).toEqual([]);
    }, 120_000);
  });
}
