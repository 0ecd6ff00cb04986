/** What a term finds in a record as search sees it (docs/reference/pipedrive.md#finding). */
import type { Account } from './account';
import { fieldOwner } from './account';
import { SEARCHABLE_TYPES } from './field-types';
import type { Row } from './types';

export interface Wanted {
  term: string;
  exact: boolean;
  /** Query value `fields`; null = all. */
  fields: string[] | null;
  phoneSearch: 'digits' | 'asStored';
}
export interface Match {
  /** Values of custom fields that matched, as text. */
  custom: string[];
}
const digits = (text: string): string => text.replace(/\D/g, '');

function textMatches({ term, exact }: Wanted, stored: string): boolean {
  const [have, want] = [stored.toLowerCase(), term.toLowerCase()];
  return exact ? have === want : have.includes(want);
}
function phoneMatches(wanted: Wanted, stored: string): boolean {
  if (wanted.phoneSearch === 'asStored' || wanted.exact) return textMatches(wanted, stored);
  const want = digits(wanted.term);
  return (
    want.length >= 2 &&
    digits(wanted.term) === wanted.term.replace(/[\s()+-]/g, '') &&
    digits(stored).includes(want)
  );
}
const labelled = (row: Row, key: string): string[] =>
  ((row.values[key] ?? []) as { value: string }[]).map(({ value }) => value);
const custom = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? String((value as { value?: unknown }).value ?? '')
    : String(value);

/** Null when the term finds nothing in the record. */
export function matchOf(account: Account, row: Row, wanted: Wanted): Match | null {
  const has = (field: string): boolean => wanted.fields === null || wanted.fields.includes(field);
  const title = String(row.values['name'] ?? row.values['title'] ?? '');
  const plain =
    (has(row.type === 'person' || row.type === 'organization' ? 'name' : 'title') &&
      textMatches(wanted, title)) ||
    (has('phone') && labelled(row, 'phones').some((phone) => phoneMatches(wanted, phone))) ||
    (has('email') && labelled(row, 'emails').some((email) => textMatches(wanted, email)));
  const owner = fieldOwner(row.type);
  const found = (owner && has('custom_fields') ? account.fields(owner) : [])
    .filter(({ custom: isCustom, type }) => isCustom && SEARCHABLE_TYPES.includes(type))
    .map(({ code, type }) => ({ text: custom(row.custom[code] ?? ''), type }))
    .filter(({ text, type }) => text !== '' && (type === 'phone' ? phoneMatches : textMatches)(wanted, text))
    .map(({ text }) => text);
  return plain || found.length > 0 ? { custom: found } : null;
}
