import type { CrmField } from '../model/record';
import type { Said } from '../model/said';
import { said } from '../text/said';
import { MappingError } from './mapping-error';
import type { FieldMapping } from './types';

type MappedEntity = FieldMapping['entity'];

function sourceName({ source }: FieldMapping): Said {
  if (source.type === 'variable') return said('mapping.variable', { name: source.name });
  return source.type === 'formField'
    ? said('mapping.formField', { names: source.names })
    : said('mapping.constant', { value: source.value });
}

/** Faults that need no CRM: nothing to write into or from, two values for one field. */
function shapeFaults(mapping: FieldMapping[]): Said[] {
  const faults: Said[] = [];
  const first = new Map<string, FieldMapping>();
  mapping.forEach((line, index) => {
    const field = line.field.trim();
    const where = { line: index + 1, entity: said(`kind.${line.entity}`), field };
    if (!field) faults.push(said('mapping.noField', where));
    const { source } = line;
    if (source.type === 'variable' && !source.name.trim()) faults.push(said('mapping.noVariable', where));
    if (source.type === 'formField' && !source.names.some((name) => name.trim()))
      faults.push(said('mapping.noFormField', where));
    const key = `${line.entity} ${field}`;
    const other = first.get(key);
    if (other && field)
      faults.push(said('mapping.twice', { ...where, one: sourceName(other), other: sourceName(line) }));
    else first.set(key, line);
  });
  return faults;
}

/** A field the builder may have meant: the same name but for case, or the same label. */
function meant(field: string, fields: CrmField[]): string | null {
  const folded = field.toLowerCase();
  const near = fields.find(
    ({ name, label }) => name.toLowerCase() === folded || label.toLowerCase() === folded,
  );
  return near?.name ?? null;
}

type ReadFields = (entity: MappedEntity) => Promise<CrmField[]>;

async function fieldsOf(mapping: FieldMapping[], read: ReadFields): Promise<Map<MappedEntity, CrmField[]>> {
  const entities = [...new Set(mapping.map(({ entity }) => entity))];
  return new Map(await Promise.all(entities.map(async (entity) => [entity, await read(entity)] as const)));
}

const fieldOf = (line: FieldMapping, known: Map<MappedEntity, CrmField[]>): CrmField | undefined =>
  known.get(line.entity)?.find(({ name }) => name === line.field.trim());

/** The fields that are not there, each with what may be meant. */
function lackingFaults(mapping: FieldMapping[], known: Map<MappedEntity, CrmField[]>): Said[] {
  return mapping
    .filter((line) => !fieldOf(line, known))
    .map(({ entity, field }) => {
      const name = field.trim();
      const near = meant(name, known.get(entity) ?? []);
      const what = { entity: said(`kind.${entity}`), field: name };
      return near ? said('mapping.lacksMeant', { ...what, meant: near }) : said('mapping.lacks', what);
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
