import { existsSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type {
  CloseFunction,
  IDataObject,
  IExecuteResponsePromiseData,
  IHookFunctions,
  ILoadOptionsFunctions,
  INode,
  IRun,
  IRunExecutionData,
  IWebhookData,
  IWebhookFunctions,
  IWorkflowBase,
  IWorkflowExecuteAdditionalData,
  IWorkflowDataProxyAdditionalKeys,
  Workflow,
  WorkflowActivateMode,
  WorkflowExecuteMode,
} from 'n8n-workflow';

/** What runs before and after parts of an execution; only the hooks the tests listen to are named. */
export interface LifecycleHooks {
  addHandler(
    name: 'sendResponse',
    handler: (response: IExecuteResponsePromiseData) => Promise<void> | void,
  ): void;
  addHandler(
    name: 'workflowExecuteAfter',
    handler: (run: IRun, newStaticData: IDataObject) => Promise<void> | void,
  ): void;
}

/** The part of n8n-core the tests use, typed by hand so that tsc needs no engine installed. */
export interface N8nCore {
  ExecutionLifecycleHooks: new (mode: WorkflowExecuteMode, id: string, data: IWorkflowBase) => LifecycleHooks;
  WorkflowExecute: new (
    data: IWorkflowExecuteAdditionalData,
    mode: WorkflowExecuteMode,
    runData: IRunExecutionData,
  ) => { processRunExecutionData(workflow: Workflow): PromiseLike<IRun> };
  WebhookContext: new (
    workflow: Workflow,
    node: INode,
    data: IWorkflowExecuteAdditionalData,
    mode: WorkflowExecuteMode,
    webhook: IWebhookData,
    closeFunctions: CloseFunction[],
    runData: IRunExecutionData | null,
  ) => IWebhookFunctions;
  HookContext: new (
    workflow: Workflow,
    node: INode,
    data: IWorkflowExecuteAdditionalData,
    mode: WorkflowExecuteMode,
    activation: WorkflowActivateMode,
  ) => IHookFunctions;
  LoadOptionsContext: new (
    workflow: Workflow,
    node: INode,
    data: IWorkflowExecuteAdditionalData,
    path: string,
  ) => ILoadOptionsFunctions;
  getAdditionalKeys(
    data: IWorkflowExecuteAdditionalData,
    mode: WorkflowExecuteMode,
    runData: IRunExecutionData | null,
    options?: { isCredential?: boolean },
  ): IWorkflowDataProxyAdditionalKeys;
}

const modules = resolve(__dirname, '../../engines/n8n-core/node_modules');
let loaded: N8nCore | undefined;

/** A library that n8n's server uses, as installed beside n8n-core. */
export const engineModule = <T>(name: string): T => createRequire(__filename)(join(modules, name)) as T;

/**
 * Loads the real n8n-core once per test file (about 1.2 s).
 * Throws when the engine is not installed, naming the command that installs it.
 */
export function n8nCore(): N8nCore {
  if (loaded) return loaded;
  if (!existsSync(join(modules, 'n8n-core'))) {
    throw new Error('n8n-core is not installed: run `node scripts/engines.mjs n8n-core`');
  }
  // isolated-vm is not built for Node 20; without a key and a folder n8n-core writes into the home folder.
  process.env.N8N_EXPRESSION_ENGINE = 'legacy';
  process.env.N8N_LOG_LEVEL ??= 'silent';
  process.env.N8N_ENCRYPTION_KEY ??= 'test-only-key';
  process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-core-'));
  // jest's own require, so that n8n-workflow stays one copy; a static import would ask tsc for the engine
  const load = createRequire(__filename);
  load(join(modules, 'reflect-metadata'));
  loaded = load(join(modules, 'n8n-core')) as N8nCore;
  return loaded;
}
