/** n8n's editor in Chromium: the templates on the canvas, our nodes' dialogs with lists from the CRM, the pictures. */
import type { Browser, Page } from 'playwright-core';
import { cellsFromTable } from '../../core/matrix/cells';
import { tableLabels } from '../../core/matrix/labels';
import { presets } from '../../core/matrix/presets';
import { ROW_IDS } from '../../core/matrix/types';
import type { PresetId } from '../../core/matrix/types';
import type { WorkflowFile } from '../../sandbox/hosts/n8n-rest';
import type { Sandbox } from '../../sandbox/server';
import { canvas, closeDialog, entries, field, labels, take, takePicture, ticks } from './kit/n8n-editor';
import { startN8nHost, type N8nHost } from './kit/n8n-host';
import { startCompany } from './kit/stage';
import type { Template } from './kit/types';
import { loginN8n, openChromium, openNode, openWorkflow } from './processes/chromium';

const TEMPLATES: Template[] = ['calls', 'smart-forwarding', 'attribution-only', 'replay'];
const OWNERS = [
  'Iryna S. (senior@example.com)',
  'Olena K. (olena@example.com)',
  'Petro B. (petro@example.com)',
];
const TEST_MS = 90_000;
const SIZE = { width: 1360, height: 1000 };

let sandbox: Sandbox;
let host: N8nHost;
let browser: Browser;
let page: Page;
let errors: string[] = [];

beforeAll(async () => {
  sandbox = await startCompany();
  host = await startN8nHost(sandbox, { WEBHOOK_URL: 'https://n8n.example.com/' });
  browser = await openChromium();
  page = await browser.newPage({ viewport: SIZE });
  page.on('pageerror', (error) => errors.push(error.message));
  await loginN8n(page, host.n8n.url);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await sandbox?.close();
}, 30_000);
beforeEach(() => (errors = []));
afterEach(async () => {
  if (page) await closeDialog(page);
  expect(errors).toEqual([]);
}, 30_000);

/** A template with credentials chosen and, as delivered, the team matched by e-mail. */
function delivered(template: Template): WorkflowFile {
  const workflow = host.template(template);
  for (const node of workflow.nodes) {
    if (!node.type.endsWith('ringostatFindResponsible')) continue;
    node.parameters = {
      ...node.parameters,
      teamSource: 'matched',
      senior: { __rl: true, mode: 'list', value: '' },
    };
    node.credentials = { ...node.credentials, ringostatApi: host.credentials['ringostatApi'] as never };
  }
  return workflow;
}
const visible = ({ nodes }: WorkflowFile): string[] =>
  nodes.filter(({ type }) => !type.endsWith('stickyNote')).map(({ name }) => name);
async function show(workflow: WorkflowFile): Promise<void> {
  const id = await host.n8n.rest.importWorkflow(workflow);
  await openWorkflow(page, host.n8n.url, id, visible(workflow).length);
}

test.each(TEMPLATES)(
  'the template "%s" on the canvas: every node, no badge',
  async (template) => {
    const workflow = delivered(template);
    await show(workflow);
    expect(await canvas(page)).toEqual({ nodes: visible(workflow).sort(), badges: [] });
    if (template !== 'calls') return;
    // Tall enough for n8n's button below not to cover the last line.
    await page.setViewportSize({ width: 1360, height: 1120 });
    await page.locator('[data-test-id="zoom-to-fit"]').click();
    await takePicture(page, 'flow');
    await page.setViewportSize(SIZE);
  },
  TEST_MS,
);

test(
  'without credentials the canvas marks the nodes that need them',
  async () => {
    const workflow = delivered('smart-forwarding');
    for (const node of workflow.nodes) delete node.credentials;
    await show(workflow);
    await page
      .locator('[data-test-id="node-setup-required"], [data-test-id="node-issues"]')
      .first()
      .waitFor();
    expect((await canvas(page)).badges).toEqual(['Find Responsible Manager', 'Ringostat Trigger']);
  },
  TEST_MS,
);

