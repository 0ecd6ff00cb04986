import { Refusal } from './errors';
import { isModule, type Org } from './org';
import { idOf, valueOf, WHAT_MODULES } from './render';
import type { Stored, ZohoModule, FieldDef } from './types';

/** A column of a query, found in the fields of its module. */
export interface Column {
  name: string;
  def: FieldDef | null;
  /** Value in a record: text, number, boolean, `{ id }` of a lookup, or null. */
  read(record: Stored): unknown;
}
const MAX_JOINS = 2;
const unknownColumn = (name: string): Refusal =>
  new Refusal(400, 'INVALID_QUERY', 'column given seems to be invalid', { column_name: name });

/** Resolves a plain, joined (`Contact_Name.Phone`) or quoted (`What_Id->Deals.Deal_Name`) column. Throws INVALID_QUERY. */
export function resolveColumn(org: Org, module: ZohoModule, name: string): Column {
  const arrow = /^(\w+)->(\w+)\.(.+)$/.exec(name);
  if (arrow) return polymorphic(org, module, name, arrow[1] ?? '', arrow[2] ?? '', arrow[3] ?? '');
  const [first = '', ...rest] = name.split('.');
  if (rest.length > MAX_JOINS) throw unknownColumn(name);
  const def = org.defs(module).get(first);
  if (!def || (org.options.unusedColumns !== 'answer' && org.isUnused(module, first)))
    throw unknownColumn(name);
  if (rest.length === 0) return { name, def, read: (record) => valueOf(org, record, first) };
  if (def.type === 'multi_module_lookup' && rest.join('.') === 'module.api_name')
    return { name, def: null, read: ({ values }) => values['$se_module'] ?? null };
  if (rest.length === 1 && rest[0] === 'id' && (def.type === 'lookup' || def.type === 'ownerlookup'))
    return { name, def, read: (record) => idOf(valueOf(org, record, first)) };
  if (def.type !== 'lookup' || !def.to) throw unknownColumn(name);
  const to = def.to;
  const inner = resolveColumn(org, to, rest.join('.'));
  const read = (record: Stored): unknown => {
    const target = org.find(to, idOf(valueOf(org, record, first)) ?? '');
    return target ? inner.read(target) : null;
  };
  return { name, def: inner.def, read };
}
function polymorphic(
  org: Org,
  module: ZohoModule,
  name: string,
  link: string,
  to: string,
  rest: string,
): Column {
  const def = org.defs(module).get(link);
  const possible: ZohoModule[] = link === 'Who_Id' ? ['Contacts'] : WHAT_MODULES;
  if (!def || !isModule(to) || !possible.includes(to)) throw unknownColumn(name);
  const inner = resolveColumn(org, to, rest);
  const read = (record: Stored): unknown => {
    const target = org.find(to, idOf(record.values[link]) ?? '');
    return target ? inner.read(target) : null;
  };
  return { name, def: inner.def, read };
}
