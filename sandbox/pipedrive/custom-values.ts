/** Values of custom fields: each type has its own form (docs/reference/pipedrive.md#values). */
import type { Account } from './account';
import type { Errors } from './errors';
import type { FakeField, FieldOwner, Values } from './types';
import { KINDS, type Kind } from './value-kinds';

/** Characters, by the vendor's description of field types. */
const MAX: Record<string, number> = { varchar: 255, varchar_auto: 255, phone: 255, text: 65_000 };
const KIND: Record<string, Kind> = {
  varchar: 'text',
  varchar_auto: 'text',
  text: 'text',
  phone: 'text',
  double: 'number',
  monetary: 'moneyField',
  date: 'date',
  time: 'time',
  enum: 'integer',
  set: 'integers',
  user: 'integer',
  org: 'integer',
  people: 'integer',
};

function wrong(field: FakeField, value: unknown): string | null {
  if (value === null) return null;
  const kind = KINDS[KIND[field.type] ?? 'object'];
  if (!kind.test(value)) return `expected ${kind.expects}`;
  const max = MAX[field.type];
  if (max !== undefined && String(value).length > max) return `must be at most ${max} characters long`;
  if (field.type === 'set' && (value as unknown[]).length === 0) return 'must not be an empty array';
  const chosen = field.type === 'enum' ? [value] : field.type === 'set' ? (value as unknown[]) : [];
  const unknown = chosen.find((id) => !field.options?.some((option) => option.id === id));
  return unknown === undefined ? null : `option ${String(unknown)} does not exist`;
}

/** Takes values by field code; throws on the first that is unknown, standard or of the wrong form. */
export function checkCustom(account: Account, owner: FieldOwner, values: Values, errors: Errors): void {
  for (const [code, value] of Object.entries(values)) {
    const field = account.fields(owner).find((one) => one.custom && one.code === code);
    if (!field) throw errors.invalid(`custom_fields: unknown field '${code}'`);
    const reason = wrong(field, value);
    if (reason !== null) throw errors.invalid(`custom_fields.${code}: ${reason}`);
  }
}

/** All custom fields of the object, unset ones null, as v2 answers them; `only` narrows to some codes. */
export function customOf(account: Account, owner: FieldOwner, custom: Values, only: string[] | null): Values {
  const fields = account
    .fields(owner)
    .filter(({ custom: isCustom, code }) => isCustom && (only?.includes(code) ?? true));
  return Object.fromEntries(fields.map(({ code }) => [code, custom[code] ?? null]));
}

/** Throws when a new record lacks a required custom field. */
export function checkRequired(account: Account, owner: FieldOwner, custom: Values, errors: Errors): void {
  for (const field of account.fields(owner)) {
    const value = custom[field.code];
    if (field.custom && field.required && (value === undefined || value === null || value === ''))
      throw errors.invalid(`custom_fields.${field.code}: '${field.name}' is required`);
  }
}
