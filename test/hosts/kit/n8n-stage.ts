/** n8n's editor in Chromium with one company's accounts, and templates opened on its canvas. */
import type { Browser, Page } from 'playwright-core';
import type { CrmId } from '../../../core/model/plan';
import { filled, type Connected } from '../../../sandbox/demo/n8n';
import type { WorkflowFile } from '../../../sandbox/hosts/n8n-rest';
import type { Sandbox } from '../../../sandbox/server';
import { closeDialog } from './n8n-editor';
import type { N8nHost } from './n8n-host';
import { startCompany } from './stage';
import { loginN8n, openChromium, openWorkflow } from '../processes/chromium';

export const SIZE = { width: 1360, height: 1000 };
/** What a dialog or a question to the CRM may take. */
const STEP_MS = 20_000;
/** n8n's own pages ask services that a host without internet cannot reach. */
const OTHERS = /net::ERR_|Failed to load resource|posthog|api\.n8n\.io|favicon/i;

/** A page with an owner logged in, and what its scripts complained of. */
export class N8nPage {
  errors: string[] = [];
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    private readonly host: N8nHost,
  ) {}

  static async open(host: N8nHost): Promise<N8nPage> {
    const browser = await openChromium();
    try {
      const page = await browser.newPage({ viewport: SIZE });
      page.setDefaultTimeout(STEP_MS);
      const opened = new N8nPage(browser, page, host);
      page.on('pageerror', ({ message }) => opened.errors.push(message));
      page.on('console', (line) => {
        if (line.type() === 'error' && !OTHERS.test(line.text())) opened.errors.push(line.text());
      });
      await loginN8n(page, host.n8n.url);
      return opened;
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** Imports a workflow and shows it on the canvas. */
  async show(workflow: WorkflowFile): Promise<void> {
    const id = await this.host.n8n.rest.importWorkflow(workflow);
    await openWorkflow(this.page, this.host.n8n.url, id, visible(workflow).length);
  }
  /** Closes the dialog, if one is open; returns what the scripts complained of since the last time. */
  async leave(): Promise<string[]> {
    await closeDialog(this.page);
    const { errors } = this;
    this.errors = [];
    return errors;
  }
  close(): Promise<void> {
    return this.browser.close();
  }
}

/** Names of the nodes a canvas shows, without notes. */
export const visible = ({ nodes }: WorkflowFile): string[] =>
  nodes.filter(({ type }) => !type.endsWith('stickyNote')).map(({ name }) => name);

export interface N8nCompany {
  sandbox: Sandbox;
  to: Connected;
  /** A template with credentials chosen and, as delivered, the team matched by e-mail. */
  delivered(template: string): WorkflowFile;
}

export async function companyIn(host: N8nHost, crm: CrmId): Promise<N8nCompany> {
  const sandbox = await startCompany(crm);
  const to = await host.connect(sandbox);
  const ringostatApi = to.credentials['ringostatApi']!;
  return {
    sandbox,
    to,
    delivered(template) {
      const workflow = filled(template, to);
      for (const node of workflow.nodes) {
        if (!node.type.endsWith('ringostatFindResponsible')) continue;
        const senior = { __rl: true, mode: 'list', value: '' };
        node.parameters = { ...node.parameters, teamSource: 'matched', senior };
        node.credentials = { ...node.credentials, ringostatApi };
      }
      return workflow;
    },
  };
}
