/** docs/matrix.html in Chromium, opened from the disk as a person does: no server, no network. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { readTableFile } from '../../core/matrix/table-file';
import { PRESET_IDS, presets } from '../../core/matrix/presets';
import { ROW_IDS } from '../../core/matrix/types';
import { axeFaults } from './kit/axe';
import { openChromium } from './processes/chromium';

const FILE = join(__dirname, '../../docs/matrix.html');
const URL_OF_FILE = pathToFileURL(FILE).href;
/** PICTURES=1 writes those of the docs. */
const PICTURES = process.env['PICTURES'] === '1' ? join(__dirname, '../../docs/images/page') : null;
const LAPTOP = { width: 1360, height: 900 };
const PHONE = { width: 390, height: 844 };
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Whatever the page complains of, and whatever it asks for. */
let troubles: string[];

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  context = await browser.newContext({ viewport: LAPTOP, locale: 'en-GB', ...options });
  page = await context.newPage();
  troubles = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) troubles.push(`asks for ${request.url()}`);
  });
  await page.goto(URL_OF_FILE);
}
const cell = (label: string): Locator => page.getByLabel(label, { exact: true });
const status = (): Promise<string> => page.locator('.count').innerText();
const json = (): Promise<string> => page.locator('#json').inputValue();

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(troubles).toEqual([]);
  await context.close();
});

test.each(PRESET_IDS)('%s is shown as it is', async (preset) => {
  await open();
  await page.getByLabel('Start from').selectOption(preset);
  expect(readTableFile(JSON.parse(await json()))).toEqual({ preset, table: presets[preset].rows });
  expect(await status()).toBe('As the preset');
  expect(await page.locator('.sentences li').count()).toBe(ROW_IDS.length);
});

test('a changed cell is marked, counted, remarked on and in the sentences; reset takes it back', async () => {
  await open();
  await cell('R7: Create contact').check();
  await cell('R3: Create deal').uncheck();
  expect(await status()).toBe('Cells that differ from the preset: 2');
  expect(await page.locator('td.changed').count()).toBe(2);
  expect(await page.locator('.remark.error').innerText()).toContain('outgoing calls create no client');
  expect(await page.locator('.sentences li').nth(2).innerText()).not.toContain('deal');
  await page.reload();
  expect(await status()).toBe('Cells that differ from the preset: 2');
  await page.getByRole('button', { name: 'Reset' }).click();
  expect(await status()).toBe('As the preset');
});

test('the settings of a task: deadline, working hours, subject; a wrong one is told at the field', async () => {
  await open();
  const settings = page.getByRole('button', { name: /^R3: Task for the responsible manager: settings/ });
  await settings.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Deadline/).fill('9000');
  expect(await dialog.getByRole('alert').innerText()).toBe('Give hours from 0 to 8760.');
  await dialog.getByLabel(/Deadline/).fill('1.5');
  await dialog.getByLabel('Count working hours only').check();
  await dialog.getByLabel('Subject').fill('Back: {phone} ');
  expect(await dialog.getByRole('alert').innerText()).toContain('{phone}');
  await dialog.getByLabel('Subject').fill('Back: ');
  await dialog.getByRole('button', { name: '{number}' }).click();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  const { table } = readTableFile(JSON.parse(await json()));
  expect(table.R3?.taskResponsible).toEqual({
    state: 'open',
    deadlineHours: 1.5,
    workingHours: true,
    subject: 'Back: {number}',
  });
  expect(await page.locator('.plan').innerText()).toContain('Back: +380 67 765 4321');
  await settings.click();
  await page.keyboard.press('Escape');
  expect(await dialog.count()).toBe(0);
  expect(await settings.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
});

test('what would happen is decided anew with each choice, and compared with the preset', async () => {
  await open();
  const plan = page.locator('.plan');
  await plan.getByText('New contact').waitFor();
  await page.getByLabel('Event').selectOption('talked');
  await page.getByLabel('Contact in the CRM').selectOption({ label: 'yes, owner: Ivan Bondar' });
  await plan.getByText('R4', { exact: true }).waitFor();
  expect(await plan.innerText()).not.toContain('New contact');
  await cell('R4: Create deal').uncheck();
  expect(await plan.locator('.gone').innerText()).toBe('New deal');
  await cell('R4: Task for the senior manager').selectOption('open');
  expect(await plan.locator('li.new').innerText()).toContain('Sofia Shevchenko');
  await page.getByLabel("Client's number").fill('12');
  await page.getByLabel('Event').selectOption('form');
  await plan.getByText('R10', { exact: true }).waitFor();
});

test('JSON of the hosts is read, with and without its preset; what is none is told and changes nothing', async () => {
  await open();
  const before = await json();
  const read = async (text: string): Promise<void> => {
    await page.locator('#json').fill(text);
    await page.getByRole('button', { name: 'Read what is typed' }).click();
  };
  await read('{');
  expect(await page.getByRole('alert').innerText()).toBe('This is not valid JSON.');
  await read('{"R3": {"<img src=x onerror=alert(1)>": true}, "R77": {}}');
  const told = await page.getByRole('alert').innerText();
  expect(told).toContain('R3.<img src=x onerror=alert(1)>');
  expect(told).toContain('R77');
  await read('{"preset": "bitrix", "rows": {}}');
  expect(await page.getByRole('alert').innerText()).toContain('"bitrix"');
  await read(JSON.stringify({ R5: { deal: true, taskManager: 'done' } }));
  expect(await page.getByLabel('Start from').inputValue()).toBe('empty');
  await read(before);
  expect(await page.getByLabel('Start from').inputValue()).toBe('hubspot');
  expect(await json()).toBe(before);
});

test('the keyboard alone changes a cell: arrows go as in a sheet', async () => {
  await open();
  await cell('R1: Create company').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  expect(await cell('R2: Create contact').isChecked()).toBe(true);
});

test.each([
  ['uk-UA', 'Матриця: чим стає дзвінок', 'Мова'],
  ['ru-RU', 'Матрица: чем становится звонок', 'Язык'],
  ['fr-FR', 'The matrix: what a call becomes', 'Language'],
])('a browser in %s reads %s; another language can be chosen', async (locale, title, label) => {
  await open({ locale });
  expect(await page.locator('h1').innerText()).toBe(title);
  await page.locator('.settings label', { hasText: label }).locator('select').selectOption('uk');
  expect(await page.locator('h1').innerText()).toBe('Матриця: чим стає дзвінок');
  expect(await page.locator('html').getAttribute('lang')).toBe('uk');
  expect(await page.locator('.sentences li').first().innerText()).toMatch(/^R1\. .*[а-яїі]/i);
});

test.each([
  ['light', LAPTOP],
  ['dark', LAPTOP],
  ['light', PHONE],
  ['dark', PHONE],
] as const)(
  '%s, %j: nothing breaks a rule of accessibility, and nothing is wider than the screen',
  async (look, viewport) => {
    await open({ viewport, colorScheme: look });
    await cell('R7: Create contact').check();
    await cell('R3: Task for the senior manager').selectOption('open');
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      const size = viewport === PHONE ? 'phone-' : '';
      await page.evaluate('scrollTo(0, 0)');
      await page.screenshot({ path: join(PICTURES, `matrix-${size}${look}.png`) });
    }
    await page.getByRole('button', { name: /^R3: Task for the responsible manager: settings/ }).click();
    expect(await axeFaults(page)).toEqual([]);
  },
);

test('the file is as large as a picture', () => {
  expect(readFileSync(FILE).length).toBeLessThan(650_000);
});
