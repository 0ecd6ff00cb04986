/** Dialogs that ask Ringostat and the CRM, pressed in Chromium against both fakes; what is saved is read back from the runtime. */
import type { CrmUser } from '../../../core/crm/port';
import { filled, templateOf } from '../../../sandbox/demo/node-red';
import type { FlowNode } from '../../../sandbox/hosts/node-red';
import type { Sandbox } from '../../../sandbox/server';
import type { NodeRedHost } from '../kit/node-red-host';
import { takePicture } from '../kit/pictures';
import { startCompany } from '../kit/stage';
import { NodeRedEditor } from '../processes/node-red-editor';

export function choiceTests(host: () => NodeRedHost): void {
  describe('dialogs that ask', () => {
    let sandbox: Sandbox;
    let editor: NodeRedEditor;
    /** As the drop-downs show them. */
    let owners: string[];

    beforeAll(async () => {
      sandbox = await startCompany('hubspot');
      const { red } = host();
      const nodes = filled(await templateOf(red, 'hubspot', 'calls'), sandbox).map((node) =>
        node.type === 'ringostat-team' ? { ...node, employees: [], senior: '' } : node,
      );
      await red.deploy(nodes);
      const account = nodes.find(({ type }) => type === 'ringostat-crm-account')!.id;
      const users = (await (
        await fetch(`${red.url}/ringostat/account/${account}/users`)
      ).json()) as CrmUser[];
      owners = users.filter(({ active }) => active).map(({ name, email }) => `${name} (${email})`);
      expect(owners).toContain('Olena Test (olena@example.com)');
      editor = await NodeRedEditor.open(red.url);
    }, 60_000);
    afterAll(async () => {
      await editor?.close();
      await sandbox?.close();
    });
    afterEach(() => expect(editor.faults).toEqual([]));

    const deployed = async (type: string): Promise<FlowNode> =>
      ((await (await fetch(`${host().red.url}/flows`)).json()) as FlowNode[]).find(
        (node) => node.type === type,
      )!;
    const labels = async (selector: string): Promise<string[]> =>
      (await editor.options(selector)).map(({ label }) => label);

    test('"Test the account" says what it found, or why it was refused', async () => {
      sandbox.lab.removeField('contacts', 'ringostat_phone_key');
      await editor.edit('ringostat-crm-account');
      const { page } = editor;
      await page.click('#ringostat-test');
      await page.locator('#ringostat-test-result .ringostat-ok').first().waitFor();
      const found = await page.innerText('#ringostat-test-result');
      expect(found).toMatch(/Connected to the HubSpot account/);
      expect(found).toContain('Deal pipelines: Sales Pipeline, Partners.');
      expect(found).toContain('5 active users.');
      expect(found).toContain('HubSpot lacks the properties ringostat_phone_key');
      await page.fill('#node-config-input-serviceKey', 'pat-eu1-wrong');
      await page.click('#ringostat-test');
      await page.locator('#ringostat-test-result .ringostat-problem').first().waitFor();
      const refused = await page.innerText('#ringostat-test-result');
      expect(refused).toMatch(/HubSpot.*401/);
      expect(refused).not.toContain('pat-eu1-wrong');
      expect(await page.locator('#ringostat-test-result .ringostat-ok').count()).toBe(0);
      await editor.leave('ringostat-crm-account', 'cancel');
    }, 40_000);

    test('"Fill from Ringostat and the CRM" matches by e-mail; what a person set stays at the next time', async () => {
      const { page } = editor;
      const { olena, sofia } = sandbox.lab.users;
      await editor.edit('ringostat-team');
      await page.click('#ringostat-fill');
      await page.locator('#ringostat-fill-result .ringostat-ok').waitFor();
      expect(await page.innerText('#ringostat-fill-result')).toContain('3 / 3');
      expect(await labels('#node-config-input-senior')).toEqual(['– nobody –', ...owners]);
      const rows = page.locator('.ringostat-employee');
      expect(await rows.count()).toBe(3);
      const crmUser = rows.nth(0).locator('select').nth(0);
      expect(await crmUser.inputValue()).toBe(olena);
      expect(await crmUser.locator('option').allTextContents()).toEqual(['– nobody –', ...owners]);
      await page.selectOption('#node-config-input-senior', sofia);
      await rows.nth(0).getByLabel('Gets missed calls').check();
      await rows.nth(1).locator('select').nth(0).selectOption(sofia);
      await page.click('#ringostat-fill');
      await page.waitForTimeout(700);
      await takePicture(page, `node-red-${host().red.version}`, 'team');
      await editor.leave('ringostat-team', 'ok');
      await editor.deploy();
      expect(await deployed('ringostat-team')).toMatchObject({
        senior: sofia,
        employees: [
          {
            id: '1111',
            name: 'Olena Koval',
            email: 'olena@example.com',
            extension: '101',
            main: ['shop_olena'],
            crmUserId: olena,
            active: true,
            distributeMissed: true,
          },
          {
            id: '1112',
            name: 'Ivan Bondar',
            main: ['shop_ivan'],
            crmUserId: sofia,
            distributeMissed: false,
          },
          { id: '1113', name: 'Sofia Shevchenko', crmUserId: sofia },
        ],
      });
    }, 40_000);

    test('a system that refuses is named in the team’s dialog, and the list stays', async () => {
      sandbox.ringostat.set({ allowed: false });
      await editor.edit('ringostat-team');
      await editor.page.click('#ringostat-fill');
      await editor.page.locator('#ringostat-fill-result .ringostat-problem').waitFor();
      expect(await editor.page.innerText('#ringostat-fill-result')).toMatch(/Ringostat.*403/);
      expect(await editor.page.locator('.ringostat-employee').count()).toBe(3);
      sandbox.ringostat.set({ allowed: true });
      await editor.leave('ringostat-team', 'cancel');
    }, 40_000);

    test('pipelines, stages and properties come from the CRM; the choice is deployed and shown again', async () => {
      const { page } = editor;
      await editor.edit('ringostat-hubspot');
      expect(await labels('#node-input-pipeline')).toEqual([
        "– the CRM's default –",
        'Sales Pipeline',
        'Partners',
      ]);
      await page.selectOption('#node-input-pipeline', 'default');
      const stages = await labels('#node-input-stage');
      expect(stages).toEqual(expect.arrayContaining(['Appointment Scheduled', 'Closed Won']));
      await page.selectOption('#node-input-stage', 'qualifiedtobuy');
      await page
        .locator(
          '#ringostat-mapping ~ * .red-ui-editableList-addButton, .red-ui-editableList:has(#ringostat-mapping) .red-ui-editableList-addButton',
        )
        .first()
        .click();
      const target = page.locator('#ringostat-mapping .ringostat-target').first();
      await target.locator('option[value="company"]').waitFor({ state: 'attached' });
      expect(await target.locator('option').allTextContents()).not.toContain('Record ID (hs_object_id)');
      await page.locator('#ringostat-mapping .ringostat-value').first().fill('pool_name');
      await target.selectOption('company');
      await page.locator('.red-ui-editableList:has(#ringostat-rules) .red-ui-editableList-addButton').click();
      const rule = page.locator('#ringostat-rules .ringostat-grid').first();
      await rule.locator('.ringostat-variable').fill('pool_name');
      await rule.locator('.ringostat-value').fill('Shop');
      await rule.locator('.ringostat-pipeline').selectOption('default');
      await rule.locator('.ringostat-stage').selectOption('qualifiedtobuy');
      await editor.leave('ringostat-hubspot', 'ok');
      await editor.deploy();
      const saved = {
        pipeline: 'default',
        stage: 'qualifiedtobuy',
        mapping: [{ entity: 'contact', field: 'company', source: { type: 'variable', name: 'pool_name' } }],
        pipelineRules: [
          {
            variable: 'pool_name',
            operator: 'equals',
            value: 'Shop',
            pipeline: 'default',
            stage: 'qualifiedtobuy',
          },
        ],
      };
      expect(await deployed('ringostat-hubspot')).toMatchObject(saved);
      await editor.edit('ringostat-hubspot');
      expect(await page.locator('#node-input-stage').inputValue()).toBe('qualifiedtobuy');
      expect(await page.locator('#ringostat-mapping .ringostat-target').inputValue()).toBe('company');
      expect(await page.locator('#ringostat-rules .ringostat-stage').inputValue()).toBe('qualifiedtobuy');
      await editor.leave('ringostat-hubspot', 'ok');
      expect(await editor.held('ringostat-hubspot', 'mapping')).toEqual(saved.mapping);
    }, 60_000);

    test('owners of a task by hand are offered by name; the choice is deployed', async () => {
      const { page } = editor;
      await editor.edit('ringostat-hubspot');
      await page.selectOption('#node-input-resource', 'task');
      const row = page.locator('.form-row:has(#ringostat-value-ownerId)');
      await row.locator('.red-ui-typedInput-option-trigger').click();
      const menu = page.locator('.red-ui-typedInput-options:visible a');
      expect((await menu.allInnerTexts()).map((text) => text.trim())).toEqual(owners);
      await menu.nth(1).click();
      await page
        .locator('.form-row:has(#ringostat-value-subject) input.red-ui-typedInput-input')
        .fill('Call back');
      await editor.leave('ringostat-hubspot', 'ok');
      await editor.deploy();
      expect(await deployed('ringostat-hubspot')).toMatchObject({
        resource: 'task',
        operation: 'create',
        values: {
          ownerId: { value: sandbox.lab.users.ivan, type: 'owner' },
          subject: { value: 'Call back', type: 'str' },
        },
      });
    }, 40_000);
  });
}
