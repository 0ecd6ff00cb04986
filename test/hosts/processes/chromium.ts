/** The editor as a person sees it. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { OWNER } from '../../../sandbox/hosts/n8n-rest';

const CHROMIUM = '/usr/bin/chromium';
const PAGE_MS = 60_000;

/** Starts the system's Chromium without a window. Throws when it is not installed. The caller closes it. */
export async function openChromium(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error('Chromium is not installed: run `node scripts/engines.mjs chromium`.');
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** Logs the owner in and waits for the first page. Throws when the form does not lead there in a minute. */
export async function loginN8n(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/signin`);
  await page.fill('input[name="emailOrLdapLoginId"]', OWNER.email, { timeout: PAGE_MS });
  await page.fill('input[name="password"]', OWNER.password);
  await page.click('[data-test-id="form-submit-button"]');
  await page.waitForURL((at) => !at.pathname.startsWith('/signin'), { timeout: PAGE_MS });
}

/** Opens a workflow's canvas and waits until it shows `nodes` nodes. */
export async function openWorkflow(page: Page, url: string, id: string, nodes: number): Promise<void> {
  await page.goto(`${url}/workflow/${id}`);
  const shown = page.locator('[data-test-id="canvas-node"]');
  await shown.nth(nodes - 1).waitFor({ timeout: PAGE_MS });
}

/** Opens the settings of a node on the open canvas; returns the dialog. Throws when there is no such node in a minute. */
export async function openNode(page: Page, name: string): Promise<Locator> {
  await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick({ timeout: PAGE_MS });
  const dialog = page.locator('[data-test-id="ndv"]');
  await dialog.waitFor({ timeout: PAGE_MS });
  return dialog;
}

/** Writes a PNG of what the page shows; makes the folder. */
export async function screenshot(page: Page, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
}
