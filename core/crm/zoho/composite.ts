/** Several requests in one (docs/reference/zoho.md#composite-requests): at most five, one record per write, 25 per read. */
import type { HttpClient } from '../../http/types';
import { paths } from './endpoints';
import { asJson, listOf, PartsError, textOf, toError, type ZohoError } from './errors';
import { said } from '../../text/said';
import type { Words } from '../../model/said';

export const PARTS_MAX = 5;
/** Records a read inside a composite gives at most. */
export const READ_MAX = 25;

export interface SubRequest {
  sub_request_id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  uri: string;
  params?: Record<string, string>;
  body?: Record<string, unknown>;
}
export type Json = Record<string, unknown>;
/** What became of one part. */
export type SubAnswer =
  | { kind: 'ok'; body: Json }
  | { kind: 'refused'; error: ZohoError }
  /** Not done, or undone, because another part failed. */
  | { kind: 'held' };

const HELD = new Set(['ROLLBACK_PERFORMED', 'PROCESSING_STOPPED', 'INVALID_REFERENCE']);

/** Reads one part's answer: a refusal may stand in its code, its status, or a row of its body. */
export function readPart(item: unknown, action: Words): SubAnswer {
  const part = asJson(item);
  const details = asJson(part.details);
  if (!('response' in details)) {
    if (HELD.has(textOf(part.code))) return { kind: 'held' };
    return { kind: 'refused', error: toError(400, part, action) };
  }
  const { status_code: code, body } = asJson(details.response);
  const status = Number(code);
  const refusedRow = listOf(asJson(body).data).some((row) => asJson(row).status === 'error');
  if (status >= 300 || refusedRow) return { kind: 'refused', error: toError(status, body, action) };
  return { kind: 'ok', body: asJson(body) };
}

function answersOf(body: unknown, actions: Words[]): SubAnswer[] {
  const items = listOf(asJson(body).__composite_requests);
  // Zoho does not repeat our ids: the order of the answers is that of the requests.
  return actions.map((action, index) =>
    items[index] === undefined ? { kind: 'held' } : readPart(items[index], action),
  );
}

export interface CompositePart {
  request: SubRequest;
  /** Words for messages: "searching contacts". */
  action: Words;
}
interface Sending {
  action: Words;
  idempotent: boolean;
  repeat?: number;
  lane?: 'normal' | 'search' | 'routing' | 'urgent';
  signal?: AbortSignal | undefined;
}

async function send(
  http: HttpClient,
  parts: CompositePart[],
  mode: { rollback_on_fail: boolean; parallel_execution: boolean },
  { signal, ...options }: Sending,
): Promise<SubAnswer[]> {
  const actions = parts.map(({ action }) => action);
  const json = { ...mode, __composite_requests: parts.map(({ request }) => request) };
  try {
    const { body } = await http.request({ method: 'POST', path: paths.composite, json, signal }, options);
    return answersOf(body, actions);
  } catch (error) {
    if (error instanceof PartsError) return answersOf(error.body, actions);
    throw error;
  }
}

/** Reads side by side; `repeat` as in CallOptions. Throws CrmError when the request itself is refused. */
export function readComposite(
  http: HttpClient,
  parts: CompositePart[],
  options: Pick<Sending, 'repeat' | 'lane' | 'signal'> = {},
): Promise<SubAnswer[]> {
  const action = said('text.list', { names: parts.map((part) => part.action) });
  const mode = { rollback_on_fail: false, parallel_execution: true };
  return send(http, parts, mode, { action, idempotent: true, ...options });
}

/**
 * Writes one part after the other, all or none. Returns what became of each; a refusal of one part is an answer.
 * Throws CrmError when the request itself is refused or its outcome is unknown.
 */
export function writeComposite(http: HttpClient, parts: CompositePart[], repeat = 0): Promise<SubAnswer[]> {
  const mode = { rollback_on_fail: true, parallel_execution: false };
  return send(http, parts, mode, { action: said('doing.writeRecords'), idempotent: false, repeat });
}
