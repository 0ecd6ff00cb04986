/** Values between the product (display names, ISO times) and API v2 (field ids, milliseconds since the epoch). */
import { CrmError } from '../../../http/errors';
import { SYSTEM } from '../errors';
import type { FolderField } from '../port';
import type { Schema, SchemaField } from './schema';

type Json = Record<string, unknown>;
const isTime = ({ valueType }: SchemaField): boolean => /^(date|time)/i.test(valueType);
const isNumber = ({ valueType }: SchemaField): boolean => valueType.toUpperCase() === 'NUMBER';
/** What no text can be turned into; of all other kinds no client shows what they refuse. */
export const takesOf = (field: SchemaField): FolderField['takes'] =>
  isNumber(field) ? 'numbers' : isTime(field) ? 'dates' : null;
/** Ids of linked records, where they are told bare. */
const RECORD_ID = /^[0-9a-f]{24}$/;

/** As the first API words it, so that the same remedy reads it. */
export function unknownField(name: string): CrmError {
  const said = `Field "${name}" does not exist in folder`;
  return new CrmError({
    kind: 'invalidField',
    system: SYSTEM,
    message: `${SYSTEM}: ${said}.`,
    advice: 'Compare the name of the field in NetHunt with the settings of the node.',
    status: 400,
    code: said,
  });
}

function toApi(field: SchemaField, value: unknown): unknown {
  if (isTime(field) && typeof value === 'string') {
    const at = Date.parse(value);
    return Number.isNaN(at) ? value : at;
  }
  const number = isNumber(field) && typeof value === 'string' ? Number(value) : NaN;
  return Number.isNaN(number) ? value : number;
}
function fromApi(field: SchemaField, value: unknown): unknown {
  if (isTime(field) && typeof value === 'number') return new Date(value).toISOString();
  const link = field.valueType.toUpperCase() !== 'STRING';
  const one = (item: unknown): unknown =>
    link && typeof item === 'string' && RECORD_ID.test(item) ? { id: item } : item;
  return Array.isArray(value) ? value.map(one) : one(value);
}

/** Takes values by display name; returns them by field id. Throws CrmError invalidField for a name the folder lacks. */
export function toIds(schema: Schema, values: Json): Json {
  const entries = Object.entries(values).map(([name, value]): [string, unknown] => {
    const field = schema.named(name);
    if (!field) throw unknownField(name);
    return [field.id, toApi(field, value)];
  });
  return Object.fromEntries(entries);
}
/** Takes values by field id; returns them by display name. Ids the folder does not tell are left out. */
export function toNames(schema: Schema, values: Json): Json {
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, value]): [string, unknown][] => {
      const field = schema.byId(id);
      return field && value !== null ? [[field.name, fromApi(field, value)]] : [];
    }),
  );
}
/** One field after its action: what is not overwritten grows when it is a list, and stays when it is one value. */
export function acted(
  before: unknown,
  { overwrite = false, add, remove }: { overwrite?: boolean; add?: unknown; remove?: unknown },
): unknown {
  const listOf = (value: unknown): unknown[] =>
    value === null || value === undefined || value === ''
      ? []
      : Array.isArray(value)
        ? (value as unknown[])
        : [value];
  const plain = (item: unknown): unknown => {
    const { id, email } = (typeof item === 'object' && item !== null ? item : {}) as Json;
    return id ?? email ?? item;
  };
  if (overwrite && remove === undefined) return add ?? null;
  const gone = listOf(remove).map(plain);
  const kept = overwrite
    ? []
    : listOf(before)
        .map(plain)
        .filter((item) => !gone.includes(item));
  if (!Array.isArray(before) && !Array.isArray(add)) return kept[0] ?? add ?? null;
  return [
    ...kept,
    ...listOf(add)
      .map(plain)
      .filter((item) => !kept.includes(item)),
  ];
}

/** Takes notations of a number with blanks between the groups; adds those with hyphens and brackets. */
export function writtenOut(texts: string[]): string[] {
  const more = texts.flatMap((text) => {
    const groups = text.split(' ');
    if (groups.length < 2) return [];
    const [first = '', ...rest] = groups;
    const [area = '', ...own] = first.startsWith('+') ? rest : groups;
    const country = first.startsWith('+') ? `${first} ` : '';
    const tail = own.join('-');
    return [
      groups.join('-'),
      `${country}${area} ${tail}`,
      `${country}(${area}) ${tail}`,
      `${country}(${area}) ${own.join(' ')}`,
    ];
  });
  return [...new Set([...texts, ...more])];
}
