/** Answers that never end, in time or in length: both hosts break them off, with a credential and without. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { axiosTransport } from '../../node-red/host/transport';
import { MAX_ANSWER_BYTES } from '../../core/http/bounds';
import type { TransportFault } from '../../core/http/errors';
import type { HttpRequest, Transport } from '../../core/http/types';
import { signInOf } from '../../nodes/shared/sign-ins';
import { credentialTransport, plainTransport } from '../../nodes/shared/transport';
import { runWorkflow } from '../engines/n8n-core';
import { credentialTypes } from '../n8n/pack';

const MB = Buffer.alloc(1024 * 1024, 'a');
let sent = 0;
let closed = 0;
function pour(response: ServerResponse, into: NodeJS.WritableStream = response): void {
  let open = true;
  response.on('close', () => {
    open = false;
    closed += 1;
  });
  const more = (): void => {
    while (open && sent < 400) {
      sent += 1;
      if (!into.write(MB)) {
        into.once('drain', more);
        return;
      }
    }
    if (open) into.end();
  };
  more();
}
const drip = (response: ServerResponse): void => {
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => {
    closed += 1;
    clearInterval(timer);
  });
};
const ANSWERS: Record<string, (response: ServerResponse) => void> = {
  '/drip': (response) => drip(response.writeHead(200, { 'content-type': 'application/json' })),
  '/silent': (response) => void response.on('close', () => (closed += 1)),
  '/drip-refused': (response) => drip(response.writeHead(500)),
  '/endless': (response) => pour(response.writeHead(200)),
  '/endless-refused': (response) => pour(response.writeHead(400)),
  '/endless-401': (response) => pour(response.writeHead(401)),
  '/bomb': (response) => {
    const gzip = createGzip();
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
    gzip.pipe(response);
    pour(response, gzip);
  },
  '/fits': (response) => void response.end(Buffer.alloc(MAX_ANSWER_BYTES, '1')),
  '/too-long': (response) => void response.end(Buffer.alloc(MAX_ANSWER_BYTES + 1, '1')),
  '/json': (response) => void response.end('\ufeff{"ї":1}'),
  '/oauth/token': (response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"access_token":"fresh","token_type":"Bearer"}'),
  '/empty': (response) => void response.writeHead(204).end(),
};
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer(({ url: path = '' }, response) => ANSWERS[path]?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Sent = Omit<HttpRequest, 'method' | 'url'>;
type Result = { status?: number; body?: unknown; length?: number; reason?: string; sent?: boolean };
const tell = (transport: Transport, path: string, request: Sent): Promise<Result> =>
  transport({ method: 'GET', url: url + path, ...request }).then(
    ({ status, body }) => ({ status, body: String(body).slice(0, 40), length: String(body).length }),
    ({ reason, sent: left }: TransportFault) => ({ reason, sent: left }),
  );
const inN8n =
  (of: (context: IExecuteFunctions) => Transport) =>
  async (path: string, request: Sent): Promise<Result> => {
    const type: INodeType = {
      description: {
        displayName: 'Sender',
        name: 'sender',
        group: ['output'],
        version: 1,
        description: 'Sends',
        defaults: { name: 'Sender' },
        inputs: [NodeConnectionTypes.Main],
        outputs: [NodeConnectionTypes.Main],
        credentials: [{ name: 'ringostatPipedriveApi' }, { name: 'ringostatPipedriveOAuth2Api' }],
        properties: [],
      },
      async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
        return [[{ json: { ...(await tell(of(this), path, request)) } as IDataObject }]];
      },
    };
    const oauthTokenData = { access_token: 'worn', refresh_token: 'refresh', token_type: 'Bearer' };
    const run = await runWorkflow({
      workflow: { nodes: [{ name: 'Node', type: 'test.sender', parameters: {} }], connections: {} },
      nodeTypes: { 'test.sender': type },
      credentialTypes,
      credentials: {
        ringostatPipedriveApi: { apiToken: 'key-of-test', baseUrl: url },
        ringostatPipedriveOAuth2Api: { clientId: 'id', clientSecret: 'secret', baseUrl: url, oauthTokenData },
      },
      startNode: 'Node',
    });
    return run.items('Node')[0] as Result;
  };
const signIn = (way: string) => {
  const found = signInOf('pipedrive', way);
  if (!found) throw new Error(way);
  return found;
};

describe.each<[string, (path: string, request: Sent) => Promise<Result>]>([
  [
    'Node-RED',
    (path, request) =>
      tell(
        axiosTransport(() => ({})),
        path,
        request,
      ),
  ],
  ['n8n without a credential', inN8n(plainTransport)],
  ['n8n with a key', inN8n((context) => credentialTransport(context, signIn('apiToken')))],
  ['n8n with OAuth2', inN8n((context) => credentialTransport(context, signIn('oAuth2')))],
])('%s', (_, ask) => {
  beforeEach(() => {
    sent = 0;
    closed = 0;
  });
  test.each(['/drip', '/drip-refused', '/silent'])('%s ends at the deadline', async (path) => {
    expect(await ask(path, { deadlineMs: 400 })).toEqual({ reason: 'timeout', sent: true });
  });
  test('a signal ends it before', async () => {
    expect(await ask('/drip', { signal: AbortSignal.timeout(200) })).toEqual({
      reason: 'aborted',
      sent: true,
    });
  });
  test.each(['/endless', '/endless-refused', '/bomb', '/too-long'])('%s ends at the cap', async (path) => {
    expect(await ask(path, {})).toEqual({ reason: 'tooLarge', sent: true });
    // What the sockets hold beside what was read; a bomb is so small that they hold most of it.
    if (path !== '/bomb') expect(sent).toBeLessThan(100);
  });
  test('a longer cap is the request’s own, and so is a shorter', async () => {
    expect(await ask('/too-long', { answer: 'text', maxBytes: MAX_ANSWER_BYTES + 1 })).toMatchObject({
      status: 200,
    });
    expect(await ask('/fits', { answer: 'binary', maxBytes: 1000 })).toEqual({
      reason: 'tooLarge',
      sent: true,
    });
  });
  test('what fits is read: 20 MB, JSON in UTF-8, nothing', async () => {
    expect(await ask('/fits', { answer: 'text' })).toMatchObject({ status: 200, length: MAX_ANSWER_BYTES });
    expect(await ask('/json', { answer: 'text' })).toMatchObject({ body: '{"ї":1}' });
    expect(await ask('/empty', {})).toMatchObject({ status: 204, body: 'null' });
  });
});
test('n8n with OAuth2: a 401 without end is broken off too, before and after the renewal', async () => {
  const ask = inN8n((context) => credentialTransport(context, signIn('oAuth2')));
  sent = 0;
  expect(await ask('/endless-401', {})).toEqual({ reason: 'tooLarge', sent: true });
  expect(sent).toBeLessThan(150);
});
