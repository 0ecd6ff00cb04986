/** Field mapping of the Upsert node: values of the event into fields of the CRM (G-09). */
import type { RingostatEvent } from '../model/event';
import type { FieldMapping } from './types';
import { valueOf } from './values';

/**
 * Takes the mapping, the event and one entity. Returns the entity's values by API name of the field; a field whose
 * variable or form field is empty is left out, so that nothing is overwritten with emptiness.
 */
export function resolveFields(
  mapping: FieldMapping[],
  event: RingostatEvent,
  entity: FieldMapping['entity'],
): Record<string, string> {
  const values: [string, string][] = [];
  for (const line of mapping) {
    const value = line.entity === entity ? valueOf(line, event) : null;
    if (value !== null) values.push([line.field.trim(), value]);
  }
  return Object.fromEntries(values);
}

export { MappingError } from './mapping-error';
export { requireFields } from './require-fields';
