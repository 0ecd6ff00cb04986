import { checkCall, checkCallChange, checkLinks } from './check-call';
import { checkDeal, layoutOf } from './check-deal';
import { checkValue } from './check-values';
import {
  asObject,
  badValue,
  invalidData,
  invalidId,
  mandatory,
  refusalOf,
  refuseAll,
  type Place,
  type Refusal,
} from './errors';
import type { Org } from './org';
import { idOf } from './render';
import type { Stored, Values, ZohoModule } from './types';
import { checkUnique } from './unique';

const placeIn =
  (index: number) =>
  (name: string): Place => ({
    api_name: name,
    json_path: `$.data[${index}].${name}`,
  });

/** The layout a record goes by; the first one when it names none. */
const layoutIdOf = (org: Org, module: ZohoModule, values: Values): string =>
  idOf(values['Layout']) ?? org.layouts(module)[0]?.id ?? '';
const notListed = (place: Place): Refusal =>
  invalidData('invalid data', { expected_data_type: 'picklist', ...place });

/**
 * The values the module knows: unknown names are passed over in silence, read-only ones too, and what the record's layout
 * lacks, as at the vendor.
 */
function known(org: Org, module: ZohoModule, input: Values, old: Values = {}): Values {
  const layoutId = layoutIdOf(org, module, { Layout: input['Layout'] ?? old['Layout'] });
  const defs = new Map(org.layoutFields(module, layoutId).map((def) => [def.name, def]));
  const taken = Object.entries(input).filter(([name]) => {
    const def = defs.get(name);
    return name === '$se_module' || name === 'Layout' || (def !== undefined && !def.readOnly);
  });
  return Object.fromEntries(taken.map(([name, value]) => [name, value === '' ? null : value]));
}

function check(
  org: Org,
  module: ZohoModule,
  given: Values,
  all: Values,
  place: (name: string) => Place,
  self?: string,
): void {
  const layoutId = layoutIdOf(org, module, all);
  const { hidden } = org.layoutRules(layoutId);
  const defs = new Map(org.layoutFields(module, layoutId).map((def) => [def.name, def]));
  const several: Refusal[] = [...defs.values()]
    .filter((def) => def.mandatory && (all[def.name] === undefined || all[def.name] === null))
    .map((def) => mandatory(place(def.name)));
  const layout = idOf(given['Layout']);
  if (given['Layout'] && layout === null) throw badValue(place('Layout'), 'jsonobject');
  if (layout !== null && !org.layouts(module).some(({ id }) => id === layout))
    throw invalidData('the id given seems to be invalid', { ...place('Layout') });
  if (module === 'Tasks' || module === 'Calls') checkLinks(all, place);
  for (const [name, value] of Object.entries(given)) {
    const def = defs.get(name);
    if (!def) continue;
    const refusal =
      (def.strict && hidden.get(name)?.has(String(value)) === true ? notListed(place(name)) : null) ??
      refusalOf(() => checkValue(org, module, def, value, place(name), all)) ??
      refusalOf(() => checkUnique(org, module, def, value, place(name), self));
    if (refusal) several.push(refusal);
  }
  refuseAll(several);
  if (module === 'Deals') checkDeal(org, all, place);
  if (module === 'Calls') checkCall(all, place);
}

/** Creates one record. `index` is its place in data[]. Throws Refusal. */
export function insertRecord(org: Org, module: ZohoModule, input: unknown, index: number): Stored {
  const values = known(org, module, asObject(input));
  if (!values['Owner']) values['Owner'] = { id: org.me.id };
  check(org, module, values, values, placeIn(index));
  if (module === 'Calls' && values['Call_Type'] === 'Outbound')
    values['Outgoing_Call_Status'] ??= 'Completed';
  if (module === 'Tasks') {
    values['Status'] ??= 'Not Started';
    values['Priority'] ??= 'High';
  }
  if (module === 'Deals') values['Pipeline'] ??= layoutOf(org, values)?.pipelines[0]?.name ?? null;
  const record = org.insert(module, values);
  touched(org, record);
  org.reindex(record);
  return record;
}

/** Changes one record. Throws Refusal; INVALID_DATA on the id when it is not there. */
export function updateRecord(
  org: Org,
  module: ZohoModule,
  id: string,
  input: unknown,
  index: number,
): Stored {
  const record = org.find(module, id);
  if (!record) throw invalidId(id);
  const values = known(org, module, asObject(input), record.values);
  const place = placeIn(index);
  if (module === 'Leads' && record.values['Converted__s'] === true) throw invalidId(id);
  if (module === 'Calls') checkCallChange(record.values, values, place);
  check(org, module, values, { ...record.values, ...values }, place, id);
  org.assign(record, values);
  touched(org, record);
  org.reindex(record);
  return record;
}
function touched(org: Org, record: Stored): void {
  if (record.module === 'Tasks' && record.values['Status'] === 'Completed')
    record.values['Closed_Time'] ??= new Date(org.clock.now()).toISOString().replace(/\.\d+Z$/, '+00:00');
}
