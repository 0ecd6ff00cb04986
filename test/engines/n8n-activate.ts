/** Publishing a workflow as n8n does it for a webhook trigger: checkExists, then create, in n8n-core's real HookContext. */
import type { IHookFunctions, INodeType } from 'n8n-workflow';
import { n8nCore } from './n8n-core-module';
import { setUp, type EngineSetup } from './n8n-setup';

/** Throws what the trigger throws when it refuses. */
export async function activate(setup: EngineSetup, triggerName: string): Promise<void> {
  const engine = setUp(setup, 'trigger');
  const node = engine.node(triggerName);
  const type = engine.workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion) as INodeType;
  const methods = type.webhookMethods?.['default'];
  if (!methods) throw new Error(`Node "${triggerName}" has no webhook methods`);
  const { HookContext } = n8nCore();
  const context: IHookFunctions = new HookContext(
    engine.workflow,
    node,
    engine.additionalData,
    'trigger',
    'activate',
  );
  if (await methods.checkExists.call(context)) return;
  await methods.create.call(context);
}
