import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IWebhookFunctions } from 'n8n-workflow';
import { callLoadOptions, callWebhook, runWorkflow } from './n8n-core';
import type { EngineSetup, WorkflowJson } from './n8n-core';
import { headerCredential, oauthCredential, sessionCredential, ToyAction, ToyTrigger } from './toys/n8n-toys';

let server: Server;
let url: string;
let seen: { key: IncomingMessage['headers'][string]; path: string; authorization?: string }[];
let sessions: number;

beforeAll(async () => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const key = request.headers['x-key'];
    const reply = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.url === '/session') return reply(200, { token: `session-${++sessions}` });
    seen.push({ key, path: request.url ?? '', authorization: request.headers.authorization });
    if (request.url?.startsWith('/names')) return reply(200, ['one', 'two']);
    if (key === 'wrong' || key === 'session-1') return reply(401, { message: 'who are you' });
    const { who } = JSON.parse(Buffer.concat(chunks).toString()) as { who: string };
    if (request.url?.startsWith('/slow')) await new Promise((resolve) => setTimeout(resolve, 150));
    reply(200, { hello: who });
  };
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  seen = [];
  sessions = 0;
});

const link = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });

function workflow(path: string, extra: Partial<WorkflowJson['nodes'][number]> = {}): WorkflowJson {
  return {
    nodes: [
      { name: 'In', type: 'toys.toyTrigger', parameters: {} },
      {
        name: 'Ask',
        type: 'toys.toy',
        parameters: { url: url + path, who: '={{ $json.name }} of {{ $("In").item.json.team }}' },
        ...extra,
      },
      {
        name: 'Yes?',
        type: 'n8n-nodes-base.if',
        typeVersion: 2,
        parameters: {
          conditions: {
            options: { version: 2, caseSensitive: true, leftValue: '', typeValidation: 'strict' },
            combinator: 'and',
            conditions: [
              {
                id: 'c',
                leftValue: '={{ $json.hello }}',
                rightValue: 'Ann of A',
                operator: { type: 'string', operation: 'equals' },
              },
            ],
          },
        },
      },
    ],
    connections: { In: link('Ask'), Ask: link('Yes?') },
  };
}

function setup(
  path = '/ask',
  extra: Partial<EngineSetup> = {},
  responseMode?: 'responseNode' | 'lastNode',
): EngineSetup {
  return {
    workflow: workflow(path),
    nodeTypes: { 'toys.toyTrigger': new ToyTrigger(responseMode), 'toys.toy': new ToyAction('toyHeaderApi') },
    credentialTypes: [headerCredential],
    credentials: { toyHeaderApi: { key: 'k1' } },
    ...extra,
  };
}

const post = (body: unknown, token = 'right') => ({ triggerName: 'In', request: { query: { token }, body } });

test('runs nodes with expressions, generic authentication and a real filter', async () => {
  const triggerItems = [
    { name: 'Ann', team: 'A' },
    { name: 'Bob', team: 'B' },
  ];
  const run = await runWorkflow({ ...setup(), startNode: 'In', triggerItems });
  expect(run.error).toBeUndefined();
  expect(run.items('Ask')).toEqual([{ hello: 'Ann of A' }, { hello: 'Bob of B' }]);
  expect(run.items('Yes?', 0)).toEqual([{ hello: 'Ann of A' }]);
  expect(run.items('Yes?', 1)).toEqual([{ hello: 'Bob of B' }]);
  expect(seen[0]).toMatchObject({ key: 'k1', path: '/ask?via=query-%7B%7B1%7D%7D' });
});

test('a failing node ends the run with its NodeApiError, or carries on when told to', async () => {
  const credentials = { toyHeaderApi: { key: 'wrong' } };
  const failed = await runWorkflow({ ...setup('/ask', { credentials }), startNode: 'In' });
  expect(failed.status).toBe('error');
  expect(failed.nodes.Ask?.error).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
  const on = workflow('/ask', { onError: 'continueRegularOutput' });
  const carried = await runWorkflow({ ...setup('/ask', { credentials, workflow: on }), startNode: 'In' });
  expect(carried.status).toBe('success');
  // true only when nodes and engine share one n8n-workflow
  expect(carried.items('Ask')).toEqual([
    { error: expect.stringMatching(/Authorization failed/), sameClass: true },
  ]);
});

test('onReceived answers before the work, with what the trigger said', async () => {
  const call = await callWebhook({ ...setup('/slow'), ...post({ name: 'Ann', team: 'A' }) });
  expect(call.response).toMatchObject({ status: 200, body: { ok: true } });
  expect(call.executed).toBe(true);
  expect(call.run?.items('Ask')).toEqual([{ hello: 'Ann of A' }]);
  expect(call.run?.items('In')[0]).toMatchObject({ rawLength: '{"name":"Ann","team":"A"}'.length });
  expect(call.finishedAt - call.answeredAt).toBeGreaterThan(140);
});

test('a refused, a filtered and an unreadable call execute nothing', async () => {
  const refused = await callWebhook({ ...setup(), ...post({}, 'bad') });
  expect(refused.response).toMatchObject({ status: 401, body: { error: 'refused' } });
  const skipped = await callWebhook({ ...setup(), ...post({ skip: true }) });
  expect(skipped.response).toMatchObject({ status: 200, body: { skipped: true } });
  const broken = await callWebhook({
    ...setup(),
    triggerName: 'In',
    request: { query: { token: 'right' }, rawBody: '{', contentType: 'application/json' },
  });
  expect(broken.response.status).toBe(422);
  expect([refused, skipped, broken].map((call) => call.executed)).toEqual([false, false, false]);
  expect(seen).toEqual([]);
});

