import type { CrmField } from '../model/record';
import { MappingError } from './mapping-error';
import type { FieldMapping } from './types';

type MappedEntity = FieldMapping['entity'];

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

type ReadFields = (entity: MappedEntity) => Promise<CrmField[]>;

async function fieldsOf(mapping: FieldMapping[], read: ReadFields): Promise<Map<MappedEntity, CrmField[]>> {
  const entities = [...new Set(mapping.map(({ entity }) => entity))];
  return new Map(await Promise.all(entities.map(async (entity) => [entity, await read(entity)] as const)));
}

const fieldOf = (line: FieldMapping, known: Map<MappedEntity, CrmField[]>): CrmField | undefined =>
  known.get(line.entity)?.find(({ name }) => name === line.field.trim());

/** The fields that are not there, each with what may be meant. */
function lackingFaults(mapping: FieldMapping[], known: Map<MappedEntity, CrmField[]>): string[] {
  return mapping
    .filter((line) => !fieldOf(line, known))
    .map(({ entity, field }) => {
      const name = field.trim();
      const advice = meant(name, known.get(entity) ?? []) || ' Create it in the CRM or choose another field.';
      return `The CRM has no ${entity} field ${name}.${advice}`;
    });
}

/**
 * What must stop a flow before its first write (G-09): takes the mapping and a reader of the CRM's fields per entity
 * (asked once each, side by side). Throws MappingError when a line is not complete, a field gets two values, or the CRM
 * lacks it; every fault is named. Values the CRM does not take are left out when it refuses them (G-27).
 */
export async function requireFields(mapping: FieldMapping[], fields: ReadFields): Promise<void> {
  const faults = shapeFaults(mapping);
  if (faults.length > 0) throw new MappingError(faults);
  const lacking = lackingFaults(mapping, await fieldsOf(mapping, fields));
  if (lacking.length > 0) throw new MappingError(lacking);
}
