/** Dialogs that ask Ringostat and the CRM, pressed in Chromium against both fakes; what is saved is read back from the runtime. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeRingostat } from '../../sandbox/ringostat/types';
import { NodeRed, type FlowNode } from '../node-red/node-red';
import { NodeRedEditor } from './processes/node-red-editor';

const TEMPLATE = join(__dirname, '../../workflows-templates/node-red/hubspot/calls.json');
const OWNERS = [
  'Olena K. (olena@example.com)',
  'Petro B. (petro@example.com)',
  'Iryna S. (senior@example.com)',
];

describe.each(['4', '5'] as const)('Node-RED %s', (version) => {
  let host: NodeRed;
  let hubspot: FakeHubSpot;
  let ringostat: FakeRingostat;
  let editor: NodeRedEditor;

  beforeAll(async () => {
    [host, hubspot, ringostat] = await Promise.all([
      NodeRed.start(version),
      startFakeHubSpot({ limits: false }),
      startFakeRingostat(),
    ]);
    const entered: Record<string, Record<string, unknown>> = {
      'ringostat-project': {
        baseUrl: ringostat.url,
        projectId: ringostat.projectId,
        credentials: { authKey: ringostat.authKey, secret: 's' },
      },
      'ringostat-crm-account': { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
    };
    const calls = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as FlowNode[];
    await host.deploy(calls.map((node) => ({ ...node, ...entered[node.type] })));
    editor = await NodeRedEditor.open(host.url);
  }, 180_000);
  afterAll(async () => {
    await editor?.close();
    await Promise.all([host?.close(), hubspot?.close(), ringostat?.close()]);
  });
  afterEach(() => expect(editor.faults).toEqual([]));

  const deployed = async (type: string): Promise<FlowNode> =>
    (await host.flows()).find((node) => node.type === type)!;
  const labels = async (selector: string): Promise<string[]> =>
    (await editor.options(selector)).map(({ label }) => label);

  test('"Test the account" says what it found, or why it was refused', async () => {
    await editor.edit('ringostat-crm-account');
    const { page } = editor;
    await page.click('#ringostat-test');
    await page.locator('#ringostat-test-result .ringostat-ok').first().waitFor();
    const found = await page.innerText('#ringostat-test-result');
    expect(found).toMatch(/Connected to the HubSpot account/);
    expect(found).toContain('Deal pipelines: Sales Pipeline.');
    expect(found).toContain('3 active users.');
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
    await editor.edit('ringostat-team');
    await page.click('#ringostat-fill');
    await page.locator('#ringostat-fill-result .ringostat-ok').waitFor();
    expect(await page.innerText('#ringostat-fill-result')).toContain('2 / 2');
    expect(await labels('#node-config-input-senior')).toEqual(['– nobody –', ...OWNERS]);
    const rows = page.locator('.ringostat-employee');
    expect(await rows.count()).toBe(2);
    const crmUser = rows.nth(0).locator('select').nth(0);
    expect(await crmUser.inputValue()).toBe('81234');
    expect(await crmUser.locator('option').allTextContents()).toEqual(['– nobody –', ...OWNERS]);
    await page.selectOption('#node-config-input-senior', '81236');
    await rows.nth(0).getByLabel('Gets missed calls').check();
    await rows.nth(1).locator('select').nth(0).selectOption('81236');
    await page.click('#ringostat-fill');
    await page.waitForTimeout(700);
    await editor.leave('ringostat-team', 'ok');
    await editor.deploy();
    expect(await deployed('ringostat-team')).toMatchObject({
      senior: '81236',
      employees: [
        {
          id: '1111',
          name: 'Olena Koval',
          email: 'olena@example.com',
          extension: '101',
          main: ['shop_olena'],
          crmUserId: '81234',
          active: true,
          distributeMissed: true,
        },
        {
          id: '1112',
          name: 'Petro Bondar',
          main: ['shop_petro', '380501112233'],
          crmUserId: '81236',
          distributeMissed: false,
        },
      ],
    });
  }, 40_000);

  test('a system that refuses is named in the team’s dialog, and the list stays', async () => {
    ringostat.set({ allowed: false });
    await editor.edit('ringostat-team');
    await editor.page.click('#ringostat-fill');
    await editor.page.locator('#ringostat-fill-result .ringostat-problem').waitFor();
    expect(await editor.page.innerText('#ringostat-fill-result')).toMatch(/Ringostat.*403/);
    expect(await editor.page.locator('.ringostat-employee').count()).toBe(2);
    ringostat.set({ allowed: true });
    await editor.leave('ringostat-team', 'cancel');
  }, 40_000);

  test('pipelines, stages and properties come from the CRM; the choice is deployed and shown again', async () => {
    const { page } = editor;
    await editor.edit('ringostat-hubspot');
    expect(await labels('#node-input-pipeline')).toEqual(["– the CRM's default –", 'Sales Pipeline']);
    await page.selectOption('#node-input-pipeline', 'default');
    const stages = await labels('#node-input-stage');
    expect(stages).toEqual(expect.arrayContaining(['Appointment Scheduled', 'Contract Sent', 'Closed Won']));
    await page.selectOption('#node-input-stage', 'contractsent');
    await page
      .locator(
        '#ringostat-mapping ~ * .red-ui-editableList-addButton, .red-ui-editableList:has(#ringostat-mapping) .red-ui-editableList-addButton',
      )
      .first()
      .click();
    const target = page.locator('#ringostat-mapping .ringostat-target').first();
    await target.locator('option[value="jobtitle"]').waitFor({ state: 'attached' });
    expect(await target.locator('option').allTextContents()).not.toContain('Record ID (hs_object_id)');
    await page.locator('#ringostat-mapping .ringostat-value').first().fill('pool_name');
    await target.selectOption('jobtitle');
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
      stage: 'contractsent',
      mapping: [{ entity: 'contact', field: 'jobtitle', source: { type: 'variable', name: 'pool_name' } }],
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
    expect(await page.locator('#node-input-stage').inputValue()).toBe('contractsent');
    expect(await page.locator('#ringostat-mapping .ringostat-target').inputValue()).toBe('jobtitle');
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
    expect((await menu.allInnerTexts()).map((text) => text.trim())).toEqual(OWNERS);
    await menu.nth(1).click();
    await page
      .locator('.form-row:has(#ringostat-value-subject) input.red-ui-typedInput-input')
      .fill('Call back');
    await editor.leave('ringostat-hubspot', 'ok');
    await editor.deploy();
    expect(await deployed('ringostat-hubspot')).toMatchObject({
      resource: 'task',
      operation: 'create',
      values: { ownerId: { value: '81235', type: 'owner' }, subject: { value: 'Call back', type: 'str' } },
    });
  }, 40_000);
});
