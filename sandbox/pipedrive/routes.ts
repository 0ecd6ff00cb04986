/** Every endpoint: what it costs of the daily budget (`x-token-cost`), and the scopes of which one is enough. */
import { activities } from './activities-api';
import { callLogs } from './call-logs-api';
import type { Handler } from './context';
import { directory } from './directory-api';
import { fields } from './fields-api';
import { leads } from './leads-api';
import { records } from './records-api';
import { search } from './search-api';

export interface Route {
  method: string;
  /** With `{variable}` parts, after /api. */
  path: string;
  cost: number;
  scopes: string[];
  handler: Handler;
  /** Counted by the limit of searches too. */
  search?: true;
}
const route = (method: string, path: string, cost: number, scopes: string, handler: Handler): Route => ({
  method,
  path,
  cost,
  scopes: scopes.split(' '),
  handler,
  ...(/[sS]earch/.test(path) ? { search: true as const } : {}),
});

const CONTACTS = 'contacts:read contacts:full';
const DEALS = 'deals:read deals:full';
const ACTIVITIES = 'activities:read activities:full';
const LEADS = 'leads:read leads:full';
const PHONE = 'phone-integration';

export const ROUTES: Route[] = [
  route('GET', '/v2/itemSearch', 20, 'search:read', search.items),
  route('GET', '/v2/itemSearch/field', 20, 'search:read', search.field),
  route('GET', '/v2/persons/search', 20, `${CONTACTS} search:read`, search.one('person')),
  route('GET', '/v2/organizations/search', 20, `${CONTACTS} search:read`, search.one('organization')),
  route('GET', '/v2/deals/search', 20, `${DEALS} search:read`, search.one('deal')),
  route('GET', '/v2/leads/search', 20, `${LEADS} search:read`, search.one('lead')),

  route('GET', '/v2/persons', 10, CONTACTS, records.list('person')),
  route('POST', '/v2/persons', 5, 'contacts:full', records.create('person')),
  route('GET', '/v2/persons/{id}', 1, CONTACTS, records.get('person')),
  route('PATCH', '/v2/persons/{id}', 5, 'contacts:full', records.update('person')),
  route('DELETE', '/v2/persons/{id}', 3, 'contacts:full', records.remove('person')),
  route('GET', '/v2/organizations', 10, CONTACTS, records.list('organization')),
  route('POST', '/v2/organizations', 5, 'contacts:full', records.create('organization')),
  route('GET', '/v2/organizations/{id}', 1, CONTACTS, records.get('organization')),
  route('PATCH', '/v2/organizations/{id}', 5, 'contacts:full', records.update('organization')),
  route('DELETE', '/v2/organizations/{id}', 3, 'contacts:full', records.remove('organization')),
  route('GET', '/v2/deals', 10, DEALS, records.list('deal')),
  route('POST', '/v2/deals', 5, 'deals:full', records.create('deal')),
  route('GET', '/v2/deals/archived', 20, DEALS, records.list('deal', true)),
  route('GET', '/v2/deals/{id}', 1, DEALS, records.get('deal')),
  route('PATCH', '/v2/deals/{id}', 5, 'deals:full', records.update('deal')),
  route('DELETE', '/v2/deals/{id}', 3, 'deals:full', records.remove('deal')),

  route('GET', '/v2/activities', 10, ACTIVITIES, activities.list),
  route('POST', '/v2/activities', 5, 'activities:full', activities.create),
  route('GET', '/v2/activities/{id}', 1, ACTIVITIES, activities.get),
  route('PATCH', '/v2/activities/{id}', 5, 'activities:full', activities.update),
  route('DELETE', '/v2/activities/{id}', 3, 'activities:full', activities.remove),

  route('GET', '/v2/pipelines', 5, `${DEALS} admin`, directory.pipelines),
  route('GET', '/v2/stages', 5, `${DEALS} admin`, directory.stages),
  route('GET', '/v2/dealFields', 10, `${DEALS} admin deal-fields:full`, fields.list('deal')),
  route('POST', '/v2/dealFields', 5, 'admin deal-fields:full', fields.create('deal')),
  route('GET', '/v2/personFields', 10, `${CONTACTS} admin contact-fields:full`, fields.list('person')),
  route('POST', '/v2/personFields', 5, 'admin contact-fields:full', fields.create('person')),
  route(
    'GET',
    '/v2/organizationFields',
    10,
    `${CONTACTS} admin contact-fields:full`,
    fields.list('organization'),
  ),
  route('POST', '/v2/organizationFields', 5, 'admin contact-fields:full', fields.create('organization')),
  route('GET', '/v2/activityFields', 10, 'admin', fields.list('activity')),

  route('GET', '/v1/leads', 20, LEADS, leads.list),
  route('POST', '/v1/leads', 10, 'leads:full', leads.create),
  route('GET', '/v1/leads/{id}', 2, LEADS, leads.get),
  route('PATCH', '/v1/leads/{id}', 10, 'leads:full', leads.update),
  route('DELETE', '/v1/leads/{id}', 6, 'leads:full', leads.remove),
  route('POST', '/v2/leads/{id}/convert/deal', 40, 'leads:full', leads.convert),
  route('GET', '/v2/leads/{id}/convert/status/{conversion_id}', 1, LEADS, leads.conversion),
  route('GET', '/v1/leadFields', 20, `${LEADS} admin`, fields.listOfLeads),
  route('GET', '/v1/leadLabels', 10, LEADS, directory.leadLabels),
  route('GET', '/v1/leadSources', 2, LEADS, directory.leadSources),

  route('POST', '/v1/callLogs', 10, PHONE, callLogs.create),
  route('GET', '/v1/callLogs', 20, PHONE, callLogs.list),
  route('GET', '/v1/callLogs/{id}', 2, PHONE, callLogs.get),
  route('DELETE', '/v1/callLogs/{id}', 6, PHONE, callLogs.remove),
  route('POST', '/v1/callLogs/{id}/recordings', 10, PHONE, callLogs.attach),

  route('GET', '/v1/users', 20, 'users:read', directory.users),
  route('GET', '/v1/users/me', 2, 'base', directory.me),
  route('GET', '/v1/activityTypes', 20, `${ACTIVITIES} admin`, directory.activityTypes),
  route('GET', '/v1/currencies', 20, 'base', directory.currencies),
];

export interface FoundRoute {
  route: Route;
  path: Record<string, string>;
}
const parts = (path: string): string[] => path.split('/').filter((part) => part !== '');

function match(template: string, given: string[]): Record<string, string> | null {
  const wanted = parts(template);
  if (wanted.length !== given.length) return null;
  const path: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== given[index]) return null;
    if (name !== undefined) path[name] = given[index] ?? '';
  }
  return path;
}
/** The endpoint of a request; fixed parts beat variables, because they come first in the list. */
export function findRoute(method: string, path: string): FoundRoute | null {
  // https://api.pipedrive.com/v1 is the same as /api/v1.
  const given = parts(path.replace(/^\/api(?=\/)/, ''));
  for (const one of ROUTES) {
    const found = one.method === method ? match(one.path, given) : null;
    if (found) return { route: one, path: found };
  }
  return null;
}
