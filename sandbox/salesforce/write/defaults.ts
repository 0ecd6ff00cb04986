/** Values a new record gets that nobody gave. */
import type { Org } from '../org';
import type { Session } from '../session';
import type { Values } from '../types';
import { optionsOf } from './check-picklists';

const BOOLEANS: Record<string, string[]> = {
  Lead: ['IsConverted', 'IsUnreadByOwner'],
  Contact: ['HasOptedOutOfEmail', 'DoNotCall'],
  Task: ['IsReminderSet', 'IsArchived'],
  OpportunityContactRole: ['IsPrimary'],
  FieldPermissions: ['PermissionsRead', 'PermissionsEdit'],
};
const defaultOf = (org: Org, key: string): string | null => {
  const options = optionsOf(org, key) ?? [];
  return (options.find(({ isDefault }) => isDefault) ?? options[0])?.value ?? null;
};

/** The values with what the vendor adds: owner, status, subtype, record type, flags. */
export function withDefaults(
  org: Org,
  session: Pick<Session, 'userId'>,
  object: string,
  values: Values,
): Values {
  const own: Values = { CreatedById: session.userId, LastModifiedById: session.userId };
  for (const name of BOOLEANS[object] ?? []) own[name] = false;
  const definition = org.schema.need(object);
  if (definition.fields.has('ownerid')) own['OwnerId'] = session.userId;
  if (definition.fields.has('recordtypeid'))
    own['RecordTypeId'] =
      org.rows('RecordType').find((row) => row.values['SobjectType'] === object)?.id ?? null;
  if (object === 'Lead') own['Status'] = defaultOf(org, 'Lead.Status');
  if (object === 'Task') {
    Object.assign(own, {
      Status: defaultOf(org, 'Task.Status'),
      Priority: defaultOf(org, 'Task.Priority'),
      TaskSubtype: 'Task',
    });
  }
  const given = Object.entries(values).filter(([name, value]) => value !== null || !(name in own));
  return { ...own, ...Object.fromEntries(given) };
}
