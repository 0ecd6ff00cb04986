import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { objectScope, type Access } from './access';
import { typeByName } from './association-types';
import { associateOne, associationsApi } from './associations-api';
import { accountDetails, dailyUsage, ownersApi, pipelinesApi, propertyLimits } from './directory-api';
import { Refusal, invalid } from './errors';
import type { Limits } from './limits';
import { objectsApi, type ApiContext } from './objects-api';
import { propertiesApi } from './properties-api';
import { schemaOf, validationsOf } from './schemas-api';
import type { HubSpotType } from './types';

const NOT_FOUND: SandboxAnswer = { status: 404, body: '<html><body><h1>404 Not Found</h1></body></html>' };
const READS = /\/(search|batch\/read)$/;

/** Older paths carry the version first: /crm/v3/objects/… means /crm/objects/v3/…. */
function segmentsOf(path: string): string[] {
  const path2 = path.replace(
    /^\/crm\/(v\d)\/(objects|properties|pipelines|owners|associations)(\/|$)/,
    '/crm/$2/$1$3',
  );
  return path2.split('/').filter((part) => part !== '');
}
function needType(name: string | undefined): HubSpotType {
  const type = typeByName(name ?? '');
  if (!type) throw invalid(`Unable to infer object type from: ${name ?? ''}`);
  return type;
}

function crm(
  context: ApiContext,
  access: Access,
  area: string,
  rest: string[],
  request: SandboxRequest,
): SandboxAnswer | null {
  const { portal } = context;
  const write = request.method !== 'GET' && !READS.test(request.path);
  if (area === 'owners') {
    access.need('crm.objects.owners.read');
    return request.method === 'GET' ? ownersApi(portal, rest[0], request) : null;
  }
  if (area === 'limits')
    return request.method === 'GET' && rest[0] === 'custom-properties' ? propertyLimits(context) : null;
  const type = needType(rest[0]);
  if (area === 'property-validations') {
    access.needSchema(type, false);
    return rest.length === 1 ? validationsOf(portal, type) : null;
  }
  if (area === 'properties') {
    access.needSchema(type, write);
    return propertiesApi(portal, type, rest.slice(1), request);
  }
  access.need(objectScope(type, write));
  if (area === 'pipelines') return request.method === 'GET' ? pipelinesApi(portal, type, rest[1]) : null;
  if (area === 'associations') {
    const to = needType(rest[1]);
    access.need(objectScope(to, write));
    return associationsApi(portal, type, to, rest.slice(2), request);
  }
  const [, id, links, how, toName, toId] = rest;
  if (links === 'associations' && how === 'default' && id && toId && request.method === 'PUT') {
    const to = needType(toName);
    access.need(objectScope(to, write));
    return associateOne(portal, type, id, to, toId);
  }
  return area === 'objects' ? objectsApi(context, type, rest.slice(1), request) : null;
}

/** Answers one request as HubSpot would: token, limits, scopes, then the API. */
export function route(
  context: ApiContext,
  access: Access,
  limits: Limits,
  request: SandboxRequest,
): SandboxAnswer {
  const isSearch = request.method === 'POST' && request.path.endsWith('/search');
  try {
    const [first, area = '', version, ...rest] = segmentsOf(request.path);
    if (first === 'oauth' && request.path.endsWith('/token') && request.method === 'POST')
      return access.grant(request);
    access.check(request);
    limits.count(isSearch);
    if (request.malformed) throw invalid('Invalid input JSON: the body does not parse.');
    const known = version !== undefined && /^(\d{4}-\d\d|v\d)$/.test(version);
    let answer: SandboxAnswer | null = null;
    if (first === 'crm' && known) answer = crm(context, access, area, rest, request);
    if (first === 'crm-object-schemas' && request.method === 'GET' && version === 'schemas') {
      const type = needType(rest[0]);
      access.needSchema(type, false);
      answer = schemaOf(context.portal, type);
    }
    if (first === 'account-info' && request.path.endsWith('/details')) answer = accountDetails();
    if (first === 'account-info' && request.path.endsWith('/api-usage/daily/private-apps'))
      answer = dailyUsage(context);
    if (answer === null) return NOT_FOUND;
    return isSearch ? answer : { ...answer, headers: { ...limits.headers(), ...answer.headers } };
  } catch (error) {
    if (error instanceof Refusal) return error.answer();
    throw error;
  }
}
