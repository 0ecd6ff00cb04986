import { asObject, badValue, invalidData, type Place } from './errors';
import type { Org } from './org';
import { idOf, WHAT_MODULES } from './render';
import type { Values, ZohoModule, FieldDef } from './types';

const DATE = /^\d{4}-\d\d-\d\d$/;
/** No milliseconds, always an offset (docs/reference/zoho.md#calls-tasks-links). */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
const PHONE = /^\+?[\da-zA-Z ().\-,;#]+$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const REMINDER = /^FREQ=NONE;ACTION=(EMAIL|POPUP|EMAILANDPOPUP);TRIGGER=(DATE-TIME:\S+|-?P\S+)$/;

function checkText(def: FieldDef, value: unknown, place: Place): void {
  if (typeof value !== 'string') throw badValue(place, def.type === 'text' ? 'string' : def.type);
  if (value.length > def.length) throw invalidData('invalid data', { maximum_length: def.length, ...place });
  const pattern = def.type === 'phone' ? PHONE : def.type === 'email' ? EMAIL : null;
  if (pattern && value !== '' && !pattern.test(value)) throw badValue(place, def.type);
  if (def.strict && def.picklist && !def.picklist.includes(value))
    throw invalidData('invalid data', { expected_data_type: 'picklist', ...place });
}
function checkLookup(org: Org, modules: ZohoModule[], value: unknown, place: Place): void {
  if (typeof value !== 'object') throw badValue(place, 'jsonobject');
  const id = idOf(value);
  const idPlace = { api_name: 'id', json_path: `${place.json_path}.id` };
  if (id === null || !/^\d+$/.test(id)) throw badValue(idPlace, 'bigint');
  if (!modules.some((module) => org.find(module, id)))
    throw invalidData('the id given seems to be invalid', { ...place });
}
function checkOwner(org: Org, value: unknown, place: Place): void {
  const id = idOf(value);
  if (id === null) throw badValue(place, 'jsonobject');
  // An inactive user is refused like an unknown one (docs/crms.md#what-happens-on-an-error).
  if (!org.activeUser(id)) throw invalidData('invalid data', { ...place });
}

/** Throws the vendor's INVALID_DATA when the field does not take the value. null empties a field. */
export function checkValue(
  org: Org,
  module: ZohoModule,
  def: FieldDef,
  value: unknown,
  place: Place,
  values: Values,
): void {
  if (value === null) return;
  switch (def.type) {
    case 'integer':
    case 'bigint':
      if (!Number.isInteger(value)) throw badValue(place, 'integer');
      return;
    case 'double':
    case 'currency':
      if (typeof value !== 'number') throw badValue(place, 'double');
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw badValue(place, 'boolean');
      return;
    case 'date':
      if (typeof value !== 'string' || !DATE.test(value) || Number.isNaN(Date.parse(value)))
        throw badValue(place, 'date');
      return;
    case 'datetime':
      if (typeof value !== 'string' || !DATE_TIME.test(value) || Number.isNaN(Date.parse(value)))
        throw badValue(place, 'datetime');
      return;
    case 'event_reminder': {
      const { ALARM } = asObject(value);
      if (typeof ALARM !== 'string' || !REMINDER.test(ALARM))
        throw badValue({ api_name: 'ALARM', json_path: `${place.json_path}.ALARM` }, 'string');
      return;
    }
    case 'ownerlookup':
      return checkOwner(org, value, place);
    case 'lookup':
      return checkLookup(org, def.to ? [def.to] : [], value, place);
    case 'multi_module_lookup': {
      const named = WHAT_MODULES.filter((one) => one === values['$se_module']);
      return checkLookup(org, named, value, place);
    }
    default:
      if (module === 'Deals' && (def.name === 'Stage' || def.name === 'Pipeline')) {
        // Their lists live in the layouts, see check-deal.ts.
        return checkText({ ...def, strict: false }, value, place);
      }
      return checkText(def, value, place);
  }
}
