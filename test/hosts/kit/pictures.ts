/** Pictures for the documentation: taken at every run, renewed in docs/images on purpose only. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { screenshot } from '../processes/chromium';

const ROOT = join(__dirname, '../../..');
const FOLDER = process.env.UPDATE_IMAGES === '1' ? 'docs/images' : '.cache/screens';

/** Takes one with the mouse away from the fields and everything that moves at rest. */
export async function takePicture(page: Page, host: 'n8n' | 'node-red', name: string): Promise<void> {
  await page.mouse.move(700, 5);
  await page.waitForTimeout(800);
  await screenshot(page, join(ROOT, FOLDER, host, `${name}.png`));
}
