import type { IncomingRequest } from '../../core/event/receive';
import { readBody } from './read-body';
import type { HostRequest } from './routes';

function texts(values: Record<string, unknown>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') result[name] = first;
  }
  return result;
}

/** The webhook as the core takes it. A body over `cap` bytes is left out and its size told, so the core refuses it. */
export async function incoming(request: HostRequest, cap: number): Promise<IncomingRequest> {
  const read = await readBody(request, cap);
  return {
    method: request.method ?? 'GET',
    query: texts(request.query),
    headers: texts(request.headers),
    body: read.tooLarge ? '' : read.body,
    pathToken: request.params['token'] ?? null,
    remoteAddress: request.ip ?? request.socket.remoteAddress ?? null,
    size: read.size,
  };
}
