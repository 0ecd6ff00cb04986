/** n8n with the templates of the repository, as a user imports them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { filled, sandboxCredentials } from '../../../sandbox/demo/n8n';
import { startN8n, type N8nProcess } from '../../../sandbox/hosts/n8n';
import type { WorkflowFile } from '../../../sandbox/hosts/n8n-rest';
import type { Sandbox } from '../../../sandbox/server';
import { packed } from './packed';
import type { Published, Template, TemplateHost } from './types';

export interface N8nHost extends TemplateHost {
  n8n: N8nProcess;
  credentials: Record<string, IDataObject>;
  /** A template filled in, not yet imported. */
  template(template: Template): WorkflowFile;
  /** Imports a template without publishing it. */
  importTemplate(template: Template): Promise<{ id: string; workflow: WorkflowFile }>;
}

const TRIGGER = 'n8n-nodes-ringostat.ringostatTrigger';

/** What n8n keeps of runs: the database with everything written lately, and what it printed. */
function traces(n8n: N8nProcess): string {
  const files = ['database.sqlite', 'database.sqlite-wal'].map((name) => join(n8n.userFolder, '.n8n', name));
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'latin1'));
  return [...texts, n8n.log()].join('\n');
}

/** Starts n8n with the packed package and credentials for the sandbox. */
export async function startN8nHost(sandbox: Sandbox, env: Record<string, string> = {}): Promise<N8nHost> {
  const n8n = await startN8n({ packTgz: packed('n8n'), env });
  const credentials = await sandboxCredentials(n8n, sandbox);

  const fill = (template: Template): WorkflowFile => filled(template, credentials);

  async function importTemplate(template: Template): Promise<{ id: string; workflow: WorkflowFile }> {
    const workflow = fill(template);
    return { id: await n8n.rest.importWorkflow(workflow), workflow };
  }
  async function succeeded(id: string, count: number): Promise<void> {
    const bad = (await n8n.rest.untilExecuted(id, count, 30_000)).filter(
      ({ status }) => status !== 'success',
    );
    if (bad.length > 0) throw new Error(`runs failed in n8n: ${JSON.stringify(bad).slice(0, 3000)}`);
  }
  async function publish(template: Template): Promise<Published> {
    const { id, workflow } = await importTemplate(template);
    await n8n.rest.activate(id);
    const trigger = workflow.nodes.find(({ type }) => type === TRIGGER);
    let pressed = 0;
    return {
      url: trigger ? await n8n.rest.webhookUrl(trigger) : '',
      ended: (count) => succeeded(id, count),
      async runByHand() {
        await n8n.rest.runByHand(id, 'Run by Hand');
        pressed += 1;
        await succeeded(id, pressed);
      },
    };
  }
  return {
    n8n,
    credentials,
    template: fill,
    importTemplate,
    publish,
    traces: () => Promise.resolve(traces(n8n)),
    stop: () => n8n.stop(),
  };
}
