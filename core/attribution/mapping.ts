/** Field mapping of the Upsert node: values of the event into fields of the CRM (G-09). */
import type { RingostatEvent } from '../event/types';
import type { FieldMapping } from './types';
import { formValue, variableValue } from './values';

/** Takes one line of the mapping and the event; returns the value to write, or null when there is none. */
export function valueOf(mapping: FieldMapping, event: RingostatEvent): string | null {
  const { source } = mapping;
  if (source.type === 'constant') return source.value.trim() === '' ? null : source.value;
  if (source.type === 'variable') return variableValue(event, source.name);
  for (const name of source.names.flatMap((names) => names.split(','))) {
    const value = formValue(event, name);
    if (value !== null) return value;
  }
  return null;
}

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
export { validateMapping } from './validate-mapping';
