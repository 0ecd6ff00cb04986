import type { SandboxAnswer, SandboxRequest } from '../common/types';
import type { Access } from './access';
import { attachmentsApi } from './attachments-api';
import { compositeApi, COMPOSITE_RECORDS, COMPOSITE_ROWS } from './composite';
import { coqlApi, moduleOf } from './coql-run';
import { modulesApi, orgApi, pipelineApi, usersApi } from './directory-api';
import { badUrl, invalidData, invalidModule, Refusal } from './errors';
import { fieldsApi } from './fields-api';
import { changeLayoutApi, layoutsApi } from './layouts-api';
import type { Limits } from './limits';
import { isModule, type Org } from './org';
import { getApi, listApi } from './read-api';
import { searchApi } from './search-api';
import type { ZohoModule } from './types';
import { createApi, deleteApi, updateApi, upsertApi, type WriteContext } from './write-api';

export interface ApiContext {
  org: Org;
  access: Access;
  limits: Limits;
  refusedStatus: () => number;
}
const ROWS = 2000;
const RECORDS = 100;
const COMPOSITE = '__composite_requests';

function recordsApi(
  { org, access, refusedStatus }: ApiContext,
  module: ZohoModule,
  rest: string[],
  request: SandboxRequest,
  inside: boolean,
): SandboxAnswer | null {
  const { method } = request;
  const maxRecords = inside ? COMPOSITE_RECORDS : RECORDS;
  const write: WriteContext = { org, maxRecords, refusedStatus: refusedStatus() };
  const maxRows = inside ? COMPOSITE_ROWS : 200;
  const [id, sub] = rest;
  if (sub === 'Attachments' && id) {
    access.need(`ZohoCRM.modules.attachments.${method === 'GET' ? 'READ' : 'CREATE'}`);
    return attachmentsApi(org, module, id, request);
  }
  if (sub !== undefined) return null;
  if (id === 'search' && method === 'GET') {
    access.needModule(module, 'READ');
    access.need('ZohoSearch.securesearch.READ');
    return searchApi(org, module, request, maxRows);
  }
  if (id === 'upsert' && method === 'POST') {
    access.needModule(module, 'CREATE');
    access.needModule(module, 'UPDATE');
    return upsertApi(write, module, request);
  }
  switch (method) {
    case 'GET':
      access.needModule(module, 'READ');
      return id === undefined ? listApi(org, module, request, maxRows) : getApi(org, module, id, request);
    case 'POST':
      if (id !== undefined) return null;
      access.needModule(module, 'CREATE');
      return createApi(write, module, request);
    case 'PUT':
      access.needModule(module, 'UPDATE');
      return updateApi(write, module, id ?? null, request);
    case 'DELETE':
      access.needModule(module, 'DELETE');
      return deleteApi(write, module, id ?? null, request);
    default:
      return null;
  }
}
const OPERATIONS: Record<string, string> = { GET: 'READ', DELETE: 'DELETE', PATCH: 'UPDATE' };
function settingsApi(
  { org, access }: ApiContext,
  rest: string[],
  request: SandboxRequest,
): SandboxAnswer | null {
  const [area, id] = rest;
  const read = request.method === 'GET';
  const operation = OPERATIONS[request.method] ?? 'CREATE';
  if (area !== undefined) access.need(`ZohoCRM.settings.${area}.${operation}`);
  if (area === 'fields') return fieldsApi(org, id, request);
  if (area === 'layouts' && request.method === 'PATCH') return changeLayoutApi(org, id, request);
  if (!read) return null;
  if (area === 'layouts') return layoutsApi(org, id, request);
  if (area === 'pipeline') return pipelineApi(org, id, request);
  return area === 'modules' && id === undefined ? modulesApi() : null;
}
/** One request of the API, alone or inside a composite. Throws Refusal. */
function dispatch(context: ApiContext, request: SandboxRequest, inside: boolean): SandboxAnswer {
  const { org, access } = context;
  const [crm, version, first = '', ...rest] = request.path.split('/').filter((part) => part !== '');
  if (crm !== 'crm' || !/^v\d/.test(version ?? '')) throw badUrl();
  let answer: SandboxAnswer | null = null;
  if (first === 'coql' && request.method === 'POST') {
    access.need('ZohoCRM.coql.READ');
    const module = moduleOf(request);
    if (module !== null && isModule(module)) access.needModule(module, 'READ');
    answer = coqlApi(org, request, inside ? COMPOSITE_ROWS : ROWS);
  } else if (first === 'settings') answer = settingsApi(context, rest, request);
  else if (first === 'users' && request.method === 'GET') {
    access.need('ZohoCRM.users.READ');
    answer = usersApi(org, rest[0], request);
  } else if (first === 'org' && request.method === 'GET') {
    access.need('ZohoCRM.org.READ');
    answer = orgApi(org);
  } else if (isModule(first)) answer = recordsApi(context, first, rest, request, inside);
  else throw invalidModule();
  if (answer === null)
    throw new Refusal(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one');
  return answer;
}
function attempt(run: () => SandboxAnswer): SandboxAnswer {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return error.answer();
    throw error;
  }
}
/** 1 per ten records, by the limit of a query; composites tell themselves. */
function creditsOf({ body, path }: SandboxRequest): number {
  const { data, select_query: query } = (body ?? {}) as { data?: unknown; select_query?: unknown };
  const limit = path.endsWith('/coql')
    ? Number(/limit\s+(?:\d+\s*,\s*)?(\d+)/i.exec(String(query))?.[1] ?? 200)
    : 0;
  if (limit > 200) return limit > 1000 ? 3 : 2;
  return Array.isArray(data) ? Math.max(1, Math.ceil(data.length / 10)) : 1;
}
const isComposite = ({ path, method }: SandboxRequest): boolean =>
  method === 'POST' && path.endsWith(COMPOSITE);
/** All or none. */
export const isTransaction = (request: SandboxRequest): boolean =>
  isComposite(request) && (request.body as { rollback_on_fail?: unknown } | null)?.rollback_on_fail === true;
/** Concurrency units of a request. */
export const unitsOf = (request: SandboxRequest): number => (isComposite(request) ? 5 : 1);

/** Answers one request as Zoho CRM would: token, scope, then the API. Units are the server's affair. */
export function route(context: ApiContext, request: SandboxRequest): SandboxAnswer {
  const { org, access, limits } = context;
  let credits = creditsOf(request);
  const answer = attempt(() => {
    if (request.malformed) throw invalidData('invalid data', { expected_data_type: 'jsonobject' });
    if (!isComposite(request)) return dispatch(context, request, false);
    access.need('ZohoCRM.composite_requests.CUSTOM');
    const done = compositeApi(org, request, (part) => attempt(() => dispatch(context, part, true)));
    credits = done.credits;
    return done.answer;
  });
  limits.spend(credits);
  return { ...answer, headers: { ...limits.headers(), ...answer.headers } };
}
