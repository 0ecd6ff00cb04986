/** HTTP byte for byte: what fetch would label, tidy or refuse is sent as it is. */
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { WayRequest } from '../../ways/request';

const TIMEOUT_MS = 10_000;

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Sends a request to a trigger. Rejects when there is no answer in ten seconds. */
export function sendRaw(
  url: string,
  parameters: Record<string, string>,
  { method, query, headers, body }: WayRequest,
): Promise<RawAnswer> {
  const { hostname, port, pathname } = new URL(url);
  const search = [new URLSearchParams(parameters).toString(), query].filter(Boolean).join('&');
  return new Promise((resolve, reject) => {
    const path = search ? `${pathname}?${search}` : pathname;
    const length = body ? { 'content-length': body.length } : {};
    const sent = request(
      { hostname, port, method, path, agent: false, headers: { ...length, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    sent.setTimeout(TIMEOUT_MS, () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

/** Writes the head of a POST that announces a body, and part of it; resolves with what comes back, "" if nothing does. */
export function sendHead(url: string, search: string, part: string, hangUpAfterMs: number): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        `POST ${pathname}?${search} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n${part}`,
      ),
    );
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    setTimeout(() => socket.destroy(), hangUpAfterMs);
  });
}
