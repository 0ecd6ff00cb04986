/** n8n with the templates of the repository, as a user imports them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import type { FieldMapping } from '../../../core/attribution/types';
import { connect, filled, PREFIX, type Connected } from '../../../sandbox/demo/n8n';
import { startN8n, type N8nProcess } from '../../../sandbox/hosts/n8n';
import type { WorkflowFile } from '../../../sandbox/hosts/n8n-rest';
import type { Sandbox } from '../../../sandbox/server';
import { packed } from './packed';
import type { Choices, Published, TemplateHost } from './types';

export interface N8nHost extends TemplateHost {
  n8n: N8nProcess;
  /** Adds the credentials of a company. */
  connect(sandbox: Sandbox): Promise<Connected>;
}

const TRIGGER = `${PREFIX}ringostatTrigger`;
const OTHERS = ['ringostatTrigger', 'ringostat', 'ringostatFindResponsible', 'ringostatApplyMatrix'];

/** What n8n keeps of runs: the database with everything written lately, and what it printed. */
function traces(n8n: N8nProcess): string {
  const files = ['database.sqlite', 'database.sqlite-wal'].map((name) => join(n8n.userFolder, '.n8n', name));
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'latin1'));
  return [...texts, n8n.log()].join('\n');
}

function mapped({ entity, field, source }: FieldMapping): IDataObject {
  if (source.type === 'variable') return { entity, field, source: 'variable', variable: source.name };
  if (source.type === 'constant') return { entity, field, source: 'constant', constant: source.value };
  return { entity, field, source: 'formField', formField: source.names.join(', ') };
}

/** Upsert nodes that carry out plans; those of the account's care keep their own operation. */
export const carriesOut = ({ type, parameters }: INode): boolean =>
  type.startsWith(PREFIX) &&
  !OTHERS.includes(type.slice(PREFIX.length)) &&
  (parameters['resource'] ?? 'plan') === 'plan';

function choose(workflow: WorkflowFile, { mapping, pipelineRules }: Choices): WorkflowFile {
  const chosen: IDataObject = {
    ...(mapping ? { mapping: { fields: mapping.map(mapped) } } : {}),
    ...(pipelineRules ? { pipelineRules: { rules: pipelineRules as unknown as IDataObject[] } } : {}),
  };
  const driven = workflow.nodes.some(({ type }) => type === TRIGGER);
  const nodes = workflow.nodes.map((node) => {
    // A schedule that came due in the middle of a test would be counted among the webhooks' runs.
    if (driven && node.type === 'n8n-nodes-base.scheduleTrigger') return { ...node, disabled: true };
    return carriesOut(node)
      ? { ...node, parameters: { ...node.parameters, ...(chosen as INode['parameters']) } }
      : node;
  });
  return { ...workflow, nodes };
}

/** Starts n8n with the packed package. */
export async function startN8nHost(env: Record<string, string> = {}): Promise<N8nHost> {
  const n8n = await startN8n({ packTgz: packed('n8n'), env });

  async function succeeded(id: string, count: number): Promise<void> {
    const runs = await n8n.rest.untilExecuted(id, count, 30_000);
    const bad = runs.filter(({ status }) => status !== 'success');
    if (bad.length > 0) throw new Error(`runs failed in n8n: ${JSON.stringify(bad).slice(0, 3000)}`);
  }
  async function publish(workflow: WorkflowFile): Promise<Published> {
    const id = await n8n.rest.importWorkflow(workflow);
    await n8n.rest.activate(id);
    const trigger = workflow.nodes.find(({ type }) => type === TRIGGER);
    let pressed = 0;
    return {
      url: trigger ? await n8n.rest.webhookUrl(trigger) : '',
      events: (trigger?.parameters['events'] ?? []) as string[],
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
    connect: (sandbox) => connect(n8n, sandbox),
    async enter(sandbox) {
      const to = await connect(n8n, sandbox);
      return (template, choices = {}) => publish(choose(filled(template, to), choices));
    },
    traces: () => Promise.resolve(traces(n8n)),
    stop: () => n8n.stop(),
  };
}
