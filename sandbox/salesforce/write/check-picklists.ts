import { refuse } from '../errors';
import type { Org } from '../org';
import type { ObjectDef } from '../schema/types';
import { LISTS, PICKLISTS, RESTRICTED } from '../schema/picklists';
import type { Row, Value, Values } from '../types';

export interface Option {
  value: string;
  isDefault: boolean;
}

/** Values of a record type's stages; null when the type restricts nothing. */
export function stagesOf(org: Org, recordTypeId: Value | undefined): string[] | null {
  const process = org.get(org.get(recordTypeId)?.values['BusinessProcessId']);
  const stages = process?.values['stages'];
  return typeof stages === 'string' ? (JSON.parse(stages) as string[]) : null;
}

/** Active values of a picklist field; null where any text is taken and none is listed. */
export function optionsOf(org: Org, key: string, recordTypeId?: Value): Option[] | null {
  const list = LISTS[key];
  if (list === undefined) return PICKLISTS[key]?.map((value) => ({ value, isDefault: false })) ?? null;
  const stages = key === 'Opportunity.StageName' ? stagesOf(org, recordTypeId) : null;
  return org
    .rows(list)
    .filter(({ values }) => values['IsActive'] !== false)
    .map(({ values }) => ({ value: String(values['ApiName']), isDefault: values['IsDefault'] === true }))
    .filter(({ value }) => stages === null || stages.includes(value));
}

/** Throws INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST for values that their picklist does not have (any more). */
export function checkPicklists(org: Org, object: ObjectDef, values: Values, before?: Row): void {
  for (const { name, label, type, restrictedTo } of object.fields.values()) {
    const key = `${object.name}.${name}`;
    const value = values[name];
    if (type !== 'picklist' || typeof value !== 'string' || before?.values[name] === value) continue;
    if (restrictedTo?.includes(value)) continue;
    const isOpen = org.unlisted === 'stored' || !(key in LISTS);
    if (!restrictedTo && isOpen && !RESTRICTED.has(key)) continue;
    const recordType = values['RecordTypeId'] ?? before?.values['RecordTypeId'] ?? null;
    if (!restrictedTo && optionsOf(org, key, recordType)?.some((option) => option.value === value)) continue;
    throw refuse(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${label}: bad value for restricted picklist field: ${value}`,
      [name],
    );
  }
}
