import type { IncomingMessage } from 'node:http';
import { readMultipart } from './multipart';
import type { SandboxRequest } from './types';

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parse(raw: Buffer, contentType: string): { body: unknown; malformed: boolean } {
  if (contentType.includes('multipart/form-data')) {
    const parts = readMultipart(raw, contentType);
    return { body: parts, malformed: parts === null };
  }
  const text = raw.toString('utf8');
  if (text === '') return { body: null, malformed: false };
  if (contentType.includes('application/x-www-form-urlencoded')) {
    return { body: Object.fromEntries(new URLSearchParams(text)), malformed: false };
  }
  if (contentType.includes('json')) {
    try {
      return { body: JSON.parse(text) as unknown, malformed: false };
    } catch {
      return { body: text, malformed: true };
    }
  }
  return { body: text, malformed: false };
}

/** Reads a request to its end. */
export async function readRequest(message: IncomingMessage): Promise<SandboxRequest> {
  const url = new URL(message.url ?? '/', 'http://sandbox');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) headers[name] = String(value);
  const { body, malformed } = parse(await bytesOf(message), headers['content-type'] ?? '');
  return {
    method: message.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers,
    body,
    malformed,
  };
}
