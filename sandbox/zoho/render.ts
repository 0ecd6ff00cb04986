import type { Org } from './org';
import type { Stored, Values, ZohoModule } from './types';
import { asObject } from './errors';

/** ISO 8601 with the organisation's offset and no milliseconds, as the vendor writes times. */
export function timeOf(org: Org, ms: number): string {
  const offset = org.options.offset ?? '+02:00';
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shift = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return `${new Date(ms + shift).toISOString().slice(0, 19)}${offset}`;
}
export const idOf = (value: unknown): string | null => {
  const { id } = asObject(value);
  return typeof id === 'string' ? id : null;
};
export function nameOf(record: Stored): string {
  const { values } = record;
  const person = [values['First_Name'], values['Last_Name']].filter(Boolean).join(' ');
  return String(values['Deal_Name'] ?? values['Subject'] ?? (person || (values['Account_Name'] ?? '')));
}
function user(org: Org, id: string | null, withEmail: boolean): Record<string, string> | null {
  const found = org.users.find((one) => one.id === id);
  return found ? { name: found.name, id: found.id, ...(withEmail ? { email: found.email } : {}) } : null;
}
function target(org: Org, modules: ZohoModule[], id: string | null): Record<string, string> | null {
  const found = modules.map((module) => org.find(module, id ?? '')).find(Boolean);
  return found ? { name: nameOf(found), id: found.id } : null;
}
export const WHAT_MODULES: ZohoModule[] = ['Deals', 'Accounts', 'Leads'];

/** Stored, calculated or system value of a field; lookups as `{ id }`. */
export function valueOf(org: Org, record: Stored, name: string): unknown {
  const { values } = record;
  switch (name) {
    case 'id':
      return record.id;
    case 'Created_Time':
      return timeOf(org, record.createdAt);
    case 'Modified_Time':
    case 'Last_Activity_Time':
      return timeOf(org, record.updatedAt);
    case 'Created_By':
    case 'Modified_By':
      return { id: org.me.id };
    case 'Full_Name':
      return nameOf(record);
    case 'Converted__s':
    case 'Email_Opt_Out':
    case 'CTI_Entry':
      return values[name] ?? false;
    case 'Call_Duration_in_seconds': {
      const [minutes, seconds] = String(values['Call_Duration'] ?? '').split(':');
      return minutes && seconds ? Number(minutes) * 60 + Number(seconds) : null;
    }
    default:
      return values[name] ?? null;
  }
}

/** A value as records are read (names beside the ids of lookups). */
function shown(org: Org, record: Stored, name: string): unknown {
  const def = org.defs(record.module).get(name);
  const value = valueOf(org, record, name);
  if (value === null) return null;
  if (def?.type === 'ownerlookup') return user(org, idOf(value), name === 'Owner');
  if (def?.type === 'lookup' && def.to) return target(org, [def.to], idOf(value));
  if (def?.type === 'multi_module_lookup') return target(org, WHAT_MODULES, idOf(value));
  return value;
}

/** A record as the vendor answers it: the fields asked for, those that are not there left out; all without a wish. */
export function render(org: Org, record: Stored, fields: string[] | null): Values {
  const defs = org.defs(record.module);
  const wanted = (fields ?? [...defs.keys()]).filter((name) => defs.has(name) && name !== 'id');
  const own = Object.fromEntries(wanted.map((name) => [name, shown(org, record, name)]));
  const what = record.values['$se_module'];
  const withModule = typeof what === 'string' && (fields === null || fields.includes('What_Id'));
  return { ...own, ...(withModule ? { $se_module: what } : {}), id: record.id };
}
