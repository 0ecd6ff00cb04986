/** Bodies as bytes through n8n's real request helpers, with keys and with a token that has run out. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ACCOUNTS } from '../../core/crm/zoho/accounts';
import type { HttpRequest } from '../../core/http/types';
import { signInOf } from '../../nodes/shared/sign-ins';
import { credentialTransport } from '../../nodes/shared/transport';
import { runWorkflow } from '../engines/n8n-core';
import { credentialTypes } from './pack';

interface Seen {
  path: string;
  contentType: string | undefined;
  authorization: string | undefined;
  key: string | undefined;
  body: Buffer;
}
/** A path for which the token lacks a scope, whatever token. */
const SCOPE = '/scope';
const codeOf = (good: boolean, path: string): { code?: string } =>
  !good ? { code: 'INVALID_TOKEN' } : path === SCOPE ? { code: 'OAUTH_SCOPE_MISMATCH' } : {};
let server: Server;
let url: string;
let seen: Seen[];
let tokenStatus: number;
let tokenBody: object;
beforeEach(async () => {
  seen = [];
  tokenStatus = 200;
  tokenBody = { ok: false };
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { headers, url: path = '' } = request;
      const { authorization } = headers;
      const key = headers['x-api-token'] as string | undefined;
      const contentType = headers['content-type'];
      seen.push({ path, contentType, authorization, key, body: Buffer.concat(chunks) });
      const good = key !== undefined || authorization === 'Bearer fresh';
      const isToken = path === '/oauth/token';
      const allowed = good && path !== SCOPE;
      response.writeHead(isToken ? tokenStatus : allowed ? 200 : 401, { 'content-type': 'application/json' });
      const token = { access_token: 'fresh', token_type: 'Bearer', expires_in: 3600 };
      const told = isToken
        ? tokenStatus === 200
          ? token
          : tokenBody
        : { ok: allowed, ...codeOf(good, path) };
      response.end(JSON.stringify(told));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Every value of a byte, so that any re-coding shows. */
const BYTES = Uint8Array.from({ length: 1024 }, (_, index) => index % 256);
const CONTENT_TYPE = 'multipart/form-data; boundary=----of-the-test';

interface Sending {
  /** One request each. */
  paths?: string[];
  stale?: (body: unknown) => boolean;
}
/** A node that sends requests with the transport of our nodes. */
function sender(
  authentication: 'apiToken' | 'oAuth2',
  request: Omit<HttpRequest, 'url'>,
  { paths = ['/upload'], stale }: Sending = {},
): INodeType {
  const signIn = signInOf('pipedrive', authentication);
  if (!signIn) throw new Error('Pipedrive has no such way to sign in');
  return {
    description: {
      displayName: 'Sender',
      name: 'sender',
      group: ['output'],
      version: 1,
      description: 'Sends',
      defaults: { name: 'Sender' },
      inputs: [NodeConnectionTypes.Main],
      outputs: [NodeConnectionTypes.Main],
      credentials: [{ name: signIn.credential, required: true }],
      properties: [],
    },
    async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
      const json: INodeExecutionData[] = [];
      for (const path of paths) {
        const answer = await credentialTransport(this, signIn, stale)({ ...request, url: `${url}${path}` });
        json.push({ json: { status: answer.status, body: answer.body as object } });
      }
      return [json];
    },
  };
}
function send(
  authentication: 'apiToken' | 'oAuth2',
  request: Omit<HttpRequest, 'url'>,
  sending: Sending = {},
) {
  const oauthTokenData = { access_token: 'worn', refresh_token: 'refresh', token_type: 'Bearer' };
  return runWorkflow({
    workflow: { nodes: [{ name: 'Node', type: 'test.sender', parameters: {} }], connections: {} },
    nodeTypes: { 'test.sender': sender(authentication, request, sending) },
    credentialTypes,
    credentials: {
      ringostatPipedriveApi: { apiToken: 'key-of-test', baseUrl: url },
      ringostatPipedriveOAuth2Api: {
        clientId: 'id',
        clientSecret: 'client-secret-of-test',
        baseUrl: url,
        oauthTokenData,
      },
    },
    startNode: 'Node',
  });
}
/** A view into a larger buffer, as a recording may be. */
const raw = {
  bytes: new Uint8Array([9, ...BYTES, 9]).subarray(1, 1 + BYTES.length),
  contentType: CONTENT_TYPE,
};

test('bytes arrive as they are, with their content type and the key', async () => {
  const result = await send('apiToken', { method: 'POST', raw });
  expect(result.error).toBeUndefined();
  expect(result.items('Node')).toEqual([{ status: 200, body: { ok: true } }]);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ contentType: CONTENT_TYPE, key: 'key-of-test' });
  expect(seen[0]?.body.equals(Buffer.from(BYTES))).toBe(true);
});

