/** Exchanges inside an exchange with Salesforce, each to be checked as if it had been made alone. */
import type { Exchange } from '../../../sandbox/common/types';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Records inside an answer, each as if it had been read alone, with parents and children. */
function recordsIn(value: unknown): Exchange[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (!isObject(value)) return [];
  const inner = Object.entries(value)
    .filter(([key]) => key !== 'attributes')
    .flatMap(([, item]) => recordsIn(item));
  const { type } = isObject(value['attributes']) ? value['attributes'] : {};
  // Name stands for records of several objects; no file describes it.
  if (typeof type !== 'string' || type === 'Name') return inner;
  const id = typeof value['Id'] === 'string' ? value['Id'] : 'without-an-id-0';
  const own: Exchange = {
    method: 'GET',
    path: `/services/data/v67.0/sobjects/${type}/${id}`,
    query: {},
    requestBody: null,
    status: 200,
    responseBody: value,
  };
  return [own, ...inner];
}

/** Parts of a composite, each as if it had been sent alone. */
function partsOf({ path, requestBody, responseBody }: Exchange): Exchange[] {
  if (!/\/composite$/.test(path) || !isObject(requestBody) || !isObject(responseBody)) return [];
  const sent = requestBody['compositeRequest'];
  const answered = responseBody['compositeResponse'];
  if (!Array.isArray(sent) || !Array.isArray(answered)) return [];
  return sent.filter(isObject).map((part, index): Exchange => {
    const url = new URL(String(part['url']), 'http://instance');
    const answer = isObject(answered[index]) ? answered[index] : {};
    return {
      method: String(part['method']),
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(url.searchParams),
      requestBody: part['body'] ?? null,
      status: Number(answer['httpStatusCode']),
      responseBody: answer['body'] ?? null,
    };
  });
}

/** Records of a collection, each as if it had been created or changed alone. */
function membersOf({ method, path, requestBody, status }: Exchange): Exchange[] {
  const collection = /\/composite\/sobjects(\/(\w+)\/(\w+))?$/.exec(path);
  const records = isObject(requestBody) ? requestBody['records'] : undefined;
  if (!collection || !Array.isArray(records) || status !== 200) return [];
  const key = collection[3];
  return records.filter(isObject).map((record): Exchange => {
    const { attributes, Id, id = Id, ...values } = record;
    const type = isObject(attributes) ? String(attributes['type']) : '';
    const created = method === 'POST' || key !== undefined;
    return {
      method: created ? 'POST' : 'PATCH',
      path: `/services/data/v67.0/sobjects/${type}${created ? '' : `/${String(id)}`}`,
      query: {},
      requestBody: values,
      status: created ? 201 : 204,
      responseBody: created ? { id: 'x', success: true, errors: [] } : null,
    };
  });
}

/** Exchanges inside an exchange. */
export function salesforceParts(exchange: Exchange): Exchange[] {
  const parts = partsOf(exchange);
  const isRow =
    /\/sobjects\/\w+\/[^/]+$/.test(exchange.path) && !/\/describe$|\/composite\//.test(exchange.path);
  const records = parts.length > 0 || isRow ? [] : recordsIn(exchange.responseBody);
  return [...membersOf(exchange), ...records, ...parts.flatMap((part) => [part, ...salesforceParts(part)])];
}
