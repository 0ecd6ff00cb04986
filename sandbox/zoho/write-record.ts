import { checkCall, checkCallChange, checkLinks } from './check-call';
import { checkDeal, layoutOf } from './check-deal';
import { checkValue } from './check-values';
import { asObject, invalidData, invalidId, mandatory, type Place } from './errors';
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

/** The values the module knows: unknown names are passed over in silence, read-only ones too, as at the vendor. */
function known(org: Org, module: ZohoModule, input: Values): Values {
  const defs = org.defs(module);
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
  const defs = org.defs(module);
  for (const def of defs.values())
    if (def.mandatory && (all[def.name] === undefined || all[def.name] === null))
      throw mandatory(place(def.name));
  const layout = idOf(given['Layout']);
  if (layout !== null && !org.layoutIds(module).includes(layout))
    throw invalidData('the id given seems to be invalid', { ...place('Layout') });
  if (module === 'Tasks' || module === 'Calls') checkLinks(all, place);
  for (const [name, value] of Object.entries(given)) {
    const def = defs.get(name);
    if (def) checkValue(org, module, def, value, place(name), all);
  }
  if (module === 'Deals') checkDeal(org, all, place);
  if (module === 'Calls') checkCall(all, place);
  for (const [name, value] of Object.entries(given)) {
    const def = defs.get(name);
    if (def) checkUnique(org, module, def, value, place(name), self);
  }
}

/** Creates one record. `index` is its place in data[]. Throws Refusal. */
export function insertRecord(org: Org, module: ZohoModule, input: unknown, index: number): Stored {
  const values = known(org, module, asObject(input));
  if (!values['Owner']) values['Owner'] = { id: org.me.id };
  if (module === 'Calls' && values['Call_Type'] === 'Outbound')
    values['Outgoing_Call_Status'] ??= 'Completed';
  if (module === 'Tasks') {
    values['Status'] ??= 'Not Started';
    values['Priority'] ??= 'High';
  }
  check(org, module, values, values, placeIn(index));
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
  const values = known(org, module, asObject(input));
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
