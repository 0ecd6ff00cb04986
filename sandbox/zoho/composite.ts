import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { readComposite, readPart, type SubRequest } from './composite-input';
import { asObject, Refusal } from './errors';
import type { Org } from './org';
import { resolve } from './references';

/** Rows a read may give inside a composite, records a write may carry. */
export const COMPOSITE_ROWS = 25;
export const COMPOSITE_RECORDS = 1;

/** What a composite can carry (docs/reference/zoho.md#composite-requests): no uploads, no new fields, no bulk deletes, no composite. */
function supported({ method, uri, params }: SubRequest): boolean {
  if (/__composite_requests|\/files\b|\/upload\b/.test(uri)) return false;
  if (/\/Attachments/.test(uri)) return method === 'GET';
  if (/\/settings\/fields/.test(uri)) return method === 'GET';
  return !(method === 'DELETE' && 'ids' in params);
}
function requestOf(part: SubRequest): SandboxRequest {
  const url = new URL(part.uri, 'http://sandbox');
  for (const [name, value] of Object.entries(part.params)) url.searchParams.set(name, String(value));
  const headers = Object.entries(part.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    method: part.method,
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: part.body,
    malformed: false,
  };
}
/** True when the part's own answer is a refusal, of the request or of its one record. */
function failed({ status, body }: SandboxAnswer): boolean {
  const rows = asObject(body)['data'];
  const first = Array.isArray(rows) ? asObject(rows[0]) : {};
  return status >= 400 || (first['status'] === 'error' && typeof first['code'] === 'string');
}
const executed = ({ status, headers, body }: SandboxAnswer): Record<string, unknown> => ({
  code: 'SUCCESS',
  details: { response: { headers: headers ?? {}, body: body ?? {}, status_code: status } },
  message: 'composite sub request executed successfully',
  status: 'success',
});

/**
 * POST __composite_requests. `run` answers one sub-request as the API would by itself. What was tried counts as
 * success here, whatever it answered; with rollback one refusal undoes all. `credits` tells what the whole cost.
 */
export function compositeApi(
  org: Org,
  request: SandboxRequest,
  run: (part: SandboxRequest) => SandboxAnswer,
): { answer: SandboxAnswer; credits: number } {
  const { rollback, parts } = readComposite(request.body);
  const undo = rollback ? org.mark() : null;
  const ids = new Set<string>();
  const answers = new Map<string, unknown>();
  const results: Record<string, unknown>[] = [];
  let tried = 0;
  for (const [index, raw] of parts.entries()) {
    let fault = false;
    try {
      let part = readPart(raw, index, ids);
      if (part.id !== null) ids.add(part.id);
      for (const key of ['uri', 'params', 'body'] as const)
        part = { ...part, [key]: resolve(part[key], answers, index, key) };
      if (!supported(part))
        throw new Refusal(400, 'NOT_SUPPORTED', 'the API is not supported in a composite request', {
          allowed_services: ['crm'],
        });
      const answer = run(requestOf(part));
      tried += 1;
      fault = failed(answer);
      if (!fault && part.id !== null) answers.set(part.id, answer.body ?? {});
      results.push(executed(answer));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      fault = true;
      results.push(error.body());
    }
    if (undo && fault) {
      undo();
      return { answer: rolledBack(parts.length, index, results[index] ?? {}), credits: 1 };
    }
  }
  const status = tried === 0 ? 400 : tried < parts.length ? 207 : 200;
  return { answer: { status, body: { __composite_requests: results } }, credits: rollback ? 2 : 1 };
}
function rolledBack(count: number, by: number, own: Record<string, unknown>): SandboxAnswer {
  const other = (code: string): Record<string, unknown> => ({
    code,
    details: { rollbacked_by_sub_request_index: by },
    message: 'the transaction was rolled back since another sub request in the same transaction failed.',
    status: 'error',
  });
  const results = Array.from({ length: count }, (_, index) =>
    index === by ? own : other(index < by ? 'ROLLBACK_PERFORMED' : 'PROCESSING_STOPPED'),
  );
  return { status: 400, body: { __composite_requests: results } };
}
