import type { IncomingMessage } from 'node:http';

export type ReadBody =
  { tooLarge: true; size: number } | { tooLarge: false; body: unknown; size: number | null };

/** Express' request, as far as it is needed: `body` is set when a parser of the host ran before. */
export type HostRequest = IncomingMessage & { body?: unknown; _body?: boolean };

function announced(request: HostRequest): number | null {
  const size = Number(request.headers['content-length']);
  return Number.isFinite(size) && request.headers['content-length'] !== undefined ? size : null;
}

/**
 * Body of a webhook: text as sent, or the object the host has parsed already (Node-RED's admin parser runs before
 * httpNode routes when both share the root). Never holds more than `cap` bytes. Rejects when the sender breaks off.
 */
export function readBody(request: HostRequest, cap: number): Promise<ReadBody> {
  const size = announced(request);
  if (size !== null && size > cap) {
    request.resume();
    return Promise.resolve({ tooLarge: true, size });
  }
  if (request.readableEnded || request._body === true) {
    return Promise.resolve({ tooLarge: false, body: request.body ?? '', size });
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let held = 0;
    request.on('data', (chunk: Buffer) => {
      held += chunk.length;
      if (held > cap) {
        chunks.length = 0;
        resolve({ tooLarge: true, size: held });
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () =>
      resolve({ tooLarge: false, body: Buffer.concat(chunks).toString('utf8'), size: held }),
    );
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('the sender broke off the request')));
  });
}
