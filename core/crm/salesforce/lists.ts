/** Lists for the nodes: users and fields. */
import type { CrmField } from '../../model/record';
import type { CrmUser } from '../port';
import type { Row, SalesforceApi } from './api';
import { paths, type ObjectName } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import { text } from './records';
import { said } from '../../text/said';

export const USERS =
  "SELECT Id,Name,Email,IsActive FROM User WHERE IsActive = true AND UserType = 'Standard' ORDER BY Name LIMIT 2000";

export const toUser = (row: Row): CrmUser => {
  const id = text(row, 'Id') ?? '';
  return { id, name: text(row, 'Name') ?? id, email: text(row, 'Email'), active: row.IsActive !== false };
};

/** Active users with a licence. Throws CrmError. */
export async function readUsers(api: SalesforceApi): Promise<CrmUser[]> {
  return (await api.query(USERS, said('doing.readUsers'))).map(toUser);
}

/** Fields of an object as the integration user sees them. Throws CrmError. */
export async function readFields(api: SalesforceApi, object: ObjectName): Promise<CrmField[]> {
  const description = await api.get(paths.describe(object), said('doing.readFields', { of: object }));
  return listOf(description.fields)
    .map(asJson)
    .map((field) => ({
      name: textOf(field.name),
      label: textOf(field.label) || textOf(field.name),
      type: textOf(field.type),
      writable: field.createable === true || field.updateable === true,
      options: listOf(field.picklistValues)
        .map(asJson)
        .filter(({ active }) => active !== false)
        .map(({ value, label }) => ({ value: textOf(value), label: textOf(label) || textOf(value) })),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
