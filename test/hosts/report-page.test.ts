/** The page of a report in Chromium: readable by everybody, light and dark, in every language; it asks the network for nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { GROUP_IDS } from '../../core/report/groups';
import { reportOutputs } from '../../core/report/outputs';
import { readReport } from '../../core/report/read';
import { LANGUAGES } from '../../core/text/text';
import type { Language } from '../../core/model/plan';
import { EMPLOYEES, monthOf } from '../core/report/month';
import { axeFaults } from './kit/axe';
import { openChromium, screenshot } from './processes/chromium';

/** A month with calls of every kind. */
const SEED = 7;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await openChromium();
  folder = mkdtempSync(join(tmpdir(), 'ringostat-report-'));
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function pageOf(language: Language): Promise<string> {
  const month = monthOf(SEED);
  const report = await readReport(
    { span: month.span, timeZone: month.zone, employees: EMPLOYEES, by: GROUP_IDS },
    {
      ringostat: { windows: () => month.windows() },
      clock: { now: () => Date.parse('2027-06-01T00:00:00Z') },
      event: { timeZone: month.zone, defaultCountry: 'UA', projectId: '1' },
    },
  );
  const file = join(folder, `${language}.html`);
  writeFileSync(file, reportOutputs(report, language).html);
  return pathToFileURL(file).href;
}

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(['light', 'dark'] as const)(
    '%s: no rule of accessibility is broken, closed and open; a figure opens its calls by the keyboard',
    async (colorScheme) => {
      // axe is put into the page by the test; the page itself lets nothing run.
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      const asked: string[] = [];
      const said: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => said.push(message.text()));
      const url = await pageOf(language);
      await page.goto(url);
      expect(await axeFaults(page)).toEqual([]);
      const figure = page.locator('summary').first();
      const list = page.locator('details ol').first();
      expect(await list.isVisible()).toBe(false);
      await figure.focus();
      await page.keyboard.press('Enter');
      expect(await list.isVisible()).toBe(true);
      expect(await list.locator('li').count()).toBeGreaterThan(0);
      expect(await axeFaults(page)).toEqual([]);
      expect(asked).toEqual([url]);
      expect(said).toEqual([]);
      await screenshot(page, join(__dirname, `../../.cache/screens/report/${language}-${colorScheme}.png`));
      await context.close();
    },
    60_000,
  );
});

test('on a narrow screen the page itself does not scroll sideways', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  await page.goto(await pageOf('uk'));
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await page.close();
}, 60_000);
