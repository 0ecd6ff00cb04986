import axios, { type AxiosRequestConfig } from 'axios';
import { TransportFault } from '../../core/http/errors';
import { ADDRESS_REFUSED, guarded } from './guarded';
import type { HttpRequest, HttpResponse, Transport } from '../../core/http/types';

/** Headers that authenticate one request; asked for anew for each, so that a refreshed token is used at once. */
export type AuthHeaders = () => Record<string, string> | Promise<Record<string, string>>;

const DEFAULT_TIMEOUT_MS = 30_000;
/** Errors of a connection that was never made. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
/** These come while connecting, or later on a connection in use: then the request may have been carried out. */
const NOT_SENT_IF_CONNECTING = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** The operation of the socket that failed: connect, read, write; null when nobody tells. */
function operationOf(error: unknown): unknown {
  const { syscall, cause } = error as { syscall?: unknown; cause?: { syscall?: unknown } };
  return syscall ?? cause?.syscall ?? null;
}
function neverSent(code: string, error: unknown): boolean {
  return NOT_SENT.has(code) || (NOT_SENT_IF_CONNECTING.has(code) && operationOf(error) === 'connect');
}

function parseBody(data: unknown, wanted: HttpRequest['answer']): unknown {
  if (wanted === 'binary' || typeof data !== 'string' || wanted === 'text') return data;
  if (data === '') return null;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return data;
  }
}

function toConfig(request: HttpRequest, auth: Record<string, string>): AxiosRequestConfig {
  const headers: Record<string, string> = { accept: 'application/json', ...request.headers, ...auth };
  let data: string | Buffer | undefined;
  if (request.json !== undefined) {
    data = JSON.stringify(request.json);
    headers['content-type'] = 'application/json';
  } else if (request.form) {
    data = new URLSearchParams(request.form).toString();
    headers['content-type'] = 'application/x-www-form-urlencoded';
  } else if (request.raw) {
    data = Buffer.from(request.raw.bytes);
    headers['content-type'] = request.raw.contentType;
  }
  return {
    method: request.method,
    url: request.url,
    params: request.query,
    headers,
    data,
    signal: request.signal,
    timeout: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    responseType: request.answer === 'binary' ? 'arraybuffer' : 'text',
    // axios would parse JSON by itself and throw on some answers; the core decides instead.
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
    ...(request.maxBytes === undefined ? {} : { maxContentLength: request.maxBytes }),
    maxRedirects: request.followRedirects ? 5 : 0,
    ...(request.addressAllowed ? guarded(request.url, request.addressAllowed) : {}),
  };
}

/** The one message shows the code only: axios' own text may carry the URL with its token. */
export function toFault(error: unknown): TransportFault {
  const code = axios.isAxiosError(error) ? (error.code ?? 'unknown') : 'unknown';
  if (axios.isCancel(error)) return new TransportFault('the request was cancelled', 'aborted', true);
  if (axios.isAxiosError(error) && /maxContentLength/.test(error.message))
    return new TransportFault('the answer is larger than it may be', 'tooLarge', true);
  if ((error as { code?: unknown } | null)?.code === ADDRESS_REFUSED)
    return new TransportFault('the host leads to an address that is not allowed', 'address', false);
  if (code === 'ECONNABORTED') return new TransportFault('no answer in time', 'timeout', true);
  return new TransportFault(`the connection failed (${code})`, 'connection', !neverSent(code, error));
}

/** Transport over axios that adds the account's authentication. Resolves for every status; throws TransportFault. */
export function axiosTransport(auth: AuthHeaders): Transport {
  return async (request: HttpRequest): Promise<HttpResponse> => {
    const authHeaders = await auth();
    try {
      const answer = await axios.request<unknown>(toConfig(request, authHeaders));
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(answer.headers)) headers[name.toLowerCase()] = String(value);
      return { status: answer.status, headers, body: parseBody(answer.data, request.answer) };
    } catch (error) {
      throw toFault(error);
    }
  };
}
