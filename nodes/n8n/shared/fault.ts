/** What n8n's request helpers throw, read without trusting its shape. */
import { TransportFault } from '../../../core/http/errors';
import type { HttpResponse } from '../../../core/http/types';

type Bag = Record<string, unknown>;
const bag = (value: unknown): Bag | null =>
  typeof value === 'object' && value !== null ? (value as Bag) : null;
const MAX_DEPTH = 5;

/** The error and its causes, outermost first. */
function chain(error: unknown): Bag[] {
  const links: Bag[] = [];
  for (let link = bag(error); link && links.length < MAX_DEPTH; link = bag(link['cause'])) links.push(link);
  return links;
}

/** Codes of a request that never left: nothing was written. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EPROTO']);
/** These come while connecting, or later on a connection in use: then the request may have been carried out. */
const NOT_SENT_IF_CONNECTING = new Set(['EHOSTUNREACH', 'ENETUNREACH']);
const TIMED_OUT = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT']);
const CANCELLED = new Set(['ERR_CANCELED', 'ABORT_ERR']);

/** Takes what was thrown; returns the answer inside it when the system did answer, else null. */
export function answerIn(error: unknown): HttpResponse | null {
  for (const link of chain(error)) {
    const response = bag(link['response']);
    const status = Number(response?.['status'] ?? response?.['statusCode']);
    if (response && Number.isInteger(status) && status > 0) {
      const headers = Object.entries(bag(response['headers']) ?? {});
      return {
        status,
        headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), String(value)])),
        body: response['data'] ?? response['body'] ?? null,
      };
    }
  }
  return null;
}

/** Takes what was thrown; returns the fault when it is one of the network, else null. No message holds a URL. */
export function networkFault(error: unknown): TransportFault | null {
  const links = chain(error);
  const codes = links.map((link) => link['code']).filter((code): code is string => typeof code === 'string');
  const has = (set: Set<string>): boolean => codes.some((code) => set.has(code));
  if (has(CANCELLED)) return new TransportFault('the request was cancelled', 'aborted', true);
  const connecting = links.some((link) => link['syscall'] === 'connect');
  if (has(NOT_SENT) || (connecting && has(NOT_SENT_IF_CONNECTING)))
    return new TransportFault('no connection could be made', 'connection', false);
  if (has(TIMED_OUT)) return new TransportFault('no answer came in time', 'timeout', true);
  const network =
    links.some((link) => link['isAxiosError'] === true) ||
    has(NOT_SENT_IF_CONNECTING) ||
    has(new Set(['ECONNRESET', 'EPIPE']));
  return network
    ? new TransportFault('the connection broke before an answer came', 'connection', true)
    : null;
}
