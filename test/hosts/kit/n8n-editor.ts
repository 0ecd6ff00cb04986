/** n8n's node dialog by what a person does in it. */
import type { Locator, Page } from 'playwright-core';

const LIST_MS = 15_000;
/** A drop-down unfolds in 300 ms. */
const OPENING_MS = 500;

/** The field of a parameter. By its frame: every text input inside has the id of a parameter called "field". */
export const field = (dialog: Locator, parameter: string): Locator =>
  dialog.locator(`div[data-test-id="parameter-input-${parameter}"]`);

/** Labels of all fields shown, top to bottom. */
export async function labels(dialog: Locator): Promise<string[]> {
  const texts = await dialog
    .locator('[data-test-id="node-parameters"] [data-test-id="input-label"]')
    .allInnerTexts();
  // Behind the label's own words come those of its switch "Fixed | Expression".
  return texts.map((text) => text.split(/\n/)[0]?.trim() ?? '');
}

/** What is ticked in a multi-select. */
export const ticks = (dialog: Locator, parameter: string): Promise<string[]> =>
  field(dialog, parameter).locator('.el-select__tags-text').allInnerTexts();

/**
 * Opens a drop-down and returns its entries as soon as the one awaited is among them; it stays open. A click while the
 * list is being loaded opens nothing, so it is tried again.
 */
export async function entries(page: Page, select: Locator, awaited: string): Promise<string[]> {
  const shown = page.locator('.el-select-dropdown__item:visible .option-headline');
  const deadline = Date.now() + LIST_MS;
  for (;;) {
    if ((await select.locator('input[aria-expanded="true"]').count()) === 0) await select.click();
    await page.waitForTimeout(OPENING_MS);
    const texts = (await shown.allInnerTexts()).map((text) => text.trim());
    if (texts.some((text) => text.includes(awaited))) return texts;
    if (Date.now() > deadline)
      throw new Error(`the list has no "${awaited}" in ${LIST_MS / 1000} s: ${texts.join(', ')}`);
  }
}

/** Takes an entry of the drop-down that is open. */
export async function take(page: Page, entry: string): Promise<void> {
  await page
    .locator('.el-select-dropdown__item:visible')
    .filter({ has: page.getByText(entry, { exact: true }) })
    .first()
    .click();
}

/** Closes the node dialog, if one is open, and waits until the canvas is back. */
export async function closeDialog(page: Page): Promise<void> {
  const dialog = page.locator('[data-test-id="ndv"]');
  if ((await dialog.count()) === 0) return;
  await dialog.locator('[data-test-id="ndv-close-button"]').click();
  await dialog.waitFor({ state: 'hidden', timeout: LIST_MS });
}

/** Names of the nodes on the canvas, and of those with a badge that says something is wrong or missing. */
export async function canvas(page: Page): Promise<{ nodes: string[]; badges: string[] }> {
  const nodes = page.locator('[data-test-id="canvas-node"]');
  const names = async (which: Locator): Promise<string[]> =>
    (await which.evaluateAll((list) => list.map((one) => one.getAttribute('data-node-name') ?? ''))).sort();
  const badge = page.locator('[data-test-id="node-issues"], [data-test-id="node-setup-required"]');
  return { nodes: await names(nodes), badges: await names(nodes.filter({ has: badge })) };
}