test('as in n8n: without a body, or with one n8n does not parse, a node has none; multipart keeps no bytes', async () => {
  const seen = async (request: Record<string, unknown>) => {
    const trigger = new ToyTrigger();
    let given: unknown;
    trigger.webhook = async function (this: IWebhookFunctions) {
      given = [this.getBodyData(), this.getRequestObject().rawBody?.toString()];
      return { webhookResponse: {} };
    };
    await callWebhook({
      ...setup(),
      nodeTypes: { 'toys.toyTrigger': trigger, 'toys.toy': new ToyAction('toyHeaderApi') },
      triggerName: 'In',
      request,
    });
    return given;
  };
  expect(await seen({})).toEqual([undefined, '']);
  expect(await seen({ rawBody: 'a=1', contentType: 'application/octet-stream' })).toEqual([undefined, 'a=1']);
  expect(await seen({ rawBody: '{"a":1}' })).toEqual([undefined, '{"a":1}']);
  const multipart = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
  expect(await seen({ rawBody: multipart, contentType: 'multipart/form-data; boundary=x' })).toEqual([
    { data: { a: '1' }, files: {} },
    undefined,
  ]);
});

test('form bodies are parsed', async () => {
  const contentType = 'application/x-www-form-urlencoded';
  const request = { query: { token: 'right' }, body: { name: 'Ann', team: 'A' }, contentType };
  const call = await callWebhook({ ...setup(), triggerName: 'In', request });
  expect(call.run?.items('Ask')).toEqual([{ hello: 'Ann of A' }]);
});

test('lastNode answers with the last item, and 500 when the execution failed', async () => {
  const good = await callWebhook({ ...setup('/ask', {}, 'lastNode'), ...post({ name: 'Ann', team: 'A' }) });
  expect(good.response).toMatchObject({ status: 200, body: { hello: 'Ann of A' } });
  const credentials = { toyHeaderApi: { key: 'wrong' } };
  const bad = await callWebhook({ ...setup('/ask', { credentials }, 'lastNode'), ...post({ name: 'Ann' }) });
  expect(bad.response).toMatchObject({ status: 500, body: { message: 'Error in workflow' } });
});

test('responseNode answers when a node sends the response', async () => {
  const flow = workflow('/slow');
  flow.nodes[2] = {
    name: 'Answer',
    type: 'n8n-nodes-base.respondToWebhook',
    parameters: { respondWith: 'text', responseBody: '={{ $json.hello }}!', options: { responseCode: 202 } },
  };
  flow.connections.Ask = link('Answer');
  const call = await callWebhook({
    ...setup('', { workflow: flow }, 'responseNode'),
    ...post({ name: 'Ann', team: 'A' }),
  });
  expect(call.response).toMatchObject({ status: 202, body: 'Ann of A!' });
  expect(call.answeredAt).toBeGreaterThan(140);
});

test('preAuthentication gets a token, and a new one after 401', async () => {
  const credentials = { toySessionApi: { url, token: '' } };
  const run = await runWorkflow({
    ...setup('/ask', { credentials, credentialTypes: [sessionCredential] }),
    nodeTypes: { 'toys.toyTrigger': new ToyTrigger(), 'toys.toy': new ToyAction('toySessionApi') },
    startNode: 'In',
    triggerItems: [{ name: 'Ann', team: 'A' }],
  });
  expect(run.items('Ask')).toEqual([{ hello: 'Ann of A' }]);
  expect(seen.map((request) => request.key)).toEqual(['session-1', 'session-2']);
  expect(credentials.toySessionApi.token).toBe('session-2');
});

test('an OAuth2 credential sends its access token', async () => {
  const token = { access_token: 'at-1', token_type: 'Bearer', refresh_token: 'rt' };
  const run = await runWorkflow({
    ...setup('/ask', {
      credentials: { toyOAuth2Api: { oauthTokenData: token } },
      credentialTypes: [oauthCredential],
    }),
    nodeTypes: { 'toys.toyTrigger': new ToyTrigger(), 'toys.toy': new ToyAction('toyOAuth2Api') },
    startNode: 'In',
    triggerItems: [{ name: 'Ann', team: 'A' }],
  });
  expect(run.items('Ask')).toEqual([{ hello: 'Ann of A' }]);
  expect(seen[0]?.authorization).toBe('Bearer at-1');
});

test('loadOptions runs in the real context with the credential', async () => {
  const flow = workflow('');
  const options = await callLoadOptions({ ...setup('', { workflow: flow }), node: 'Ask', method: 'names' });
  expect(options).toEqual([
    { name: 'one', value: 'one' },
    { name: 'two', value: 'two' },
  ]);
  expect(seen[0]?.key).toBe('k1');
});

test('an unknown node type or start node is named in the error', async () => {
  await expect(runWorkflow({ ...setup(), startNode: 'Nobody' })).rejects.toThrow('no node "Nobody"');
  await expect(runWorkflow({ ...setup(), nodeTypes: {}, startNode: 'In' })).rejects.toThrow(
    '"toys.toyTrigger"',
  );
});
