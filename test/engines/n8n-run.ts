import { createRunExecutionData } from 'n8n-workflow';
import type {
  ExecutionError,
  IDataObject,
  INode,
  INodeExecutionData,
  IRun,
  ITaskData,
  WorkflowExecuteMode,
} from 'n8n-workflow';
import { n8nCore } from './n8n-core-module';
import type { Engine } from './n8n-setup';

/** What one node did. A node inside a loop has several task results; `outputs` joins them. */
export interface NodeRun {
  outputs: INodeExecutionData[][];
  error?: ExecutionError;
  tasks: ITaskData[];
}

export interface RunResult {
  status: IRun['status'];
  /** The error that ended the execution, if one did (not those a node carried on after). */
  error?: ExecutionError;
  /** Nodes that ran, by name. */
  nodes: Record<string, NodeRun>;
  /** JSON of the items a node put on an output (0 = first); empty when it did not run. */
  items(node: string, output?: number): IDataObject[];
  /** The workflow's static data after the run. */
  staticData: IDataObject;
}

/** Starts at `start` with these items on each of its inputs' first connection and runs to the end. */
export async function execute(
  engine: Engine,
  start: INode,
  data: INodeExecutionData[][],
  mode: WorkflowExecuteMode,
): Promise<{ run: IRun; result: RunResult }> {
  const core = n8nCore();
  const runData = createRunExecutionData({
    executionData: { nodeExecutionStack: [{ node: start, data: { main: data }, source: null }] },
  });
  const run = await new core.WorkflowExecute(engine.additionalData, mode, runData).processRunExecutionData(
    engine.workflow,
  );
  return { run, result: summarise(engine, run) };
}

function summarise(engine: Engine, run: IRun): RunResult {
  const nodes: Record<string, NodeRun> = {};
  for (const [name, tasks] of Object.entries(run.data.resultData.runData)) {
    const outputs: INodeExecutionData[][] = [];
    for (const task of tasks) {
      task.data?.main?.forEach((items, index) => (outputs[index] ??= []).push(...(items ?? [])));
    }
    nodes[name] = { outputs, error: tasks.find((task) => task.error)?.error, tasks };
  }
  return {
    status: run.status,
    error: run.data.resultData.error,
    nodes,
    items: (node, output = 0) => (nodes[node]?.outputs[output] ?? []).map((item) => item.json),
    staticData: engine.workflow.staticData,
  };
}
