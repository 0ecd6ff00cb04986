/** The dialogs in Chromium, in a real editor: they open, hold what was saved, and save what was changed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { NodeRed, type FlowNode } from './node-red';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const TEMPLATES = join(__dirname, '../../workflows-templates/node-red/hubspot');
const template = (name: string): FlowNode[] =>
  JSON.parse(readFileSync(join(TEMPLATES, name), 'utf8')) as FlowNode[];

let host: NodeRed;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  if (!CHROMIUM) throw new Error('Chromium is not installed: apt-get install chromium.');
  host = await NodeRed.start();
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const calls = template('calls.json').map((node) =>
    node.type === 'ringostat-project' ? { ...node, credentials: { secret: 's' } } : node,
  );
  await host.deploy(calls);
  page = await browser.newPage({ locale: 'en-US', viewport: { width: 1360, height: 900 } });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(host.url);
  await page.waitForFunction(() => document.querySelectorAll('.red-ui-flow-node').length > 3, undefined, {
    timeout: 40_000,
  });
  await page.waitForTimeout(1000);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await host?.close();
});

/** Editor's own functions, called in the page. */
async function edit(type: string, config: boolean): Promise<void> {
  await page.evaluate(
    `(() => { let found; RED.nodes.${config ? 'eachConfig' : 'eachNode'}((node) => { if (node.type === '${type}' && !found) found = node; });
      ${config ? `RED.editor.editConfig('', '${type}', found.id)` : 'RED.editor.edit(found)'}; })()`,
  );
  await page.waitForSelector(config ? '#node-config-dialog-edit-form' : '#dialog-form', { timeout: 10_000 });
  await page.waitForTimeout(500);
}
async function leave(config: boolean, button: 'ok' | 'cancel'): Promise<void> {
  await page.click(`#node${config ? '-config' : ''}-dialog-${button}`);
  await page.waitForTimeout(600);
}
const saved = (type: string, field: string): Promise<unknown> =>
  page.evaluate(
    `(() => { let found; RED.nodes.eachNode((node) => { if (node.type === '${type}' && !found) found = node; }); return JSON.parse(JSON.stringify(found.${field})); })()`,
  );

test.each([
  ['ringostat-trigger', false],
  ['ringostat-find-responsible', false],
  ['ringostat-apply-matrix', false],
  ['ringostat-hubspot', false],
  ['ringostat-project', true],
  ['ringostat-crm-account', true],
  ['ringostat-team', true],
] as const)(
  'the dialog of %s opens, has words for everything, and changes nothing when it is saved',
  async (type, config) => {
    const field = type === 'ringostat-apply-matrix' ? 'table' : 'version';
    const before = config ? null : await saved(type, field);
    await edit(type, config);
    const text = await page.innerText(config ? '#node-config-dialog-edit-form' : '#dialog-form');
    expect(text).not.toMatch(/(ringostat(-[a-z]+)*|shared)\.[a-z]+\.|undefined|\[object/i);
    await leave(config, 'ok');
    if (!config) expect(await saved(type, field)).toEqual(before);
    expect(faults).toEqual([]);
  },
  30_000,
);

test('a tick in the matrix is marked, explained and saved; reset takes it back', async () => {
  await edit('ringostat-apply-matrix', false);
  expect(await page.locator('.ringostat-matrix tbody tr').count()).toBe(11);
  const sentence = page.locator('#ringostat-sentences li').nth(1);
  const before = await sentence.innerText();
  const tick = page.getByLabel('R2 Incoming: picked up: Contact', { exact: true });
  await tick.check();
  expect(await page.locator('td.ringostat-changed').count()).toBe(1);
  expect(await sentence.innerText()).not.toBe(before);
  await page.click('#ringostat-reset');
  expect(await page.locator('td.ringostat-changed').count()).toBe(0);
  await page.getByLabel('R2 Incoming: picked up: Contact', { exact: true }).check();
  await page.getByLabel('R3 Incoming: missed: Task: senior', { exact: true }).selectOption('open');
  await page.getByLabel('R3 Incoming: missed: Task: senior: Deadline, hours', { exact: true }).fill('2');
  await page.keyboard.press('Tab');
  await leave(false, 'ok');
  expect(await saved('ringostat-apply-matrix', 'table')).toMatchObject({
    R2: { contact: true },
    R3: { taskSenior: { state: 'open', deadlineHours: 2 } },
  });
  expect(faults).toEqual([]);
}, 30_000);

test('arrow keys go from tick to tick', async () => {
  await edit('ringostat-apply-matrix', false);
  await page.getByLabel('R1 Incoming: ringing: Company', { exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const focused = await page.evaluate('document.activeElement.getAttribute("aria-label")');
  expect(focused).toBe('R2 Incoming: picked up: Contact');
  await leave(false, 'cancel');
}, 30_000);

test('employees typed into the team are saved', async () => {
  await edit('ringostat-team', true);
  await page.locator('#node-config-dialog-edit-form .red-ui-editableList-addButton').click();
  const row = page.locator('.ringostat-employee').first();
  await row.locator('input[type="text"]').nth(0).fill('Olena');
  await row.locator('input[type="text"]').nth(3).fill('+380671112233, olena@sip.example.com');
  await leave(true, 'ok');
  const employees = await page.evaluate(
    `(() => { let found; RED.nodes.eachConfig((node) => { if (node.type === 'ringostat-team') found = node; }); return JSON.parse(JSON.stringify(found.employees)); })()`,
  );
  expect(employees).toMatchObject([
    { id: 'Olena', name: 'Olena', main: ['+380671112233', 'olena@sip.example.com'], active: true },
  ]);
}, 30_000);

test('the panel of the trigger shows an address for each event that is ticked', async () => {
  await edit('ringostat-trigger', false);
  const urls = page.locator('.ringostat-url code');
  expect(await urls.allInnerTexts()).toContain(
    `${host.url}/ringostat?event=incoming.ended&token=YOUR_SECRET`,
  );
  const count = await urls.count();
  await page.getByLabel('Call processed by AI').check();
  expect(await urls.count()).toBe(count + 1);
  await leave(false, 'cancel');
  expect(faults).toEqual([]);
}, 30_000);
