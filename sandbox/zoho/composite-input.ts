import { asObject, badValue, invalidData, mandatory, Refusal } from './errors';
import { referencesIn } from './references';

export interface SubRequest {
  id: string | null;
  method: string;
  uri: string;
  params: Record<string, unknown>;
  headers: Record<string, unknown>;
  body: unknown;
}
export interface CompositeInput {
  rollback: boolean;
  parts: Record<string, unknown>[];
}
const KEYS = ['rollback_on_fail', 'parallel_execution', '__composite_requests'];
const URI = /^\/crm(\/.*)?\/v(\d+([.]\d+)?)\/.*/;
const ID = /^[a-zA-Z0-9][a-zA-Z0-9_]*$/;
const MAX_PARTS = 5;
const VERSION = 8;

function flag(body: Record<string, unknown>, name: string, fallback: boolean): boolean {
  const value = body[name] ?? fallback;
  if (typeof value !== 'boolean') throw badValue({ api_name: name, json_path: `$.${name}` }, 'boolean');
  return value;
}

/** The frame of a composite request. Throws when it is wrong as a whole: then nothing is tried. */
export function readComposite(input: unknown): CompositeInput {
  const body = asObject(input);
  const unknown = Object.keys(body).find((key) => !KEYS.includes(key));
  if (unknown) throw invalidData('invalid data', { api_name: unknown, json_path: `$.${unknown}` });
  const place = { api_name: '__composite_requests', json_path: '$.__composite_requests' };
  const list = body['__composite_requests'];
  if (list === undefined || list === null) throw mandatory(place);
  if (!Array.isArray(list)) throw badValue(place, 'jsonarray');
  if (list.length === 0) throw mandatory(place);
  if (list.length > MAX_PARTS) throw invalidData('invalid data', { ...place, maximum_length: MAX_PARTS });
  const rollback = flag(body, 'rollback_on_fail', false);
  const parallel = flag(body, 'parallel_execution', !rollback);
  if (rollback && parallel) {
    const ambiguity_due_to = KEYS.slice(0, 2).map((name) => ({ api_name: name, json_path: `$.${name}` }));
    throw new Refusal(400, 'AMBIGUITY_DURING_PROCESSING', 'ambiguity while processing the request', {
      ambiguity_due_to,
    });
  }
  const parts = list.map(asObject);
  const dependent_data = parts
    .map((part) => ({ id: part['sub_request_id'], to: referencesIn(part) }))
    .filter(({ to }) => to.length > 0)
    .map(({ id, to }) => ({ sub_request_id: String(id ?? ''), referred_sub_request_ids: [...new Set(to)] }));
  if (parallel && dependent_data.length > 0) {
    const text = 'sub requests that refer to each other cannot be executed in parallel';
    throw new Refusal(400, 'INVALID_REFERENCE', text, { dependent_data });
  }
  return { rollback, parts };
}

/** One part, with references resolved. Throws when it cannot be tried. */
export function readPart(part: Record<string, unknown>, index: number, earlier: Set<string>): SubRequest {
  const place = (name: string): { api_name: string; json_path: string } => ({
    api_name: name,
    json_path: `$.__composite_requests[${index}].${name}`,
  });
  const { sub_request_id: id = null, method, uri, params, headers, body } = part;
  if (method === undefined) throw mandatory(place('method'));
  if (uri === undefined) throw mandatory(place('uri'));
  if (!['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].includes(String(method)))
    throw invalidData('invalid data', { ...place('method') });
  const parsed = URI.exec(String(uri));
  if (!parsed) throw invalidData('invalid data', { ...place('uri'), regex: URI.source });
  if (Number(parsed[2]) > VERSION)
    throw new Refusal(400, 'NOT_ALLOWED', 'the version of the sub request is higher', {
      sub_request_version: Number(parsed[2]),
      composite_request_version: VERSION,
    });
  if (id !== null && (typeof id !== 'string' || !ID.test(id)))
    throw invalidData('invalid data', { ...place('sub_request_id'), regex: ID.source });
  if (id !== null && earlier.has(id))
    throw new Refusal(400, 'DUPLICATE_DATA', 'duplicate data', place('sub_request_id'));
  const names = Object.keys(asObject(headers)).map((name) => name.toLowerCase());
  const restricted_headers = names.filter((name) => name === 'authorization' || name === 'x-crm-org');
  if (restricted_headers.length > 0)
    throw invalidData('invalid data', { ...place('headers'), restricted_headers });
  return {
    id,
    method: String(method),
    uri: String(uri),
    params: asObject(params),
    headers: asObject(headers),
    body: body ?? null,
  };
}
