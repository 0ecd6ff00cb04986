import { readQuery, type RequestHead } from '../../core/event/receive';
import type { HostRequest } from './host-app';
import { restOfPath } from './routes';

function texts(values: Record<string, unknown>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') result[name] = first;
  }
  return result;
}

/** The webhook as the core takes it before its body is read; null when its path holds an escape that is no text (`%E0%A4%A`). */
export function requestHead(request: HostRequest): RequestHead | null {
  const rest = restOfPath(request);
  let pathToken: string;
  try {
    pathToken = decodeURIComponent(rest);
  } catch {
    return null;
  }
  return {
    method: request.method ?? 'GET',
    query: readQuery(request.originalUrl ?? request.url ?? ''),
    headers: texts(request.headers),
    pathToken: pathToken === '' ? null : pathToken,
    remoteAddress: request.ip ?? request.socket.remoteAddress ?? null,
  };
}

/** Takes the secret out of a request that lives on beside its response, wherever a flow or a log could find it. */
export function forgetSecrets(request: HostRequest): void {
  const path = (request.originalUrl ?? '').split('?', 1)[0] ?? '';
  const rest = restOfPath(request);
  request.originalUrl = rest === '' ? path : path.slice(0, path.lastIndexOf(rest));
  request.url = '/';
  Object.assign(request, { query: {}, params: {}, _parsedUrl: undefined, _parsedOriginalUrl: undefined });
  delete request.headers.authorization;
  request.rawHeaders = [];
}
