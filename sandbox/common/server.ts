import { createServer, type Server, type ServerResponse } from 'node:http';
import { readRequest } from './body';
import { FaultQueue } from './faults';
import { listenAnew } from './listen';
import type { Exchange, RecordedRequest, SandboxAnswer, SandboxHandler, SandboxRequest } from './types';

/** A listening fake: where it is, what it saw, and the faults it will commit. */
export interface SandboxServer {
  url: string;
  requests: RecordedRequest[];
  faults: FaultQueue;
  onExchange(listener: (exchange: Exchange) => void): void;
  close(): Promise<void>;
}

const SECRET_HEADERS = new Set(['authorization', 'auth-key', 'x-api-token', 'cookie']);

function record(request: SandboxRequest): RecordedRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !SECRET_HEADERS.has(name)),
  );
  return {
    method: request.method,
    path: request.path,
    query: Object.fromEntries(request.query),
    headers,
    body: request.body,
    status: 0,
    answer: null,
    answerHeaders: {},
    startedAt: Date.now(),
    finishedAt: null,
  };
}

function send(response: ServerResponse, answer: SandboxAnswer): void {
  const { body } = answer;
  const raw = Buffer.isBuffer(body) || typeof body === 'string';
  const payload = body === undefined ? '' : raw ? body : JSON.stringify(body);
  const type = raw ? 'text/plain; charset=utf-8' : 'application/json;charset=utf-8';
  response.writeHead(answer.status, {
    ...(payload === '' ? {} : { 'content-type': type }),
    'content-length': String(Buffer.byteLength(payload)),
    ...answer.headers,
  });
  response.end(payload);
}

async function answerOf(handler: SandboxHandler, request: SandboxRequest): Promise<SandboxAnswer> {
  try {
    return await handler(request);
  } catch (error) {
    // A mistake of the fake itself: loud, so that no test takes it for the vendor's behaviour.
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 599, body: { message: `The fake failed: ${message}` } };
  }
}

/**
 * Starts a server on 127.0.0.1 (without `port`, on any no fake has had) that records every request and commits queued faults.
 * Requests for which `silent` holds are answered but neither recorded nor hit by faults (the sandbox page's own).
 */
export async function startServer(
  handler: SandboxHandler,
  options: { port?: number; silent?: (request: SandboxRequest) => boolean } = {},
): Promise<SandboxServer> {
  const requests: RecordedRequest[] = [];
  const faults = new FaultQueue();
  const listeners: ((exchange: Exchange) => void)[] = [];

  const server: Server = createServer((message, response) => {
    void (async () => {
      const request = await readRequest(message);
      if (options.silent?.(request)) return send(response, await answerOf(handler, request));
      const entry = record(request);
      requests.push(entry);
      const fault = faults.take(request);
      if (fault === 'hang') return;
      if (fault === 'dropBefore') return void message.socket.destroy();
      if (fault !== null && typeof fault === 'object' && 'delayMs' in fault) {
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      }
      const own = fault !== null && typeof fault === 'object' && 'status' in fault;
      const answer = own ? fault : await answerOf(handler, request);
      entry.answer = answer.body ?? null;
      entry.answerHeaders = answer.headers ?? {};
      entry.finishedAt = Date.now();
      if (fault === 'dropAfterCommit') return void message.socket.destroy();
      entry.status = answer.status;
      // An answer invented by a test is not the fake's: the contract checker does not judge it.
      if (!own) {
        const { method, path, query, body: requestBody, status } = entry;
        for (const listener of listeners) {
          listener({ method, path, query, requestBody, status, responseBody: answer.body ?? null });
        }
      }
      send(response, answer);
    })().catch(() => message.socket.destroy());
  });
  const port = await listenAnew(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    faults,
    onExchange: (listener) => void listeners.push(listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
