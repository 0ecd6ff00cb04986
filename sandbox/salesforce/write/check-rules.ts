/** Rules of single objects that no field definition shows. */
import { refuse, Refusal } from '../errors';
import type { Org } from '../org';
import type { ObjectDef } from '../schema/types';
import type { Row, Values } from '../types';
import { checkGrant } from './check-grants';
import type { SaveContext } from './types';

function checkTask(org: Org, values: Values, before?: Row): void {
  const [who, what] = ['WhoId', 'WhatId'].map((name) =>
    name in values ? values[name] : before?.values[name],
  );
  if (org.get(who)?.object === 'Lead' && what)
    throw refuse(
      'FIELD_INTEGRITY_EXCEPTION',
      'WhatId must be blank when WhoId is a lead: cannot relate a lead to another record',
      ['WhatId'],
    );
}
function checkFile(values: Values): void {
  const missing = !values['VersionData'] && !values['ContentUrl'] ? 'VersionData' : null;
  if (missing) throw refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing}]`, [missing]);
  if (values['ContentUrl']) return;
  if (!values['PathOnClient'])
    throw refuse('REQUIRED_FIELD_MISSING', 'Required fields are missing: [PathOnClient]', ['PathOnClient']);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(String(values['VersionData'])))
    throw new Refusal(400, 'JSON_PARSER_ERROR', 'Unable to decode base64 value of VersionData');
}

/** A person account has first and last name, no name of a company. */
function checkAccount(org: Org, values: Values): void {
  const type = org.get(values['RecordTypeId']);
  if (type?.values['IsPersonType'] !== true || !values['Name']) return;
  throw refuse(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    'Unable to create/update fields: Name. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
    ['Name'],
  );
}

export function checkRules({ org }: SaveContext, { name }: ObjectDef, values: Values, before?: Row): void {
  if (name === 'Task') checkTask(org, values, before);
  if (name === 'Account' && !before) checkAccount(org, values);
  if (name === 'Lead' && before?.values['IsConverted'] === true)
    throw refuse('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  if (name === 'ContentVersion' && !before) checkFile(values);
  if (name === 'FieldPermissions') checkGrant(org, values, before);
}

/** Throws DUPLICATE_VALUE when another live record has the value of a unique field; letter case does not tell apart. */
export function checkUnique(
  { org, session }: SaveContext,
  object: ObjectDef,
  values: Values,
  self?: Row,
): void {
  for (const { name, unique } of object.fields.values()) {
    const value = values[name];
    if (!unique || value === null || value === undefined) continue;
    const [other] = org.where(object, name, value).filter((row) => row !== self);
    if (!other) continue;
    const [field, id] = session.sees(other) ? [name, other.id.slice(0, 15)] : ['<unknown>', '<unknown>'];
    const message = `duplicate value found: ${field} duplicates value on record with id: ${id}`;
    throw refuse('DUPLICATE_VALUE', message);
  }
}
