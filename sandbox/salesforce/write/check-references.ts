import { refuse } from '../errors';
import type { FieldDef, ObjectDef } from '../schema/types';
import type { Row, Values } from '../types';
import type { SaveContext } from './types';

function checkOwner(field: FieldDef, target: Row, object: ObjectDef): void {
  if (target.object !== 'User' || target.values['IsActive'] === true) return;
  throw refuse(
    'INACTIVE_OWNER_OR_USER',
    `operation performed with inactive user [${target.id.slice(0, 15)}] as owner of ${object.name.toLowerCase()}`,
    [field.name],
  );
}

/** Every reference leads to a live record of the right kind, every new owner works here. */
export function checkReferences({ org }: SaveContext, object: ObjectDef, values: Values, before?: Row): void {
  for (const field of object.fields.values()) {
    const id = values[field.name];
    if (field.type !== 'reference' || typeof id !== 'string') continue;
    if (before && before.values[field.name] === id) continue;
    const kind = org.schema.byId(id);
    if (!kind || !field.referenceTo.includes(kind.name))
      throw refuse('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [
        field.name,
      ]);
    const target = org.get(id);
    if (target?.deleted) throw refuse('ENTITY_IS_DELETED', 'entity is deleted');
    if (field.name === 'RecordTypeId' && target?.values['IsActive'] !== true)
      throw refuse(
        'INVALID_CROSS_REFERENCE_KEY',
        `Record Type ID: this ID value isn't valid for the user: ${id}`,
        [field.name],
      );
    if (!target) throw refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    if (field.name === 'OwnerId') checkOwner(field, target, object);
    if (target.object === 'Lead' && target.values['IsConverted'] === true)
      throw refuse('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  }
}
