/** Values of an event by the names used in field mappings and rules: Ringostat variables and form fields. */
import type { RingostatEvent } from '../model/event';
import { ATTRIBUTION_FIELDS, type AttributionField } from '../model/attribution';
import { type FieldMapping } from './types';

const FORM_PREFIX = 'form.';

/** The value under a name: exact, else without regard to case; null when absent or blank. */
function lookUp(values: Record<string, string> | null, name: string): string | null {
  if (!values) return null;
  const exact = Object.hasOwn(values, name) ? values[name] : undefined;
  if (exact?.trim()) return exact.trim();
  const folded = name.toLowerCase();
  const key = Object.keys(values).find((other) => other.toLowerCase() === folded && values[other]?.trim());
  return key === undefined ? null : (values[key]?.trim() ?? null);
}

const isAttributionField = (name: string): name is AttributionField =>
  (ATTRIBUTION_FIELDS as readonly string[]).includes(name);

/** Takes an event and the HTML name of a form field; returns its value or null. */
export function formValue(event: RingostatEvent, name: string): string | null {
  return lookUp(event.form, name.trim());
}

/** Takes an event and a variable's canonical name, or `form.<field>`; returns its value or null. */
export function variableValue(event: RingostatEvent, name: string): string | null {
  const wanted = name.trim();
  if (wanted.toLowerCase().startsWith(FORM_PREFIX)) return formValue(event, wanted.slice(FORM_PREFIX.length));
  const value = lookUp(event.variables, wanted);
  if (value !== null) return value;
  // Ringostat calls it client_id; the six fields are known by our names too.
  return isAttributionField(wanted) ? event.attribution[wanted]?.trim() || null : null;
}

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
