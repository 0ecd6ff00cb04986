import { Refusal, type Place } from './errors';
import type { Org } from './org';
import type { Stored, ZohoModule, FieldDef } from './types';

const same = (a: unknown, b: unknown, caseSensitive: boolean): boolean =>
  a !== null &&
  a !== undefined &&
  (caseSensitive ? a === b : String(a).toLowerCase() === String(b).toLowerCase());

/** Living record of the module that has the value in the field. */
export function holderOf(
  org: Org,
  module: ZohoModule,
  { name, caseSensitive }: Pick<FieldDef, 'name' | 'caseSensitive'>,
  value: unknown,
): Stored | undefined {
  return org.living(module).find(({ values }) => same(values[name], value, caseSensitive));
}

/** Throws DUPLICATE_DATA when another record has the value of a unique field. */
export function checkUnique(
  org: Org,
  module: ZohoModule,
  def: FieldDef,
  value: unknown,
  place: Place,
  self?: string,
): void {
  if (!def.unique || value === null || value === '') return;
  const holder = holderOf(org, module, def, value);
  if (!holder || holder.id === self) return;
  const how = org.options.duplicateDetails ?? 'record';
  const whose =
    how === 'none'
      ? {}
      : how === 'id'
        ? { id: holder.id }
        : { duplicate_record: { id: holder.id, module: { api_name: module, id: '4876876000000002171' } } };
  throw new Refusal(400, 'DUPLICATE_DATA', 'duplicate data', { ...place, ...whose });
}
