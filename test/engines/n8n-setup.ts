import { Workflow } from 'n8n-workflow';
import type {
  IConnections,
  ICredentialType,
  IDataObject,
  INode,
  IWorkflowBase,
  IWorkflowExecuteAdditionalData,
  IWorkflowSettings,
  WorkflowExecuteMode,
} from 'n8n-workflow';
import { n8nCore } from './n8n-core-module';
import type { LifecycleHooks } from './n8n-core-module';
import { MemoryCredentials } from './n8n-credentials';
import type { CredentialData } from './n8n-credentials';
import { nodeTypesOf } from './n8n-node-types';
import type { NodeTypeMap } from './n8n-node-types';

/** A workflow as n8n exports it; a template file can be given as it is. */
export interface WorkflowJson {
  id?: string;
  name?: string;
  nodes: (Partial<INode> & Pick<INode, 'name' | 'type' | 'parameters'>)[];
  connections: IConnections;
  settings?: IWorkflowSettings;
  staticData?: IDataObject;
}

export interface EngineSetup {
  workflow: WorkflowJson;
  /** Our node classes by full type name, e.g. `{ 'n8n-nodes-ringostat.ringostat': new Ringostat() }`. */
  nodeTypes: NodeTypeMap;
  /** Credential type instances; needed for those the workflow uses. */
  credentialTypes?: ICredentialType[];
  /** Decrypted values by credential type name; changed in place when a token is renewed. */
  credentials?: CredentialData;
}

export interface Engine {
  workflow: Workflow;
  additionalData: IWorkflowExecuteAdditionalData;
  hooks: LifecycleHooks;
  /** Throws when the workflow has no node of that name. */
  node(name: string): INode;
}

const EXECUTION_ID = '1';
const BASE = 'http://127.0.0.1:5678';

const ids = new WeakMap<WorkflowJson, string>();
let made = 0;

/** A workflow keeps its id, and no other has it: nodes remember by it. */
function idOf(workflow: WorkflowJson): string {
  const id = workflow.id ?? ids.get(workflow) ?? `test-workflow-${(made += 1)}`;
  ids.set(workflow, id);
  return id;
}

/** Builds the real Workflow and the data n8n's server would hand to the engine. */
export function setUp(setup: EngineSetup, mode: WorkflowExecuteMode): Engine {
  const core = n8nCore();
  const nodeTypes = nodeTypesOf(setup.nodeTypes);
  const given = setup.credentials ?? {};
  const nodes = setup.workflow.nodes.map((node, index) => withDefaults(node, index, given, setup.nodeTypes));
  const id = idOf(setup.workflow);
  const name = setup.workflow.name ?? 'Test workflow';
  const { connections, settings = {}, staticData } = setup.workflow;
  const workflow = new Workflow({
    id,
    name,
    nodes,
    connections,
    active: mode !== 'manual',
    nodeTypes,
    staticData,
    settings: { executionOrder: 'v1', ...settings },
  });
  const now = new Date();
  const base: IWorkflowBase = {
    id,
    name,
    active: true,
    isArchived: false,
    activeVersionId: null,
    createdAt: now,
    updatedAt: now,
    nodes,
    connections,
  };
  const hooks = new core.ExecutionLifecycleHooks(mode, EXECUTION_ID, base);
  const additionalData = {
    hooks,
    credentialsHelper: new MemoryCredentials(setup.credentialTypes ?? [], given),
    executionId: EXECUTION_ID,
    workflowId: id,
    currentNodeExecutionIndex: 0,
    restApiUrl: `${BASE}/rest`,
    instanceBaseUrl: BASE,
    webhookBaseUrl: `${BASE}/webhook`,
    webhookWaitingBaseUrl: `${BASE}/webhook-waiting`,
    webhookTestBaseUrl: `${BASE}/webhook-test`,
    formBaseUrl: `${BASE}/form`,
    formWaitingBaseUrl: `${BASE}/form-waiting`,
    formTestBaseUrl: `${BASE}/form-test`,
    mcpBaseUrl: `${BASE}/mcp`,
    mcpTestBaseUrl: `${BASE}/mcp-test`,
    variables: {},
    logAiEvent: () => undefined,
    setExecutionStatus: () => undefined,
  } as unknown as IWorkflowExecuteAdditionalData;
  return {
    workflow,
    additionalData,
    hooks,
    node(wanted) {
      const found = workflow.getNode(wanted);
      if (!found) throw new Error(`The workflow has no node "${wanted}"`);
      return found;
    },
  };
}

/** Gives a node an id and position, and every credential the test holds and its type accepts, as a user would pick it. */
function withDefaults(
  node: WorkflowJson['nodes'][number],
  index: number,
  given: CredentialData,
  own: NodeTypeMap,
): INode {
  const typeVersion = node.typeVersion ?? 1;
  const description = nodeTypesOf(own).getByNameAndVersion(node.type, typeVersion).description;
  const credentials = { ...node.credentials };
  for (const { name } of description.credentials ?? []) {
    if (given[name]) credentials[name] ??= { id: `id-${name}`, name };
  }
  return { id: `node-${index}`, position: [index * 200, 0], ...node, typeVersion, credentials };
}
