/** Pictures of the editors: taken at every run to be looked at; those of the documentation are renewed on purpose only. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { screenshot } from '../processes/chromium';

const ROOT = join(__dirname, '../../..');
type Host = 'n8n' | 'node-red-4' | 'node-red-5';
/** Hosts whose pictures the documentation shows, and its folder of them. */
const DOCS: Partial<Record<Host, string>> = { n8n: 'n8n', 'node-red-5': 'node-red' };
const SHOWN = [
  'flow',
  'trigger',
  'team',
  'find',
  'matrix',
  'replay',
  'get-calls',
  'hubspot',
  'salesforce',
  'zoho',
  'nethunt',
  'pipedrive',
];

/** Takes one with the mouse away from the fields and everything that moves at rest. UPDATE_IMAGES=1 renews docs/images. */
export async function takePicture(page: Page, host: Host, name: string): Promise<void> {
  await page.mouse.move(700, 5);
  await page.waitForTimeout(600);
  const docs = process.env.UPDATE_IMAGES === '1' && SHOWN.includes(name) ? DOCS[host] : undefined;
  const folder = docs ? join('docs/images', docs) : join('.cache/screens', host);
  await screenshot(page, join(ROOT, folder, `${name}.png`));
}