describe('dialogs of the template "calls"', () => {
  beforeAll(() => show(delivered('calls')), TEST_MS);

  test(
    'Ringostat Trigger: the address, and what to enter in Ringostat for each event',
    async () => {
      const dialog = await openNode(page, 'Ringostat Trigger');
      expect(await labels(dialog)).toEqual(
        expect.arrayContaining(['Receive', 'Events', 'Secret In', 'Time Zone']),
      );
      expect(await ticks(dialog, 'events')).toEqual([
        'Incoming Call: Ended',
        'Outgoing Call: Ended',
        'Website Form Submitted',
      ]);
      await dialog.getByText('Webhook URLs').click();
      const text = await dialog.innerText();
      for (const event of ['incoming.ended', 'outgoing.ended', 'form.submitted'])
        expect(text).toContain(`event=${event}&token=YOUR_SECRET`);
      expect(text).not.toContain('event=incoming.ringing');
      await dialog.getByText('Production URL').click();
      await dialog.getByText('https://n8n.example.com/webhook/').first().waitFor();
      await takePicture(page, 'trigger');
    },
    TEST_MS,
  );

  test(
    'Find Responsible Manager: the senior and the employees come from CRM and Ringostat',
    async () => {
      const dialog = await openNode(page, 'Find Responsible Manager');
      expect(await labels(dialog)).toEqual(
        expect.arrayContaining(['Mode', 'Client Number', 'Order', 'If Several Match', 'Team', 'Senior']),
      );
      await dialog.locator('[data-test-id="resource-locator-senior"] [data-test-id="rlc-input"]').click();
      const users = page.locator('[data-test-id="rlc-item"]:visible');
      await users.first().waitFor();
      expect((await users.allInnerTexts()).map((text) => text.trim())).toEqual(OWNERS);
      await users.first().click();
      await dialog.getByRole('button', { name: 'Add Employee' }).click();
      const employees = await entries(page, field(dialog, 'id'), 'Olena Koval');
      expect(employees).toEqual(['Olena Koval (olena@example.com)', 'Petro Bondar (petro@example.com)']);
      await take(page, 'Petro Bondar (petro@example.com)');
      expect(await entries(page, field(dialog, 'crmUserId'), 'Olena K.')).toEqual(['(Not Set)', ...OWNERS]);
      await take(page, 'Olena K. (olena@example.com)');
      await takePicture(page, 'find');
    },
    TEST_MS,
  );

  test(
    'Apply Matrix: the ticks of the preset, and those of another when it is chosen',
    async () => {
      const dialog = await openNode(page, 'Apply Matrix');
      expect(await shownMatrix('hubspot')).toEqual(expectedMatrix('hubspot'));
      await takePicture(page, 'matrix');
      await entries(page, field(dialog, 'preset'), 'Zoho CRM');
      await take(page, 'Zoho CRM');
      await field(dialog, 'zoho_R1').waitFor();
      expect(await shownMatrix('zoho')).toEqual(expectedMatrix('zoho'));
      expect(expectedMatrix('zoho')).not.toEqual(expectedMatrix('hubspot'));
      expect(await field(dialog, 'hubspot_R3').count()).toBe(0);
      await entries(page, field(dialog, 'preset'), 'HubSpot');
      await take(page, 'HubSpot');
      await field(dialog, 'hubspot_R1').waitFor();
      expect(await shownMatrix('hubspot')).toEqual(expectedMatrix('hubspot'));

      async function shownMatrix(preset: PresetId): Promise<Record<string, string[]>> {
        const rows = ROW_IDS.map(async (row) => [row, (await ticks(dialog, `${preset}_${row}`)).sort()]);
        return Object.fromEntries((await Promise.all(rows)) as [string, string[]][]);
      }
    },
    TEST_MS,
  );

  test(
    'HubSpot Upsert: pipelines, their stages and properties come from the CRM',
    async () => {
      const dialog = await openNode(page, 'HubSpot Upsert');
      expect(await labels(dialog)).toEqual(expect.arrayContaining(['Resource', 'Operation', 'Dry Run']));
      const pipelines = await entries(page, field(dialog, 'pipeline'), 'Sales Pipeline');
      expect(pipelines).toEqual(['(Default of the CRM)', 'Sales Pipeline']);
      await take(page, 'Sales Pipeline');
      const stages = await entries(page, field(dialog, 'stage'), 'Appointment Scheduled');
      expect(stages).toEqual(expect.arrayContaining(['Qualified To Buy', 'Contract Sent']));
      await take(page, 'Qualified To Buy');
      await dialog.getByRole('button', { name: 'Add Field' }).click();
      const properties = await entries(page, field(dialog, 'field'), 'dealname');
      expect(properties.some((text) => text.includes('(ringostat_phone_key)'))).toBe(false);
      await take(
        page,
        properties.find((text) => text.includes('(description)'))!,
      );
      await field(dialog, 'variable').locator('input').fill('pool_name');
      await field(dialog, 'variable').locator('input').blur();
      await takePicture(page, 'hubspot');
    },
    TEST_MS,
  );
});

test(
  'Ringostat in the template "replay": the span and the account whose calls are left out',
  async () => {
    await show(delivered('replay'));
    const dialog = await openNode(page, 'Ringostat');
    expect(await labels(dialog)).toEqual(
      expect.arrayContaining(['Resource', 'Operation', 'Span', 'Hours', 'Only Those Not in the CRM']),
    );
    expect(await field(dialog, 'lastHours').locator('input').inputValue()).toBe('72');
  },
  TEST_MS,
);

function expectedMatrix(preset: PresetId): Record<string, string[]> {
  const words = new Map(
    tableLabels('en').actions.flatMap(({ values }) => values.map((one) => [one.value, one.label])),
  );
  const cells = cellsFromTable(presets[preset].rows);
  return Object.fromEntries(
    ROW_IDS.map((row) => [row, (cells[row] ?? []).map((cell) => words.get(cell) ?? cell).sort()]),
  );
}
