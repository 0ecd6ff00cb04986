/** The sandbox's page in Chromium beside a real Node-RED with our package: a click becomes webhooks, webhooks become records. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { applyTable, deployTemplates } from '../../sandbox/demo/node-red';
import { EMPLOYEES, SECRET } from '../../sandbox/demo/people';
import { startNodeRed, type NodeRedProcess } from '../../sandbox/hosts/node-red';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { axeFaults } from './kit/axe';
import { packed } from './kit/packed';
import { openChromium } from './processes/chromium';

/** PICTURES=1 writes those of the docs. */
const PICTURES = process.env['PICTURES'] === '1' ? join(__dirname, '../../docs/images/page') : null;
const LAPTOP = { width: 1500, height: 1000 };
const PHONE = { width: 390, height: 844 };
const ARRIVES_MS = 10_000;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let sandbox: Sandbox;
let red: NodeRedProcess;
/** Whatever the page complains of, and whatever it asks of others. */
let troubles: string[];
/** At the flow that runs beside. */
let aim: () => void;
/** The trigger's own address. */
let direct: string;

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  context = await browser.newContext({ viewport: LAPTOP, locale: 'en-GB', ...options });
  page = await context.newPage();
  troubles = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/ 422 /.test(message.text()))
      troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(sandbox.pageUrl) && !request.url().startsWith('data:'))
      troubles.push(`asks for ${request.url()}`);
  });
  await page.goto(sandbox.pageUrl);
  await page.locator('.crm').waitFor();
}
const call = (): Promise<void> => page.getByRole('button', { name: 'Call', exact: true }).click();
const kind = (name: string): Promise<void> =>
  page.getByRole('button', { name: new RegExp(`^${name} \\d`) }).click();
const story = (): ReturnType<Page['locator']> => page.locator('.story');
/** Waits until the story tells that so many events were decided. */
const decided = (count: number): Promise<void> =>
  story()
    .locator('.told > li')
    .nth(count - 1)
    .waitFor({ timeout: ARRIVES_MS });

