/** Kinds of folders the product works in and the fields it knows in each, by usual names (names.json). */
import { ATTRIBUTION_FIELDS } from '../../model/attribution';
import type { Entity } from '../../model/plan';
import names from './names.json';

export type Kind = 'contact' | 'company' | 'deal' | 'task' | 'callRecord';
/** A field by its meaning; its display name differs by workspace. */
export type FieldKey =
  | (typeof ATTRIBUTION_FIELDS)[number]
  | 'name'
  | 'phone'
  | 'email'
  | 'owner'
  | 'source'
  | 'company'
  | 'contact'
  | 'deal'
  | 'description'
  | 'pipeline'
  | 'stage'
  | 'dealKey'
  | 'callId'
  | 'due'
  | 'done'
  | 'priority'
  | 'links'
  | 'direction'
  | 'number'
  | 'time'
  | 'status'
  | 'talk'
  | 'recording';

/** Words for messages. */
export const FOLDER_WORDS: Record<Kind, string> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  task: 'tasks',
  callRecord: 'calls',
};

type Names = Partial<Record<FieldKey, string[]>>;
const OWN: Names = names.own;
const ATTRIBUTION: Names = Object.fromEntries(ATTRIBUTION_FIELDS.map((field) => [field, OWN[field] ?? []]));
const CALL_ID: Names = { callId: OWN.callId ?? [] };
const FIELDS: Record<Kind, Names> = {
  contact: { ...names.contact.fields, ...ATTRIBUTION, ...CALL_ID },
  company: { ...names.company.fields, ...ATTRIBUTION, ...CALL_ID },
  deal: { ...names.deal.fields, ...ATTRIBUTION, ...CALL_ID },
  // A task tells its call in its text: the folder is NetHunt's own.
  task: names.task.fields,
  callRecord: { ...names.callRecord.fields, ...CALL_ID },
};

/** Usual display names of a field, the English one first; empty when the kind has no such field. */
export const usualNames = (kind: Kind, key: FieldKey): readonly string[] => FIELDS[kind][key] ?? [];
export const usualFolders = (kind: Kind): readonly string[] => names[kind].folders;
export const keysOf = (kind: Kind): FieldKey[] => Object.keys(FIELDS[kind]) as FieldKey[];

/** Fields a workspace does not have unless somebody adds them for the product; the API cannot. */
export const OWN_KEYS: Record<Kind, FieldKey[]> = {
  contact: [...ATTRIBUTION_FIELDS, 'callId'],
  company: [...ATTRIBUTION_FIELDS, 'callId'],
  deal: [...ATTRIBUTION_FIELDS, 'callId', 'dealKey'],
  task: [],
  callRecord: ['direction', 'number', 'time', 'status', 'contact', 'owner', 'recording', 'callId'],
};

/** Names as people mistype them: case, spaces at the ends and between. */
export const fold = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** The kind of an entity; null for leads, which NetHunt has not. */
export const kindOf = (entity: Entity): Exclude<Kind, 'task' | 'callRecord'> | null =>
  entity === 'lead' ? null : entity;
