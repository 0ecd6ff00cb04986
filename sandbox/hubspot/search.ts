import { invalid } from './errors';
import { compare, matches, readFilter, tokens, type Filter } from './filters';
import type { Portal } from './portal';
import { pick, type ApiRecord } from './render';
import type { Indexed } from './search-index';
import { searchablePhone } from './searchable-phone';
import type { HubSpotType } from './types';
import { asObject } from './write';

const MAX_GROUPS = 5;
const MAX_FILTERS_PER_GROUP = 6;
const MAX_FILTERS = 18;
const MAX_LIMIT = 200;
const MAX_QUERY = 3000;
const MAX_OFFSET = 10_000;

/** Properties that `query` looks at. */
const QUERIED: Record<HubSpotType, string[]> = {
  contacts: ['firstname', 'lastname', 'email', 'phone', 'mobilephone', 'company'],
  companies: ['name', 'domain', 'website', 'phone'],
  deals: ['dealname', 'pipeline', 'dealstage', 'description'],
  leads: ['hs_lead_name'],
  calls: ['hs_call_title', 'hs_call_body'],
  tasks: ['hs_task_subject', 'hs_task_body'],
  notes: ['hs_note_body'],
};

export interface SearchAnswer {
  total: number;
  results: ApiRecord[];
  paging?: { next: { after: string } };
}

function readGroups(portal: Portal, type: HubSpotType, input: unknown): Filter[][] {
  const groups = Array.isArray(input) ? input : [];
  if (groups.length > MAX_GROUPS)
    throw invalid(`Too many filterGroups: ${groups.length}, the limit is ${MAX_GROUPS}.`);
  const read = groups.map((group) => {
    const { filters } = asObject(group);
    if (!Array.isArray(filters) || filters.length === 0) throw invalid('A filterGroup needs filters.');
    if (filters.length > MAX_FILTERS_PER_GROUP) {
      throw invalid(`Too many filters in a group: ${filters.length}, the limit is ${MAX_FILTERS_PER_GROUP}.`);
    }
    return filters.map((filter) => readFilter(portal, type, filter));
  });
  const sum = read.reduce((total, filters) => total + filters.length, 0);
  if (sum > MAX_FILTERS) throw invalid(`Too many filters: ${sum}, the limit is ${MAX_FILTERS}.`);
  return read;
}

/** Each word of the query begins a word of the record; a phone is looked up by its searchable digits. */
function queryMatches(portal: Portal, entry: Indexed, query: string): boolean {
  const texts = QUERIED[entry.type].map((name) => entry.properties[name] ?? '');
  const phones = [entry.properties.phone, entry.properties.mobilephone].map((phone) =>
    searchablePhone(phone, portal.options.phoneCountry),
  );
  const words = [...texts.flatMap((text) => tokens(text)), ...phones.filter((phone) => phone !== null)];
  return tokens(query).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** `-name`, `name`, or {propertyName, direction} as older clients send it. */
function sorter(portal: Portal, type: HubSpotType, sort: unknown): (a: Indexed, b: Indexed) => number {
  const object = asObject(sort);
  const text =
    typeof sort === 'string'
      ? sort
      : `${object.direction === 'DESCENDING' ? '-' : ''}${String(object.propertyName)}`;
  const name = text.replace(/^-/, '');
  const def = portal.defs(type).get(name);
  if (!def) throw invalid(`Cannot sort by ${name}: the property does not exist.`);
  const sign = text.startsWith('-') ? -1 : 1;
  return (a, b) => sign * compare(def, a.properties[name] ?? '', b.properties[name] ?? '');
}

function readPage(body: Record<string, unknown>): { limit: number; offset: number } {
  const limit = body.limit ?? 10;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0)
    throw invalid('limit must be an integer.');
  if (limit > MAX_LIMIT) throw invalid(`The limit of a search is ${MAX_LIMIT} records, ${limit} were asked.`);
  const offset = Number(body.after ?? 0);
  if (!Number.isInteger(offset) || offset < 0) throw invalid('after is not a paging cursor.');
  if (offset + limit > MAX_OFFSET) throw invalid(`A search reaches only ${MAX_OFFSET} records.`);
  return { limit, offset };
}

/** Searches the lagging index. Throws 400 for what the vendor refuses. */
export function search(portal: Portal, type: HubSpotType, input: unknown, mask: boolean): SearchAnswer {
  const body = asObject(input);
  const groups = readGroups(portal, type, body.filterGroups);
  const query = typeof body.query === 'string' ? body.query : '';
  if (query.length > MAX_QUERY) throw invalid(`The query is longer than ${MAX_QUERY} characters.`);
  const { limit, offset } = readPage(body);
  const wanted = Array.isArray(body.properties) ? body.properties.map(String) : [];
  const hits = portal.index
    .entries(type, portal.clock.now())
    .filter(
      (entry) => groups.length === 0 || groups.some((group) => group.every((f) => matches(portal, entry, f))),
    )
    .filter((entry) => query === '' || queryMatches(portal, entry, query));
  const sorts = Array.isArray(body.sorts) ? body.sorts : [];
  if (sorts.length > 1) throw invalid('Only one sort is allowed.');
  for (const sort of sorts) hits.sort(sorter(portal, type, sort));
  const results = hits.slice(offset, offset + limit).map((entry) => ({
    id: entry.id,
    properties: pick(portal, type, entry.properties, wanted, mask),
    createdAt: new Date(entry.createdAt).toISOString(),
    updatedAt: new Date(entry.updatedAt).toISOString(),
    archived: false,
  }));
  const after = offset + limit;
  return {
    total: hits.length,
    results,
    ...(after < hits.length ? { paging: { next: { after: String(after) } } } : {}),
  };
}
