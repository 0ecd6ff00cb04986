import { linkName, typesBetween } from './association-types';
import type { Portal } from './portal';
import type { HubSpotType, Properties, Stored } from './types';

const BASE: Record<HubSpotType, string[]> = {
  contacts: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  companies: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  deals: [
    'amount',
    'closedate',
    'createdate',
    'dealname',
    'dealstage',
    'hs_lastmodifieddate',
    'hs_object_id',
    'pipeline',
  ],
  leads: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  calls: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  tasks: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  notes: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
};
const ALWAYS = new Set([
  'createdate',
  'hs_createdate',
  'lastmodifieddate',
  'hs_lastmodifieddate',
  'hs_object_id',
]);

/** A record as the API answers it. */
export interface ApiRecord {
  id: string;
  properties: Record<string, string | null>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  associations?: Record<string, { results: { id: string; type: string }[] }>;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const masked = (value: string): string => value.replace(/\d(?=\d{2})/g, '*');

/**
 * Properties as asked: known ones that are empty come as null, unknown ones are left out without a word; without a
 * wish the type's base set. Ids and times always come along.
 */
export function pick(
  portal: Portal,
  type: HubSpotType,
  values: Properties,
  wanted: string[],
  mask: boolean,
): Record<string, string | null> {
  const known = portal.defs(type);
  const names =
    wanted.length === 0 ? BASE[type] : [...BASE[type].filter((name) => ALWAYS.has(name)), ...wanted];
  const picked: Record<string, string | null> = {};
  for (const name of names.filter((name) => known.has(name))) {
    const value = values[name] ?? null;
    picked[name] = mask && value !== null && /^(mobile)?phone$/.test(name) ? masked(value) : value;
  }
  return picked;
}

export function render(portal: Portal, record: Stored, wanted: string[], mask: boolean): ApiRecord {
  return {
    id: record.id,
    properties: pick(portal, record.type, portal.values(record), wanted, mask),
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
    archived: record.archived,
  };
}

/** Answer of a write: every value the record has, empty ones left out. */
export function renderWritten(portal: Portal, record: Stored): ApiRecord {
  return { ...render(portal, record, [], false), properties: portal.values(record) };
}

/** Links of a record to the asked types, by plural name; a type without links is left out. */
export function renderLinks(portal: Portal, record: Stored, to: HubSpotType[]): ApiRecord['associations'] {
  const links = portal.linksOf(record);
  const entries = to.map((type) => {
    const kinds = typesBetween(record.type, type);
    const results = links
      .filter((link) => link.to === type)
      .map((link) => {
        const kind = kinds.find(({ id }) => id === link.typeId);
        return { id: link.toId, type: kind ? linkName(kind) : String(link.typeId) };
      });
    return [type, { results }] as const;
  });
  return Object.fromEntries(entries.filter(([, { results }]) => results.length > 0));
}
