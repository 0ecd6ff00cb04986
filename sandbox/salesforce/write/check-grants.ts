import { refuse } from '../errors';
import type { Org } from '../org';
import type { Row, Values } from '../types';

/** Rules of FieldPermissions: for a custom field that is there, once a permission set, nothing edited unseen. */
export function checkGrant(org: Org, values: Values, before?: Row): void {
  const { ParentId, SobjectType, Field, PermissionsRead, PermissionsEdit } = { ...before?.values, ...values };
  if (PermissionsEdit === true && PermissionsRead !== true)
    throw refuse(
      'FIELD_INTEGRITY_EXCEPTION',
      `Permission Edit ${String(Field)} depends on permission(s): Read ${String(Field)}`,
    );
  if (before) return;
  const [home = '', name = ''] = String(Field).split('.');
  const object = org.schema.find(home === 'Activity' ? 'Task' : home);
  const field = object?.fields.get(name.toLowerCase());
  if (home !== SobjectType || !field?.custom || field.required)
    throw refuse(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `Field Name: bad value for restricted picklist field: ${String(Field)}`,
      ['Field'],
    );
  const [same] = org
    .rows('FieldPermissions')
    .filter(
      ({ deleted, values: other }) => !deleted && other['ParentId'] === ParentId && other['Field'] === Field,
    );
  if (same)
    throw refuse(
      'DUPLICATE_VALUE',
      `duplicate value found: <unknown> duplicates value on record with id: ${same.id.slice(0, 15)}`,
    );
}
