/** The real n8n engine (n8n-core) inside a jest test: no server, no database, no process. */
import type {
  IDataObject,
  INodeExecutionData,
  INodeListSearchResult,
  INodePropertyOptions,
  WorkflowExecuteMode,
} from 'n8n-workflow';
import { n8nCore } from './n8n-core-module';
import { execute } from './n8n-run';
import type { RunResult } from './n8n-run';
import { setUp } from './n8n-setup';
import type { EngineSetup } from './n8n-setup';

export { callWebhook } from './n8n-webhook';
export type { WebhookCall, WebhookResult } from './n8n-webhook';
export type { WebhookAnswer, WebhookRequest } from './n8n-http';
export type { NodeRun, RunResult } from './n8n-run';
export type { EngineSetup, WorkflowJson } from './n8n-setup';

export interface WorkflowRun extends EngineSetup {
  /** Name of the node to begin with. */
  startNode: string;
  /** Items that come into (or, for a trigger, out of) the start node; one empty item when absent. */
  triggerItems?: (IDataObject | INodeExecutionData)[];
  /** `trigger` when absent: as a published workflow runs. */
  mode?: WorkflowExecuteMode;
}

/**
 * Runs a workflow to its end. Returns status, items and errors per node; a failing node does not throw here, it
 * shows as `result.error` (or in the node's items when it continues on fail).
 * Throws when the engine is not installed, or a node type or the start node is unknown.
 */
export async function runWorkflow(options: WorkflowRun): Promise<RunResult> {
  const mode = options.mode ?? 'trigger';
  const engine = setUp(options, mode);
  const items = (options.triggerItems ?? [{}]).map(asItem);
  const { result } = await execute(engine, engine.node(options.startNode), [items], mode);
  return result;
}

function asItem(item: IDataObject | INodeExecutionData): INodeExecutionData {
  const { json } = item;
  return typeof json === 'object' && json !== null
    ? (item as INodeExecutionData)
    : { json: item as IDataObject };
}

export interface MethodCall extends EngineSetup {
  node: string;
  /** Name under `methods.loadOptions` or `methods.listSearch`. */
  method: string;
  filter?: string;
  paginationToken?: string;
}

/**
 * Calls a drop-down's method in n8n-core's real LoadOptionsContext.
 * Returns the options; throws what the method throws, or when the node has no such method.
 */
export async function callLoadOptions(call: MethodCall): Promise<INodePropertyOptions[]> {
  const { context, methods } = loadContext(call);
  const method = methods?.loadOptions?.[call.method];
  if (!method) throw new Error(`Node "${call.node}" has no loadOptions method "${call.method}"`);
  return method.call(context);
}

/** The same for a resource locator's list (`methods.listSearch`). */
export async function callListSearch(call: MethodCall): Promise<INodeListSearchResult> {
  const { context, methods } = loadContext(call);
  const method = methods?.listSearch?.[call.method];
  if (!method) throw new Error(`Node "${call.node}" has no listSearch method "${call.method}"`);
  return method.call(context, call.filter, call.paginationToken);
}

function loadContext(call: MethodCall) {
  const engine = setUp(call, 'internal');
  const node = engine.node(call.node);
  engine.additionalData.currentNodeParameters = node.parameters;
  const core = n8nCore();
  return {
    context: new core.LoadOptionsContext(engine.workflow, node, engine.additionalData, ''),
    methods: engine.workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion).methods,
  };
}
