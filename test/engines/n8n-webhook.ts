import type {
  IDataObject,
  IRun,
  IWebhookData,
  IWebhookDescription,
  IWebhookResponseData,
  INode,
} from 'n8n-workflow';
import type { IExecuteResponsePromiseData, INodeType } from 'n8n-workflow';
import { n8nCore } from './n8n-core-module';
import { makeRequest, parseRequest, RecordedResponse, UnreadableBody } from './n8n-http';
import type { WebhookAnswer, WebhookRequest } from './n8n-http';
import { execute } from './n8n-run';
import type { RunResult } from './n8n-run';
import { setUp } from './n8n-setup';
import type { Engine, EngineSetup } from './n8n-setup';

export interface WebhookCall extends EngineSetup {
  triggerName: string;
  request: WebhookRequest;
}

export interface WebhookResult {
  response: WebhookAnswer;
  /** Milliseconds from the call to its answer, and to the end of the execution. */
  answeredAt: number;
  finishedAt: number;
  /** Whether an execution was started (a filtered or refused call starts none). */
  executed: boolean;
  /** Undefined when nothing was executed. */
  run?: RunResult;
  /** What the trigger's `webhook()` threw, if it did (n8n answers 500 and shows it in the execution). */
  triggerError?: Error;
}

interface FoundWebhook {
  webhook: IWebhookData;
  /** Values of the variable parts of its path. */
  params: Record<string, string>;
}

interface Reply {
  mode: string;
  code: number;
  data: unknown;
}

/**
 * Runs the trigger's own `webhook()` in n8n-core's WebhookContext and then the workflow, and answers by the rules
 * of n8n 2.41's webhook-helpers: `onReceived`, `lastNode`, `responseNode`, `noWebhookResponse`, `responseData`.
 * Resolves when the execution is over. Throws when the trigger or its webhook for the method is missing.
 */
export async function callWebhook(call: WebhookCall): Promise<WebhookResult> {
  const engine = setUp(call, 'webhook');
  const node = engine.node(call.triggerName);
  const type = engine.workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion) as INodeType;
  const method = call.request.method ?? 'POST';
  const { webhook, params } = findWebhook(engine, node, type, method, call.request.path);
  const startedAt = performance.now();
  const response = new RecordedResponse(startedAt);
  const finish = (run?: RunResult, triggerError?: Error): WebhookResult => ({
    response: response.answer(),
    answeredAt: response.answeredAt ?? NaN,
    finishedAt: performance.now() - startedAt,
    executed: run !== undefined || triggerError !== undefined,
    run,
    triggerError,
  });

  let given: IWebhookResponseData;
  try {
    const request = makeRequest({ ...call.request, method }, params);
    Object.assign(engine.additionalData, { httpRequest: request, httpResponse: response });
    await parseRequest(request, leavesBody(engine, node));
    given = await runTrigger(engine, node, type, webhook);
  } catch (error) {
    if (error instanceof UnreadableBody) {
      response.status(422).json({ code: 422, message: error.message });
      return finish();
    }
    response.status(500).json({ code: 0, message: 'Workflow Webhook Error: Workflow could not be started!' });
    return finish(undefined, error as Error);
  }

  const reply = replyRules(engine, node, webhook.webhookDescription);
  if (given.workflowData === undefined) {
    const data = given.webhookResponse ?? { message: 'Webhook call received' };
    if (!given.noWebhookResponse) send(response, data, reply.code);
    return finish();
  }
  if (!given.noWebhookResponse) answerEarly(engine, response, reply, given);
  const { run, result } = await execute(engine, node, given.workflowData, 'webhook');
  if (!response.headersSent && !given.noWebhookResponse) answerLate(response, reply, run);
  return finish(result);
}

/** n8n asks for this option of nodes of version 1, and no other, by this very expression. */
function leavesBody(engine: Engine, node: INode): boolean {
  if (node.typeVersion !== 1) return false;
  const option = '={{$parameter["options"]["binaryData"]}}';
  const { expression } = engine.workflow;
  return Boolean(expression.getSimpleParameterValue(node, option, 'webhook', {}, undefined, false));
}

