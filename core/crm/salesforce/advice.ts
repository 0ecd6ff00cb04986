/** What to do about a refusal of Salesforce, by its code. */
import type { ErrorKind } from '../../model/outcome';
import type { Said } from '../../model/said';
import { said } from '../../text/said';
import type { TextCode } from '../../text/text';

/** `unnamed`: when Salesforce names no field. */
const BY_CODE: Record<string, { text: TextCode; unnamed?: TextCode }> = {
  API_DISABLED_FOR_ORG: { text: 'salesforce.api.disabled' },
  API_CURRENTLY_DISABLED: { text: 'salesforce.api.notEnabled' },
  REQUEST_LIMIT_EXCEEDED: { text: 'salesforce.limit' },
  REQUIRED_FIELD_MISSING: { text: 'salesforce.required', unnamed: 'salesforce.requiredUnnamed' },
  FIELD_CUSTOM_VALIDATION_EXCEPTION: { text: 'salesforce.rule', unnamed: 'salesforce.ruleUnnamed' },
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: {
    text: 'salesforce.picklist',
    unnamed: 'salesforce.picklistUnnamed',
  },
  INVALID_FIELD_FOR_INSERT_UPDATE: { text: 'salesforce.fieldRight', unnamed: 'salesforce.fieldRightUnnamed' },
  INVALID_TYPE: { text: 'salesforce.objectRight' },
  DUPLICATES_DETECTED: { text: 'salesforce.duplicates' },
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: { text: 'salesforce.trigger' },
};
const BY_KIND: Partial<Record<ErrorKind, TextCode>> = {
  credentialRefused: 'salesforce.credential.advice',
  notPermitted: 'salesforce.right.advice',
};

/** Returns a sentence, null when the kind alone says enough. */
export function adviceFor(kind: ErrorKind, code: string, fields: string[]): Said | null {
  const own = BY_CODE[code];
  if (own) return said(fields.length > 0 ? own.text : (own.unnamed ?? own.text), { fields });
  if (kind === 'invalidField' && fields.length > 0) return said('advice.correctOrChoose', { names: fields });
  const text = BY_KIND[kind];
  return text ? said(text) : null;
}
