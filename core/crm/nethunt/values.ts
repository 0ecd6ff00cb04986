/** Writes values (name, phone, owner …) under the names that the fields have in this workspace. */
import type { Words } from '../../model/said';
import { said } from '../../text/said';
import { ATTRIBUTION_FIELDS, type Attribution } from '../../model/attribution';
import { cut } from '../engine/text';
import { OWN_KEYS, usualNames, type FieldKey, type Kind } from './kinds';
import type { Layout } from './layout';
import { markerOf } from './records';

export type Values = Partial<Record<FieldKey, unknown>>;
export interface RecordValues {
  kind: Kind;
  meanings: Values;
  /** Mapped fields by display name; they win. */
  extra: Record<string, string>;
  /** Key of the plan's step or call, carried by the record. */
  key: string | null;
  /** Meanings that are treated as if the folder had no field for them: it refused what they hold. */
  without?: ReadonlySet<FieldKey>;
}
export interface Fields {
  fields: Record<string, unknown>;
  /** Meanings the folder has no field for. */
  missing: FieldKey[];
}

/** Longest text sent; the vendor states no limit, others stop at 64 KB. */
const TEXT_MAX = 60_000;

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

export function attributionValues(attribution: Attribution): Values {
  return Object.fromEntries(ATTRIBUTION_FIELDS.map((field) => [field, attribution[field]?.trim() || null]));
}

/** Takes values by meaning; returns them by display name. A key without a field of its own goes into a text. */
export function toFields(layout: Layout, { kind, meanings, extra, key, without }: RecordValues): Fields {
  const all: Values = { ...meanings, ...(key === null ? {} : { callId: key }) };
  const fields: Record<string, unknown> = {};
  const missing: FieldKey[] = [];
  for (const [name, value] of Object.entries(all) as [FieldKey, unknown][]) {
    if (isEmpty(value)) continue;
    const field = without?.has(name) ? null : layout.nameOf(kind, name);
    if (field === null) missing.push(name);
    else fields[field] = typeof value === 'string' ? cut(value, TEXT_MAX) : value;
  }
  if (key !== null && missing.includes('callId')) {
    const place =
      (without?.has('description') ? null : layout.nameOf(kind, 'description')) ??
      (kind === 'contact' ? null : layout.nameOf(kind, 'name'));
    if (place !== null) {
      const before = fields[place];
      const marker = markerOf(key);
      const room = typeof before === 'string' ? cut(before, TEXT_MAX - marker.length - 1) : '';
      fields[place] = room ? `${room}\n${marker}` : marker;
    }
  }
  return { fields: { ...fields, ...extra }, missing };
}

/** A sentence about what the folder lacks; null when nothing of ours is missing. */
export function missingNote(kind: Kind, missing: FieldKey[]): Words | null {
  const ours = missing.filter((name) => OWN_KEYS[kind].includes(name));
  if (ours.length === 0) return null;
  const names = ours.map((name) => usualNames(kind, name)[0] ?? name);
  return said('nethunt.lacking', { folder: said(`nethunt.records.${kind}`), names });
}

/** Display value for "before → after". */
export const shown = (value: unknown): string =>
  Array.isArray(value) ? (value as unknown[]).map(String).join(', ') : String(value);