test('bytes are sent again with the new token', async () => {
  const result = await send('oAuth2', { method: 'POST', raw });
  expect(result.items('Node')).toEqual([{ status: 200, body: { ok: true } }]);
  expect(seen.map(({ path }) => path)).toEqual(['/upload', '/oauth/token', '/upload']);
  expect(seen[2]).toMatchObject({ contentType: CONTENT_TYPE, authorization: 'Bearer fresh' });
  expect(seen[2]?.body.equals(Buffer.from(BYTES))).toBe(true);
});

test('a scope that lacks costs one token, not one each time; a token that ran out is renewed all the same', async () => {
  const stale = ACCOUNTS[0]?.stale;
  const paths = [SCOPE, SCOPE, '/upload', SCOPE];
  const first = await send('oAuth2', { method: 'GET' }, { paths, stale });
  expect(first.items('Node').map(({ status }) => status)).toEqual([401, 401, 200, 401]);
  expect(
    seen.map(({ path, authorization }) => `${path} ${String(authorization).split(' ')[1] ?? ''}`),
  ).toEqual([
    `${SCOPE} worn`,
    expect.stringContaining('/oauth/token') as string,
    `${SCOPE} fresh`,
    `${SCOPE} fresh`,
    '/upload fresh',
    `${SCOPE} fresh`,
  ]);
  // Still believed to be in vain, but this time the token itself is the fault.
  seen = [];
  const next = await send('oAuth2', { method: 'POST', raw }, { stale });
  expect(next.items('Node')).toEqual([{ status: 200, body: { ok: true } }]);
  expect(seen.map(({ path }) => path)).toEqual(['/upload', '/upload', '/oauth/token', '/upload']);
});

test('JSON and forms keep their content types', async () => {
  await send('apiToken', { method: 'POST', json: { a: 'ї' } });
  await send('apiToken', { method: 'POST', form: { a: 'ї &' } });
  expect(seen.map(({ contentType }) => contentType?.split(';')[0])).toEqual([
    'application/json',
    'application/x-www-form-urlencoded',
  ]);
  expect(seen.map(({ body }) => body.toString())).toEqual(['{"a":"ї"}', 'a=%D1%97+%26']);
});

test('a token server that is unwell is no refused credential: a later try may do', async () => {
  tokenStatus = 503;
  const result = await send('oAuth2', { method: 'POST', raw });
  expect(result.items('Node')).toMatchObject([{ status: 503 }]);
});

test('a token server that is asked too often is no refused credential: its words reach the person, no secret does', async () => {
  tokenStatus = 400;
  tokenBody = {
    error: 'Access Denied',
    error_description: 'You have made too many requests continuously, client-secret-of-test.',
  };
  const { error } = await send('oAuth2', { method: 'POST', raw });
  const told = JSON.stringify([error?.message, error?.description, error?.context]);
  expect(told).toContain('too many requests continuously');
  expect(told).not.toMatch(/credentialRefused|secret-of-test/);
});

test('a refused renewal is told as the 401 it is', async () => {
  tokenStatus = 400;
  const result = await send('oAuth2', { method: 'POST', raw });
  expect(result.items('Node')).toMatchObject([{ status: 401 }]);
});
