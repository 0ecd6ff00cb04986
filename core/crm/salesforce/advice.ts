/** What to do about a refusal of Salesforce, by its code. */
import type { ErrorKind } from '../../model/outcome';

const BY_CODE: Record<string, (fields: string) => string> = {
  API_DISABLED_FOR_ORG: () =>
    'The edition of this org has no API: take Enterprise or higher, or buy API access for Professional.',
  API_CURRENTLY_DISABLED: () => 'Give the profile of the user the permission "API Enabled".',
  REQUEST_LIMIT_EXCEEDED: () =>
    'The API requests of the last 24 hours are used up, or too many run at once: run the item again later or raise the limit.',
  REQUIRED_FIELD_MISSING: (fields) =>
    `The org requires ${fields || 'a field that we do not fill'}: map a value to it in the node, or make it optional.`,
  FIELD_CUSTOM_VALIDATION_EXCEPTION: (fields) =>
    `A validation rule of the org refuses the record${fields ? ` (${fields})` : ''}: map what it asks for, or except the integration user from it.`,
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: (fields) =>
    `Choose a value that the list${fields ? ` ${fields}` : ''} has, or add this one to the list.`,
  INVALID_FIELD_FOR_INSERT_UPDATE: (fields) =>
    `Give the integration user the right to edit ${fields || 'the field'} (field-level security).`,
  INVALID_TYPE: () => 'Give the integration user the right to this object (profile or permission set).',
  DUPLICATES_DETECTED: () => 'Open the existing record, or let the duplicate rule allow saving.',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: () => 'A trigger or flow of the org failed: tell its administrator.',
};
const BY_KIND: Partial<Record<ErrorKind, string>> = {
  credentialRefused:
    'Connect the Salesforce credential again: the session or grant has ended, or the app was blocked.',
  notPermitted: 'Give the integration user the missing right in its profile or a permission set.',
};

/** Returns a sentence, null when the kind alone says enough. */
export function adviceFor(kind: ErrorKind, code: string, fields: string[]): string | null {
  const names = fields.join(', ');
  const own = BY_CODE[code]?.(names);
  if (own) return own;
  if (kind === 'invalidField' && names) return `Correct the value or choose another field: ${names}.`;
  return BY_KIND[kind] ?? null;
}
