/** Converts records from NetHunt's format to the product's: values are texts, numbers, lists, or objects with a name (docs/reference/nethunt.md#finding, docs/reference/nethunt.md#links). */
import { ATTRIBUTION_FIELDS, type Attribution } from '../../model/attribution';
import { emptyAttribution } from '../../attribution/attribution';
import type { FoundRecord } from '../../model/record';
import { isJson } from './json';
import { fold, type Kind } from './kinds';
import type { Layout } from './layout';
import type { ApiRecord } from './port';
import { CLOSED } from './settings';

export interface Reference {
  id: string | null;
  name: string | null;
}

const MARKER = /\[ringostat:([A-Za-z0-9_-]+)\]/;
/** Put at the end of texts where the folder has no field for the key (docs/reference/nethunt.md#call-logs). */
export const markerOf = (key: string): string => `[ringostat:${key}]`;
/** Keys of all markers in a text. */
export const markedKeys = (text: string): string[] =>
  [...text.matchAll(new RegExp(MARKER, 'g'))].flatMap(([, key]) => key ?? []);

const listOf = (value: unknown): unknown[] =>
  value === null || value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
const plain = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';

/** All texts of a value: of lists, and of objects their telling part. */
export function textsOf(value: unknown): string[] {
  return listOf(value)
    .map((item) =>
      isJson(item) ? [item['value'], item['email'], item['name']].map(plain).find(Boolean) : plain(item),
    )
    .filter((text): text is string => Boolean(text));
}
export const textOf = (value: unknown): string | null => textsOf(value)[0] ?? null;
/** People are known by e-mail. */
export function peopleOf(value: unknown): string[] {
  return listOf(value)
    .map((item) => (isJson(item) ? plain(item['email']) || plain(item['emailAddress']) : plain(item)).trim())
    .filter((text) => text.includes('@'));
}
export function referencesOf(value: unknown): Reference[] {
  return listOf(value).map((item) => {
    if (!isJson(item)) return { id: null, name: plain(item) || null };
    return { id: plain(item['recordId']) || plain(item['id']) || null, name: plain(item['name']) || null };
  });
}

/** Ids of NetHunt's records: 24 hexadecimal digits. */
const ID = /^[0-9a-f]{24}$/i;
/** Id of a linked record, told as one or as a text; null where NetHunt tells its name only. */
export const idOf = ({ id, name }: Reference): string | null => id ?? (name && ID.test(name) ? name : null);

/** Key the record carries: in the field for it, else as a marker in any text. */
export function keyOf(layout: Layout, kind: Kind, record: ApiRecord): string | null {
  const own = textOf(layout.valueOf(record, kind, 'callId'));
  if (own) return own;
  for (const value of Object.values(record.fields)) {
    for (const text of textsOf(value)) {
      const key = MARKER.exec(text)?.[1];
      if (key) return key;
    }
  }
  return null;
}

export function isClosedStage(layout: Layout, stage: string | null): boolean {
  if (stage === null) return false;
  const named = layout.settings.stages
    .flatMap(({ stages }) => stages)
    .find(({ name }) => fold(name) === fold(stage));
  return named ? named.closed : CLOSED.has(fold(stage));
}

/** The record as the port wants it. Links are those it tells by id; others are given by who knows them. */
export function toFound(
  layout: Layout,
  entity: 'contact' | 'company' | 'deal',
  record: ApiRecord,
  links: Partial<Pick<FoundRecord, 'contactIds' | 'companyIds'>> = {},
): FoundRecord {
  const text = (key: Parameters<Layout['valueOf']>[2]): string | null =>
    textOf(layout.valueOf(record, entity, key));
  const ids = (key: 'contact' | 'company'): string[] =>
    referencesOf(layout.valueOf(record, entity, key)).flatMap(({ id }) => id ?? []);
  const attribution: Attribution = emptyAttribution();
  for (const field of ATTRIBUTION_FIELDS) attribution[field] = text(field);
  return {
    entity,
    id: record.id,
    name: text('name'),
    ownerId: peopleOf(layout.valueOf(record, entity, 'owner'))[0] ?? null,
    open: entity !== 'deal' || !isClosedStage(layout, text('stage')),
    url: record.link,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    attribution,
    callId: keyOf(layout, entity, record),
    contactIds: links.contactIds ?? ids('contact'),
    companyIds: links.companyIds ?? ids('company'),
  };
}
