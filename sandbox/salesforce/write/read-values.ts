import { badJson, refuse, Refusal } from '../errors';
import type { FieldDef, ObjectDef } from '../schema/types';
import type { Values } from '../types';
import { readValue } from './read-value';
import type { SaveContext } from './types';

export const asObject = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

function known({ session }: SaveContext, object: ObjectDef, name: string): FieldDef {
  const field = session.field(object, name);
  if (field) return field;
  throw new Refusal(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
}

/** Reads a body into values by canonical field names. Throws for unknown, read-only and mistyped ones. */
export function readValues(
  context: SaveContext,
  object: ObjectDef,
  body: unknown,
  mode: 'create' | 'update',
): Values {
  const given = asObject(body);
  if (!given) throw badJson('The HTTP entity body is required, but this request has no entity body.');
  const { attributes, ...rest } = given;
  const type = asObject(attributes)?.['type'];
  if (type !== undefined && String(type).toLowerCase() !== object.name.toLowerCase())
    throw refuse('INVALID_TYPE', `sObject type '${String(type)}' does not match ${object.name}`);
  const fixed: string[] = [];
  const values: Values = {};
  for (const [name, raw] of Object.entries(rest)) {
    const field = known(context, object, name);
    if (field.name === 'Id')
      throw refuse(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `cannot specify Id in an ${mode === 'create' ? 'insert' : 'update'} call`,
        ['Id'],
      );
    const allowed = mode === 'create' ? field.createable : field.updateable;
    if (!allowed || !context.session.mayEdit(object, field)) fixed.push(field.name);
    else values[field.name] = readValue(field, raw);
  }
  if (fixed.length > 0)
    throw refuse(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${fixed.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      fixed,
    );
  return values;
}

/** Throws REQUIRED_FIELD_MISSING for what a new record lacks or a change would empty. */
export function checkRequired(object: ObjectDef, values: Values, mode: 'create' | 'update'): void {
  const missing = [...object.fields.values()]
    .filter(({ required }) => required)
    .map(({ name }) => name)
    .filter((name) => (mode === 'create' || name in values) && (values[name] ?? '') === '');
  if (missing.length > 0)
    throw refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
}
