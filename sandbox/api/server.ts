/** Pages and their API on 127.0.0.1: for pages of this address only, and for hosts on this machine. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readRequest } from '../common/body';
import { bundlePage } from '../common/bundle-page';
import { listenAnew } from '../common/listen';
import type { Lab } from '../common/lab';
import type { SandboxRequest } from '../common/types';
import type { FakeRingostat } from '../ringostat/types';
import { fieldsOf, readAddress, RefusedOrder, refuse } from './check-order';
import { openDesk, type ApplyTable, type Desk } from './desk';
import { createHub } from './hub';
import type { Target } from './types';

export interface PageServer {
  url: string;
  /** Where webhooks of the page go from now on. */
  aim(target: Target, apply?: ApplyTable): void;
  close(): Promise<void>;
}

/** A page needs no more; a flow's items with a transcript may come near, bytes. */
const MAX_BODY = 2_000_000;
const PAGES: Record<string, () => Promise<string>> = {
  '/': () => bundlePage('sandbox'),
  '/matrix': () => bundlePage('matrix', { alone: true }),
};
/** Bundled when they are asked for first. */
const bundled = new Map<string, Promise<string>>();
function pageAt(path: string): Promise<string> | null {
  const make = PAGES[path];
  if (!make) return null;
  const page = bundled.get(path) ?? make();
  bundled.set(path, page);
  return page;
}

type Answer = { status: number; body?: unknown };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

/** Another name for this machine may be somebody's page that had its address changed (DNS rebinding). */
const isOurs = (message: IncomingMessage): boolean => {
  const { host = '', origin } = message.headers;
  return (
    /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host) && (origin === undefined || origin === `http://${host}`)
  );
};

async function post(desk: Desk, { path, body, headers }: SandboxRequest): Promise<Answer> {
  if (!(headers['content-type'] ?? '').includes('application/json')) return { status: 415 };
  const fields = (): Record<string, unknown> => fieldsOf(body);
  switch (path) {
    case '/sandbox/call':
      return { status: 200, body: { id: desk.call(body).id } };
    case '/sandbox/paste': {
      const { payload, event } = fields();
      const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
      if (!isObject) return refuse('pasted', 'badJson');
      const story = desk.paste(payload as Record<string, unknown>, typeof event === 'string' ? event : null);
      return { status: 200, body: { id: story.id } };
    }
    case '/sandbox/ring':
      return { status: 200, body: await desk.ring(String(fields()['number'] ?? '')) };
    case '/sandbox/trouble':
      desk.trouble(body);
      return { status: 204 };
    case '/sandbox/target': {
      const { target } = desk.setup();
      const calls = readAddress(body, 'calls');
      const routing = fields()['routing'] ? readAddress(body, 'routing') : (target?.routing ?? calls);
      desk.aim({ calls, routing, host: null, editor: target?.editor ?? null });
      return { status: 204 };
    }
    case '/sandbox/apply':
      await desk.apply(body);
      return { status: 204 };
    case '/sandbox/told':
      return { status: desk.told(body) ? 204 : 400 };
    default:
      return { status: 404 };
  }
}

/** Starts on the given port of 127.0.0.1 (0 or none: a free one). Throws when it is taken. */
export async function startPages(lab: Lab, ringostat: FakeRingostat, port?: number): Promise<PageServer> {
  const hub = createHub();
  const desk = openDesk(lab, ringostat, hub);
  const send = (response: ServerResponse, status: number, headers: object, body: string): void => {
    response.writeHead(status, { ...headers, 'x-content-type-options': 'nosniff' });
    response.end(body);
  };
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOurs(message))
      return send(response, 403, {}, 'This sandbox answers pages of its own address only.');
    if (Number(message.headers['content-length'] ?? 0) > MAX_BODY) return send(response, 413, {}, '');
    const request = await readRequest(message);
    const { method, path } = request;
    if (method === 'GET' && path === '/sandbox/events') {
      hub.add(response);
      response.write(`event: setup\ndata: ${JSON.stringify(desk.setup())}\n\n`);
      response.write(`event: stories\ndata: ${JSON.stringify(desk.stories())}\n\n`);
      response.write(`event: state\ndata: ${JSON.stringify(await desk.state())}\n\n`);
      return;
    }
    if (method === 'GET' && path === '/sandbox/state')
      return send(response, 200, JSON_TYPE, JSON.stringify(await desk.state()));
    const page = method === 'GET' ? pageAt(path) : null;
    if (page) return send(response, 200, HTML_TYPE, await page);
    const { status, body } = method === 'POST' ? await post(desk, request) : { status: 404, body: undefined };
    send(response, status, JSON_TYPE, body === undefined ? '' : JSON.stringify(body));
  };
  const server = createServer((message, response) => {
    answer(message, response).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      const refused = error instanceof RefusedOrder;
      const body = refused ? error.refusal : { message: String(error) };
      send(response, refused ? 422 : 500, JSON_TYPE, JSON.stringify(body));
    });
  });
  const taken = await listenAnew(server, port);
  return {
    url: `http://127.0.0.1:${taken}`,
    aim: (target, apply) => desk.aim(target, apply),
    close: () =>
      new Promise((resolve) => {
        desk.close();
        hub.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