function findWebhook(
  engine: Engine,
  node: INode,
  type: INodeType,
  method: string,
  asked?: string,
): FoundWebhook {
  const evaluate = (value: string, fallback: string): string =>
    String(
      engine.workflow.expression.getSimpleParameterValue(node, value, 'webhook', {}, undefined, fallback),
    );
  for (const description of type.description.webhooks ?? []) {
    const methods = evaluate(String(description.httpMethod), 'GET').split(',');
    if (!methods.map((each) => each.trim()).includes(method)) continue;
    const path = evaluate(String(description.path), '');
    const params = pathParams(path, asked ?? path);
    if (!params || (asked === undefined && path.includes(':'))) continue;
    const webhook = {
      httpMethod: description.httpMethod as IWebhookData['httpMethod'],
      node: node.name,
      path,
      webhookDescription: description,
      workflowId: engine.workflow.id,
      workflowExecuteAdditionalData: engine.additionalData,
    };
    return { webhook, params };
  }
  const where = asked === undefined ? '' : ` at "${asked}"`;
  throw new Error(`Node "${node.name}" has no webhook for ${method}${where}; n8n would answer 404`);
}

/** Values of the `:name` parts, or null when the path asked for is another one. */
function pathParams(path: string, asked: string): Record<string, string> | null {
  const wanted = path.split('/');
  const given = asked.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

async function runTrigger(
  engine: Engine,
  node: INode,
  type: INodeType,
  webhook: IWebhookData,
): Promise<IWebhookResponseData> {
  if (!type.webhook) throw new Error(`Node "${node.name}" has no webhook() method`);
  const core = n8nCore();
  const context = new core.WebhookContext(
    engine.workflow,
    node,
    engine.additionalData,
    'webhook',
    webhook,
    [],
    null,
  );
  return type.webhook.call(context);
}

function replyRules(engine: Engine, node: INode, description: IWebhookDescription): Reply {
  const evaluate = (value: unknown, fallback: string | number): unknown => {
    if (value === undefined) return fallback;
    if (typeof value !== 'string') return value;
    return engine.workflow.expression.getSimpleParameterValue(
      node,
      value,
      'webhook',
      {},
      undefined,
      fallback,
    );
  };
  return {
    mode: String(evaluate(description.responseMode, 'onReceived')),
    code: Number(evaluate(description.responseCode, 200)),
    data: evaluate(description.responseData, 'firstEntryJson'),
  };
}

function answerEarly(
  engine: Engine,
  response: RecordedResponse,
  reply: Reply,
  given: IWebhookResponseData,
): void {
  if (reply.mode === 'responseNode') {
    engine.hooks.addHandler('sendResponse', (sent: IExecuteResponsePromiseData) => {
      const { body, headers, statusCode } = sent as {
        body?: unknown;
        headers?: IDataObject;
        statusCode?: number;
      };
      Object.entries(headers ?? {}).forEach(([name, value]) => response.setHeader(name, String(value)));
      send(response, body, statusCode ?? 200);
    });
  }
  if (reply.mode !== 'onReceived') return;
  if (reply.data === 'noData') send(response, undefined, reply.code);
  else
    send(response, reply.data || (given.webhookResponse ?? { message: 'Workflow was started' }), reply.code);
}

/** After the run: a failed execution is 500 with n8n's words; `lastNode` answers with the last node's items. */
function answerLate(response: RecordedResponse, reply: Reply, run: IRun): void {
  const { error, lastNodeExecuted, runData } = run.data.resultData;
  const last = lastNodeExecuted ? runData[lastNodeExecuted]?.at(-1) : undefined;
  if (error || last?.error) return send(response, { message: 'Error in workflow' }, 500);
  if (reply.mode === 'responseNode' || reply.data === 'noData') return send(response, undefined, reply.code);
  const items = last?.data?.main?.[0] ?? [];
  if (reply.data !== 'firstEntryJson') {
    return send(
      response,
      items.map((item) => item.json),
      reply.code,
    );
  }
  if (!items[0]) return send(response, { code: 0, message: 'No item to return was found' }, 500);
  send(response, items[0].json, reply.code);
}

function send(response: RecordedResponse, data: unknown, code: number): void {
  response.status(code);
  if (typeof data === 'string') response.send(data);
  else if (Buffer.isBuffer(data)) response.end(data);
  else response.json(data);
}
