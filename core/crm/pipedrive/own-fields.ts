/** The fields we keep in Pipedrive; data in fields.json. They are known by name: their codes differ in every account. */
import type { FieldList } from './endpoints';
import data from './fields.json';
import type { ApiField } from './types';

export interface OwnField {
  name: string;
  type: string;
  description: string;
}
interface OwnObject {
  entity: string;
  list: FieldList;
  fields: OwnField[];
}
export const OWN_FIELDS = data as OwnObject[];

export const CALL_ID = 'Ringostat call id';
export const KEY = 'Ringostat key';
export const ORG_PHONE = 'Ringostat phone';

/** True for a field that keeps doubles away or finds the client; the others are attribution. */
export const isKey = ({ name }: Pick<OwnField, 'name'>): boolean => [CALL_ID, KEY, ORG_PHONE].includes(name);

/** Types that hold a text; a field of our name and another type is somebody's own. */
const TEXTS = new Set(['varchar', 'text', 'varchar_auto', 'phone']);
export const holdsText = ({ field_type }: Pick<ApiField, 'field_type'>): boolean => TEXTS.has(field_type);

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.toLowerCase();

/** Our fields of a list. */
export const ownOf = (list: FieldList): OwnField[] =>
  OWN_FIELDS.find((object) => object.list === list)?.fields ?? [];

/**
 * The field of that name. Two workers may have made it side by side (names are not unique): both take the one with the
 * lowest code.
 */
export function fieldNamed(fields: ApiField[], name: string): ApiField | null {
  const named = fields.filter((field) => field.is_custom_field && same(field.field_name, name));
  const usable = named.filter(holdsText);
  const [first] = (usable.length > 0 ? usable : named).sort((a, b) => (a.field_code < b.field_code ? -1 : 1));
  return first ?? null;
}
