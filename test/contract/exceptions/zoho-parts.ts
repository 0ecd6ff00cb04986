/** Exchanges inside an exchange with Zoho: parts of a composite, refused records of a write. */
import type { Exchange } from '../../../sandbox/common/types';

export type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const rowsOf = (body: unknown): Json[] | null => {
  const data = isObject(body) ? body['data'] : undefined;
  return Array.isArray(data) ? data.filter(isObject) : null;
};

export const RECORDS = /^\/(Leads|Contacts|Accounts|Deals|Tasks|Calls)(\/(\d+|upsert))?$/;
/** A write of several records of which some, or (older notes) all, were refused under a 2xx. */
export const isMixed = ({ method, status, path, responseBody }: Exchange): boolean =>
  RECORDS.test(path.replace(/^\/crm\/v8/, '')) &&
  (method === 'POST' || method === 'PUT') &&
  (status === 207 || status === 202) &&
  rowsOf(responseBody) !== null;
export const only = (exchange: Exchange, state: string): Json[] =>
  (rowsOf(exchange.responseBody) ?? []).filter(({ status }) => status === state);

interface Executed {
  response?: { status_code: number; body: unknown };
}
function partsOfComposite({ requestBody, responseBody }: Exchange): Exchange[] {
  const parts = (requestBody as { __composite_requests?: Json[] } | null)?.__composite_requests;
  const results = (responseBody as { __composite_requests?: { details: Executed }[] } | null)
    ?.__composite_requests;
  if (!Array.isArray(parts) || !Array.isArray(results)) return [];
  return parts.flatMap((part, index) => {
    const executed = results[index]?.details.response;
    if (!executed) return [];
    const url = new URL(String(part['uri']), 'http://part');
    const params = Object.entries(isObject(part['params']) ? part['params'] : {});
    const query = {
      ...Object.fromEntries(url.searchParams),
      ...Object.fromEntries(params.map(([k, v]) => [k, String(v)])),
    };
    return {
      method: String(part['method']),
      path: decodeURIComponent(url.pathname),
      query,
      requestBody: part['body'] ?? null,
      status: executed.status_code,
      responseBody: executed.status_code === 204 ? null : executed.body,
    };
  });
}
/** Sub-requests of a composite with their answers, and the refused records of a write that took others. */
export function zohoParts(exchange: Exchange): Exchange[] {
  if (exchange.path.endsWith('/__composite_requests')) return partsOfComposite(exchange);
  if (!isMixed(exchange)) return [];
  return [{ ...exchange, status: 400, responseBody: { data: only(exchange, 'error') } }];
}
