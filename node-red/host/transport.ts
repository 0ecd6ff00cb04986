import axios, { type AxiosRequestConfig } from 'axios';
import { answerTooSlow, deadlineOf, IDLE_MS, MAX_ANSWER_BYTES } from '../../core/http/bounds';
import { TransportFault } from '../../core/http/errors';
import { networkFault } from '../../core/http/network-fault';
import { ADDRESS_REFUSED, guarded } from './guarded';
import type { HttpRequest, HttpResponse, Transport } from '../../core/http/types';

/** Headers that authenticate one request; asked for anew for each, so that a refreshed token is used at once. */
export type AuthHeaders = () => Record<string, string> | Promise<Record<string, string>>;

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
    timeout: request.timeoutMs ?? IDLE_MS,
    responseType: request.answer === 'binary' ? 'arraybuffer' : 'text',
    // axios would parse JSON by itself and throw on some answers; the core decides instead.
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
    maxContentLength: request.maxBytes ?? MAX_ANSWER_BYTES,
    maxRedirects: request.followRedirects ? 5 : 0,
    ...(request.addressAllowed ? guarded(request.url, request.addressAllowed) : {}),
  };
}

/** The message shows the code at most: axios' own text may carry the URL with its token. */
export function toFault(error: unknown): TransportFault {
  if ((error as { code?: unknown } | null)?.code === ADDRESS_REFUSED)
    return new TransportFault('the host leads to an address that is not allowed', 'address', false);
  return networkFault(error) ?? new TransportFault('the connection failed', 'connection', true);
}

/** Transport over axios that adds the account's authentication. Resolves for every status; throws TransportFault. */
export function axiosTransport(auth: AuthHeaders): Transport {
  return async (request: HttpRequest): Promise<HttpResponse> => {
    const authHeaders = await auth();
    const deadline = AbortSignal.timeout(deadlineOf(request));
    const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
    try {
      const answer = await axios.request<unknown>({ ...toConfig(request, authHeaders), signal });
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(answer.headers)) headers[name.toLowerCase()] = String(value);
      return { status: answer.status, headers, body: parseBody(answer.data, request.answer) };
    } catch (error) {
      const fault = toFault(error);
      throw fault.reason === 'aborted' && !request.signal?.aborted ? answerTooSlow() : fault;
    }
  };
}