/** Waits until nothing was asked of the CRM for a second. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== sandbox.lab.requests.length; await page.waitForTimeout(1000))
    before = sandbox.lab.requests.length;
}

beforeAll(async () => {
  sandbox = await startSandbox({ crm: 'pipedrive', ringostat: { employees: EMPLOYEES } });
  const userDir = mkdtempSync(join(tmpdir(), 'sandbox-page-'));
  [browser, red] = await Promise.all([
    openChromium(),
    startNodeRed({ version: '4', packTgz: packed('node-red'), userDir }),
  ]);
  const urls = await deployTemplates(red, sandbox, { told: true });
  direct = `${urls.calls}?token=${SECRET}`;
  aim = () =>
    sandbox.aim(
      {
        calls: direct,
        routing: `${urls.routing}?token=${SECRET}`,
        host: 'Node-RED',
        editor: red.url,
      },
      (file) => applyTable(red, file),
    );
  aim();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await red?.stop();
  await sandbox?.close();
});
afterEach(async () => {
  expect(troubles).toEqual([]);
  await context.close();
});

test('the page is there in a second, and a bad order is told at its field', async () => {
  await open();
  await page.reload();
  // The browser notes a paint a moment after it.
  const paint = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`;
  const painted = await (await page.waitForFunction(paint)).jsonValue();
  expect(painted).toBeLessThan(1000);
  await page.getByLabel("Client's number").first().fill('Anna');
  await call();
  expect(await page.getByRole('alert').innerText()).toBe(
    'Give a number, or leave it empty for a hidden one.',
  );
});

test('an answered call: webhooks, decision with reasons, requests, and records that tell which row made them', async () => {
  await open();
  await page.getByLabel("Client's number").first().fill('067 111 22 33');
  await call();
  await decided(2);
  const told = await story().innerText();
  for (const text of [
    'incoming.ringing',
    'incoming.answered',
    'incoming.ended',
    'R2',
    'R5',
    'Olena Koval is the manager',
  ])
    expect(told).toContain(text);
  await page.locator('.record', { hasText: '+380671112233' }).waitFor();
  expect(await page.locator('.record .by').innerText()).toBe('R2');
  await kind('Calls');
  expect(await page.locator('.record .by').innerText()).toBe('R5');
  await page.locator('.record').click();
  expect(await page.getByRole('dialog').innerText()).toContain('Made by the call of 067 111 22 33, row R5.');
  await page.keyboard.press('Escape');
  await kind('Deals');
  expect(await page.locator('.board .record').count()).toBe(1);
  const { contacts, deals, calls } = await sandbox.lab.view();
  expect([contacts.length, deals.length, calls.length]).toEqual([1, 1, 1]);
});

test('the same client again, webhooks twice and in the wrong order: nothing twice', async () => {
  await open();
  await page.getByLabel('Webhooks come twice').check();
  await page.getByLabel('Webhooks come in the wrong order').check();
  await page.getByLabel("Client's number").first().fill('+380671112233');
  await call();
  await decided(1);
  await quiet();
  const { contacts, deals } = await sandbox.lab.view();
  expect([contacts.length, deals.length]).toEqual([1, 1]);
});

test('a missed call leaves an open task; a record shows within 200 ms of its creation', async () => {
  await open();
  await page.getByLabel('What happens').selectOption('missed');
  await page.getByLabel("Client's number").first().fill('067 222 33 44');
  await call();
  await decided(1);
  await kind('Tasks');
  expect(await page.locator('.record').first().innerText()).toContain('open');
  await quiet();
  const before = sandbox.lab.requests.length;
  const shown = page.evaluate(`new Promise((resolve) => {
    const list = document.querySelector('.crm .kinds');
    const before = list.textContent;
    const look = () => (list.textContent === before ? requestAnimationFrame(look) : resolve(Date.now()));
    look();
  })`);
  await page.getByLabel("Client's number").first().fill('067 222 33 55');
  await call();
  const at = (await shown) as number;
  const made = sandbox.lab.requests.slice(before).find(({ method }) => method === 'POST');
  expect(at - (made?.finishedAt ?? 0)).toBeLessThan(200);
  await decided(1);
});

test('whom to ring is asked and answered with its time', async () => {
  await open();
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  const chip = page.locator('[role=status] .chip.good');
  await chip.waitFor();
  expect(await chip.innerText()).toMatch(/^200 · \d+ ms$/);
  expect(await page.locator('[role=status] b').innerText()).toContain('shop_olena');
});

test('a CRM that is down: the story tells it, and the call is written when it is well again', async () => {
  await open();
  await page.getByLabel('The CRM is').selectOption('down');
  await page.getByLabel('What happens').selectOption('missed');
  await page.getByLabel("Client's number").first().fill('067 333 44 55');
  await call();
  await story().locator('.chip.bad', { hasText: 'no answer' }).first().waitFor({ timeout: ARRIVES_MS });
  await page.getByLabel('The CRM is').selectOption('none');
  await story().locator('.told > li').first().waitFor({ timeout: 60_000 });
  expect((await sandbox.lab.view()).contacts.some(({ phone }) => phone?.includes('380673334455'))).toBe(true);
}, 90_000);

test('a real webhook is sent with other numbers', async () => {
  await open();
  await page.getByText('A real webhook').click();
  const field = page.getByLabel('A real webhook');
  await field.fill('nothing');
  await page.getByRole('button', { name: 'Replace numbers and send' }).click();
  expect(await page.getByRole('alert').innerText()).toBe('This is neither JSON nor form fields.');
  await field.fill(
    'uniqueid=ua0_-1795168800.77&call_type=in&caller=380677654321&dst=380441234567&calldate=2026-11-20 12:00:00&disposition=NO ANSWER&billsec=0&duration=12',
  );
  await page.getByRole('button', { name: 'Replace numbers and send' }).click();
  await decided(1);
  expect(await field.inputValue()).not.toContain('380677654321');
  expect(await story().innerText()).toContain('R3');
});

test('another address can be called; one that is none is told at the field', async () => {
  await open();
  await page.getByText(/^Webhooks go to/).click();
  const address = page.getByLabel('Address of the trigger, with its secret');
  const before = await address.inputValue();
  await address.fill('nowhere');
  await page.getByRole('button', { name: 'Apply' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('http://');
  await address.fill(`${sandbox.ringostat.url}/hook`);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('Webhooks go to: a typed address').waitFor();
  await call();
  await story().locator('.chip.bad').first().waitFor();
  aim();
  await page.getByText('Webhooks go to: Node-RED').waitFor();
  expect(await address.inputValue()).toBe(before);
});

test('a changed cell shows what the last calls would have become; given to the flow, the next call is so', async () => {
  await open();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  expect(await page.getByLabel('Start from').inputValue()).toBe('pipedrive');
  const missed = page.locator('.recent li', { hasText: '+380 67 222 3344' });
  expect(await missed.locator('.step.new, .step.gone').count()).toBe(0);
  await page.getByLabel('R3: Create deal', { exact: true }).uncheck();
  await page.getByLabel('R3: Task for the senior manager', { exact: true }).selectOption('open');
  expect(await missed.locator('.step.gone').allInnerTexts()).toEqual(['− deal']);
  expect(await missed.locator('.step.new').allInnerTexts()).toEqual(['+ task.senior']);
  await page.getByRole('button', { name: 'Give the table to the running flow' }).click();
  await page.getByText('The flow has this table now.').waitFor({ timeout: ARRIVES_MS });
  expect(await axeFaults(page)).toEqual([]);
  if (PICTURES) await page.screenshot({ path: join(PICTURES, 'table-light.png') });
  await page.getByRole('button', { name: 'Calls', exact: true }).click();
  await page.getByLabel('What happens').selectOption('missed');
  await page.getByLabel("Client's number").first().fill('067 444 55 66');
  await call();
  await decided(1);
  const told = await story().innerText();
  expect(told).toContain('task.senior');
  expect(told).not.toContain('no open deal of the client was found');
});

test('a call that came to the flow by another way has a story too', async () => {
  await open();
  const payload = {
    uniqueid: 'ua0_-1795168800.99',
    call_type: 'in',
    caller: '380675556677',
    dst: '380441234567',
    calldate: '2026-11-20 12:00:00',
    disposition: 'NO ANSWER',
    billsec: '0',
    duration: '12',
  };
  await fetch(`${direct}&event=incoming.ended`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  const entry = story().locator('option', { hasText: '+380 67 555 6677' }).first();
  await entry.waitFor({ state: 'attached', timeout: ARRIVES_MS });
  await story()
    .locator('select')
    .first()
    .selectOption((await entry.getAttribute('value'))!);
  await story().getByText('+380 67 555 6677').locator('visible=true').first().waitFor();
});

test.each([
  ['uk-UA', 'Пісочниця: зробіть дзвінок, стежте за CRM', 'Подзвонити'],
  ['ru-RU', 'Песочница: сделайте звонок, следите за CRM', 'Позвонить'],
])('in %s', async (locale, title, button) => {
  await open({ locale });
  expect(await page.locator('h1').innerText()).toBe(title);
  expect(await page.getByRole('button', { name: button, exact: true }).count()).toBe(1);
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
    await call();
    await decided(2);
    await kind('Deals');
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.locator('.record').first().click();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      const size = viewport === PHONE ? 'phone-' : '';
      await page.evaluate('scrollTo(0, 0)');
      await page.screenshot({ path: join(PICTURES, `sandbox-${size}${look}.png`) });
    }
  },
);

test('a thousand records: few are drawn, and no frame is dropped in scrolling', async () => {
  for (let index = 0; index < 1000; index++)
    sandbox.lab.seed('contact', {
      name: `Client ${index}`,
      phone: `+38050${String(index).padStart(7, '0')}`,
    });
  await open();
  expect(await page.locator('.kinds [aria-pressed=true]').innerText()).toMatch(/Contacts 1\d\d\d/);
  expect(await page.locator('.record').count()).toBeLessThan(40);
  const frames = (await page.evaluate(`new Promise((resolve) => {
    const list = document.querySelector('.virtual');
    const frames = []; let before = null;
    const step = (now) => {
      if (before !== null) frames.push(now - before);
      before = now; list.scrollTop += 400;
      frames.length < 60 ? requestAnimationFrame(step) : resolve(frames.sort((one, other) => one - other));
    };
    requestAnimationFrame(step);
  })`)) as number[];
  // A screen of 60 Hz has one every 16.7 ms; the machine of a test shares its cores, so that a few may come late.
  expect(frames[Math.floor(frames.length / 2)]).toBeLessThan(20);
  expect(frames[Math.floor(frames.length * 0.9)]).toBeLessThan(34);
});
