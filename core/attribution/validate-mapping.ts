import type { CrmField } from '../crm/port';
import type { RingostatEvent } from '../event/types';
import { MappingError } from './mapping-error';
import type { FieldMapping } from './types';
import { valueOf } from './values';

type MappedEntity = FieldMapping['entity'];

/** Options named in a message; a country list would fill the screen. */
const OPTIONS_MAX = 12;
const NUMBER_TYPES = new Set(['number', 'integer', 'double', 'currency', 'percent']);

function sourceName({ source }: FieldMapping): string {
  if (source.type === 'variable') return `variable ${source.name}`;
  return source.type === 'formField' ? `form field ${source.names.join(', ')}` : `constant "${source.value}"`;
}

/** Faults that need no CRM: nothing to write into or from, two values for one field. */
function shapeFaults(mapping: FieldMapping[]): string[] {
  const faults: string[] = [];
  const first = new Map<string, FieldMapping>();
  mapping.forEach((line, index) => {
    const field = line.field.trim();
    const where = `Field mapping, line ${index + 1} (${line.entity})`;
    if (!field) faults.push(`${where} has no CRM field: choose one or remove the line.`);
    const { source } = line;
    if (source.type === 'variable' && !source.name.trim())
      faults.push(`${where}: name the variable for ${field}.`);
    if (source.type === 'formField' && !source.names.some((name) => name.trim()))
      faults.push(`${where}: name at least one form field for ${field}.`);
    const key = `${line.entity} ${field}`;
    const other = first.get(key);
    if (other && field) {
      const both = `${sourceName(other)} and ${sourceName(line)}`;
      faults.push(`${where}: the field ${field} gets two values, ${both}. Keep one of the two lines.`);
    } else first.set(key, line);
  });
  return faults;
}

/** A field the builder may have meant: the same name but for case, or the same label. */
function meant(field: string, fields: CrmField[]): string {
  const folded = field.toLowerCase();
  const near = fields.find(
    ({ name, label }) => name.toLowerCase() === folded || label.toLowerCase() === folded,
  );
  return near ? ` Did you mean ${near.name}?` : '';
}

function valueFault(line: FieldMapping, field: CrmField, value: string): string | null {
  const what = `${line.entity} field ${field.name} (${field.label})`;
  if (NUMBER_TYPES.has(field.type.toLowerCase()) && !Number.isFinite(Number(value.trim())))
    return `The ${what} takes a number, ${sourceName(line)} gives "${value.slice(0, 60)}". Map it to a text field.`;
  if (field.options.length === 0) return null;
  const allowed = new Set(field.options.map((option) => option.value));
  // Fields of several choices take them parted by semicolon.
  if (allowed.has(value) || value.split(';').every((part) => allowed.has(part.trim()))) return null;
  const label = field.options.find((option) => option.label.toLowerCase() === value.trim().toLowerCase());
  const some = field.options.slice(0, OPTIONS_MAX).map((option) => option.value);
  const list = some.join(', ') + (field.options.length > OPTIONS_MAX ? ', …' : '');
  const advice = label
    ? `Write its value ${label.value}.`
    : `Add the option in the CRM or use one of: ${list}.`;
  return `The ${what} has no option "${value.slice(0, 60)}" (${sourceName(line)}). ${advice}`;
}

/** The value to be written, as far as it is known: without the event only a constant's. */
function knownValue(line: FieldMapping, event: RingostatEvent | undefined): string | null {
  if (event) return valueOf(line, event);
  return line.source.type === 'constant' ? line.source.value.trim() || null : null;
}

/**
 * Takes the mapping and a reader of the CRM's fields per entity (asked once each, side by side). With the event, the
 * values it brings are checked too. Resolves when all can be written; throws MappingError with every fault. Call it
 * before the first write.
 */
export async function validateMapping(
  mapping: FieldMapping[],
  fields: (entity: MappedEntity) => Promise<CrmField[]>,
  event?: RingostatEvent,
): Promise<void> {
  const faults = shapeFaults(mapping);
  if (faults.length > 0) throw new MappingError(faults);
  const entities = [...new Set(mapping.map(({ entity }) => entity))];
  const known = new Map(
    await Promise.all(entities.map(async (entity) => [entity, await fields(entity)] as const)),
  );
  for (const line of mapping) {
    const all = known.get(line.entity) ?? [];
    const name = line.field.trim();
    const field = all.find((candidate) => candidate.name === name);
    if (!field) {
      const advice = meant(name, all) || ' Create it in the CRM or choose another field.';
      faults.push(`The CRM has no ${line.entity} field ${name}.${advice}`);
      continue;
    }
    if (!field.writable) {
      faults.push(
        `The ${line.entity} field ${name} (${field.label}) is read-only. Choose a field that can be written.`,
      );
      continue;
    }
    const value = knownValue(line, event);
    const fault = value === null ? null : valueFault(line, field, value);
    if (fault) faults.push(fault);
  }
  if (faults.length > 0) throw new MappingError(faults);
}
