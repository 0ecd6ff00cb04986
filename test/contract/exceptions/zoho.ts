/** Where Zoho's description is wrong or silent (docs/reference/zoho.md). */
import type { Exchange } from '../../../sandbox/common/types';
import type { Correction, Exception } from '../exceptions';
import { isMixed, isObject, only, RECORDS, rowsOf, type Json } from './zoho-parts';

/** Stands for refusals that are the same in all operations; no operation describes it. */
const COMMON = 499;
const COMMON_CODES = [
  'INVALID_TOKEN',
  'AUTHENTICATION_FAILURE',
  'OAUTH_SCOPE_MISMATCH',
  'NO_PERMISSION',
  'TOO_MANY_REQUESTS',
  'INVALID_URL_PATTERN',
  'INVALID_REQUEST_METHOD',
];
const SEARCH_CODES = ['INVALID_DATA', 'INVALID_QUERY', 'LIMIT_EXCEEDED'];

/** {code, details, message, status: "error"} and nothing else. */
function isEnvelope(body: unknown): body is { code: string; details: Json; message: string } {
  if (!isObject(body) || Object.keys(body).sort().join() !== 'code,details,message,status') return false;
  const { code, details, message, status } = body;
  return typeof code === 'string' && isObject(details) && typeof message === 'string' && status === 'error';
}
function commonRefusal(exchange: Exchange, codes: string[]): Exchange {
  const { status, responseBody: body } = exchange;
  return status >= 400 && isEnvelope(body) && codes.includes(body.code)
    ? { ...exchange, status: COMMON }
    : exchange;
}
const answer = (exchange: Exchange, change: (body: Json) => Json): Exchange =>
  isObject(exchange.responseBody) ? { ...exchange, responseBody: change(exchange.responseBody) } : exchange;
export const ZOHO_EXCEPTIONS: Exception[] = [
  {
    name: 'zoho-common-refusals',
    why: 'Token, scope, right, rate, path and method are refused in one way everywhere; the files describe it here and there.',
    path: /./,
    status: COMMON,
    readAs: null,
  },
];

export const ZOHO_CORRECTIONS: Correction[] = [
  {
    name: 'zoho-server-path',
    why: 'Paths of the files come after the version, which is a variable of the server.',
    path: /^\/crm\/v8\//,
    apply: (exchange) => ({ ...exchange, path: exchange.path.replace(/^\/crm\/v8/, '') }),
  },
  {
    name: 'zoho-common-refusals',
    why: 'See the exception of this name; only the plain envelope passes.',
    path: /./,
    apply: (exchange) => commonRefusal(exchange, COMMON_CODES),
  },
  {
    name: 'zoho-search-refusals',
    why: 'INVALID_QUERY is described with details no object can fit (api_name demanded and forbidden); bad parameters are not.',
    path: /\/search$/,
    apply: (exchange) => commonRefusal(exchange, SEARCH_CODES),
  },
  {
    name: 'zoho-mixed-writes',
    why: 'A 207 is not described for inserts and updates; the refused records are checked as a 400 of their own.',
    path: RECORDS,
    apply: (exchange) =>
      isMixed(exchange)
        ? {
            ...exchange,
            status: exchange.method === 'POST' && !exchange.path.endsWith('/upsert') ? 201 : 200,
            responseBody: { data: only(exchange, 'success') },
          }
        : exchange,
  },
  {
    name: 'zoho-flat-refusals',
    why: 'Refusals of the whole request come flat; the file of records has them in data[] and without details.',
    path: RECORDS,
    apply: (exchange) => {
      const { responseBody: body, method, status } = exchange;
      if (status < 400 || status === COMMON || method === 'DELETE' || !isEnvelope(body)) return exchange;
      const { code, message } = body;
      return { ...exchange, responseBody: { data: [{ code, message, status: 'error' }] } };
    },
  },
  {
    name: 'zoho-mapping-mismatch',
    why: 'The code for a stage of another pipeline is missing in the list (docs/reference/zoho.md#calls-tasks-links).',
    path: RECORDS,
    apply: (exchange) => {
      const known = (row: Json): Json =>
        row['code'] === 'MAPPING_MISMATCH' ? { ...row, code: 'DEPENDENT_MISMATCH' } : row;
      const rows = rowsOf(exchange.responseBody);
      return rows ? answer(exchange, (body) => ({ ...body, data: rows.map(known) })) : exchange;
    },
  },
  {
    name: 'zoho-record-fields-open',
    why: 'Records are described with their id only; which fields there are is the affair of settings/fields.',
    path: RECORDS,
    apply: (exchange) => {
      const rows = rowsOf(exchange.requestBody);
      const ids = (rows ?? []).map(({ id }) => (id === undefined ? {} : { id }));
      return rows ? { ...exchange, requestBody: { ...(exchange.requestBody as Json), data: ids } } : exchange;
    },
  },
  {
    name: 'zoho-upsert-action',
    why: 'The 3.1 file forbids action and duplicate_field, which the live API sends.',
    path: /\/upsert$/,
    apply: (exchange) => {
      const rows = rowsOf(exchange.responseBody);
      const told = rows?.map((row) =>
        Object.fromEntries(
          Object.entries(row).filter(([key]) => key !== 'action' && key !== 'duplicate_field'),
        ),
      );
      return told ? { ...exchange, responseBody: { data: told } } : exchange;
    },
  },
  {
    name: 'zoho-fields-include',
    why: 'The parameter include of settings/fields is marked as required; it chooses additions to the answer.',
    path: /^\/settings\/fields(\/\d+)?$/,
    apply: (exchange) =>
      exchange.method === 'GET'
        ? { ...exchange, query: { include: 'allowed_permissions_to_update', ...exchange.query } }
        : exchange,
  },
  {
    name: 'zoho-composite-rolled-back',
    why: 'The part that failed is given as executed inside the 400 (vendor text); the file allows refused parts only.',
    path: /^\/__composite_requests$/,
    apply: (exchange) =>
      exchange.status === 400 &&
      isObject(exchange.responseBody) &&
      exchange.responseBody['__composite_requests']
        ? { ...exchange, status: 207 }
        : exchange,
  },
  {
    name: 'zoho-composite-details',
    why: 'details fits "one of" a list that ends with any object, so no described details can fit just one.',
    path: /^\/__composite_requests$/,
    apply: (exchange) =>
      exchange.status === 400 ? answer(exchange, (body) => ({ ...body, details: {} })) : exchange,
  },
];
