/** Node-RED's editor as a person uses it: dialogs opened, left, deployed. */
import type { Browser, Page } from 'playwright-core';
import { openChromium } from './chromium';

const PAGE_MS = 40_000;
/** What a dialog or a question to the CRM may take. */
const STEP_MS = 15_000;
/** The dialog slides in and asks the runtime for its choices. */
const SETTLED_MS = 500;

/** Node-RED's own scripts; ours stand in the page itself or under `resources/`. */
const HOSTS_FRAME = /\/(red|vendor)\/[\w./-]+\.js/;
/**
 * Whether none of our code had part in a fault. Node-RED 5 has one of its own while it starts on a busy machine: its context
 * sidebar is asked to update before it is drawn.
 */
function isHosts({ stack = '' }: Error): boolean {
  const frames = stack.split('\n').filter((line) => /^\s*at /.test(line));
  return frames.length > 0 && frames.every((frame) => HOSTS_FRAME.test(frame));
}

export class NodeRedEditor {
  /** Faults of the page's own scripts. */
  readonly faults: string[] = [];
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  /** Opens the editor and waits until it shows a node. The caller closes it. */
  static async open(
    url: string,
    options: { locale?: string; width?: number; height?: number } = {},
  ): Promise<NodeRedEditor> {
    const browser = await openChromium();
    const page = await browser.newPage({
      locale: options.locale ?? 'en-US',
      viewport: { width: options.width ?? 1360, height: options.height ?? 900 },
    });
    page.setDefaultTimeout(STEP_MS);
    const editor = new NodeRedEditor(browser, page);
    page.on('pageerror', (error) => {
      if (!isHosts(error)) editor.faults.push(error.message);
    });
    const shown = 'document.querySelectorAll(".red-ui-flow-node").length > 0';
    try {
      await page.goto(url, { timeout: PAGE_MS });
      await page.waitForFunction(shown, undefined, { timeout: PAGE_MS });
    } catch (error) {
      await browser.close();
      throw error;
    }
    await page.waitForTimeout(1000);
    return editor;
  }

  /** As User Settings → View → Theme: Dark does. Node-RED 5 only; throws when the page does not become dark. */
  async useDarkTheme(): Promise<void> {
    await this.page.evaluate(`RED.settings.setLocal('view-dark-theme', 'dark')`);
    await this.page.reload();
    const dark = `document.documentElement.classList.contains('nr-theme-dark') && document.querySelectorAll('.red-ui-flow-node').length > 0`;
    await this.page.waitForFunction(dark, undefined, { timeout: PAGE_MS });
    await this.page.waitForTimeout(1000);
  }

  /** Opens the dialog of the first node of this type. */
  async edit(type: string): Promise<void> {
    const config = await this.isConfig(type);
    const open = config ? `RED.editor.editConfig('', '${type}', found.id)` : 'RED.editor.edit(found)';
    await this.page.evaluate(`(() => { ${find(type)} ${open}; })()`);
    await this.page.waitForSelector(form(config), { timeout: 10_000 });
    await this.page.waitForTimeout(SETTLED_MS);
  }
  /** Text of the open dialog. */
  async text(type: string): Promise<string> {
    return this.page.innerText(form(await this.isConfig(type)));
  }
  /** Done (Update in a config dialog) or Cancel. */
  async leave(type: string, button: 'ok' | 'cancel'): Promise<void> {
    await this.page.click(`#node${(await this.isConfig(type)) ? '-config' : ''}-dialog-${button}`);
    await this.page.waitForTimeout(600);
  }
  /** What the editor holds of the first node of this type, without going through the runtime. */
  held(type: string, field: string): Promise<unknown> {
    return this.page.evaluate(
      `(() => { ${find(type)} return JSON.parse(JSON.stringify(found['${field}'])); })()`,
    );
  }
  /** Presses Deploy and waits until the editor says it is done. */
  async deploy(): Promise<void> {
    await this.page.click('#red-ui-header-button-deploy');
    await this.page.waitForFunction('!RED.nodes.dirty()', undefined, { timeout: 10_000 });
  }
  /** Values and labels a drop-down offers. */
  async options(selector: string): Promise<{ value: string; label: string }[]> {
    return this.page.evaluate(
      `[...document.querySelectorAll('${selector} option')].map((one) => ({ value: one.value, label: one.textContent }))`,
    );
  }
  async close(): Promise<void> {
    await this.browser.close();
  }

  private isConfig(type: string): Promise<boolean> {
    return this.page.evaluate(`RED.nodes.getType('${type}').category === 'config'`);
  }
}

const form = (config: boolean): string => (config ? '#node-config-dialog-edit-form' : '#dialog-form');
const find = (type: string): string =>
  `let found; for (const each of ['eachNode', 'eachConfig']) RED.nodes[each]((node) => { if (node.type === '${type}' && !found) found = node; });`;
