import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { asObject, badValue, invalidData, invalidModule, mandatory, missingParam, Refusal } from './errors';
import { field } from './field-defs';
import { CUSTOM_FIELDS } from './defaults';
import { isModule, type Org } from './org';
import type { Values, ZohoModule, FieldDef, FieldType } from './types';

const MAX_LABEL = 25;
const MAX_CREATED = 5;
/** Unique fields of a module, in all editions. */
const MAX_UNIQUE = 2;
const CREATABLE: Record<string, FieldType> = {
  text: 'text',
  textarea: 'textarea',
  email: 'email',
  phone: 'phone',
  picklist: 'picklist',
  date: 'date',
  datetime: 'datetime',
  integer: 'integer',
  bigint: 'bigint',
  double: 'double',
  currency: 'currency',
  boolean: 'boolean',
  website: 'website',
};
const JSON_TYPE: Partial<Record<FieldType, string>> = {
  integer: 'integer',
  double: 'double',
  boolean: 'boolean',
  lookup: 'jsonobject',
  ownerlookup: 'jsonobject',
};

function pickList(org: Org, module: ZohoModule, def: FieldDef): string[] {
  if (module === 'Deals' && def.name === 'Stage') return org.stageNames;
  if (module === 'Deals' && def.name === 'Pipeline') return org.pipelines.map(({ name }) => name);
  return def.picklist ?? [];
}
/** A field's list as the vendor tells it. */
export const optionsOf = (org: Org, module: ZohoModule, def: FieldDef) =>
  pickList(org, module, def).map((value, index) => ({
    id: `48768760000000${30_000 + index}`,
    display_value: value,
    actual_value: value,
    reference_value: value,
    sequence_number: index + 1,
    type: 'used',
  }));
const off = (...names: string[]): Values => Object.fromEntries(names.map((name) => [name, false]));
/** What a field has nothing of: null with some, an empty object with others. */
const ABSENT = ['association_details', 'external', 'range'];
const EMPTY = ['currency', 'lookup', 'rollup_summary', 'formula', 'multiselectlookup', 'auto_number'].concat([
  'multi_module_lookup',
  'convert_mapping',
]);

function fieldBody(org: Org, module: ZohoModule, def: FieldDef): Values {
  const write = !def.readOnly;
  return {
    ...off('webhook', 'colour_code_enabled_by_system', 'businesscard_supported', 'separator'),
    ...off('history_tracking_enabled', 'enable_colour_code', 'virtual_field', 'public', 'display_field'),
    ...off('pick_list_values_sorted_lexically', 'mass_update'),
    ...Object.fromEntries(ABSENT.map((name) => [name, null])),
    ...Object.fromEntries(EMPTY.map((name) => [name, {}])),
    id: def.id,
    api_name: def.name,
    field_label: def.label,
    display_label: def.label,
    data_type: def.type,
    json_type: JSON_TYPE[def.type] ?? 'string',
    length: def.length,
    custom_field: def.custom,
    created_source: 'default',
    type: org.isUnused(module, def.name) ? 'unused' : 'used',
    visible: true,
    searchable: def.type !== 'textarea',
    filterable: def.type !== 'textarea',
    sortable: true,
    read_only: def.readOnly,
    field_read_only: def.readOnly,
    system_mandatory: def.mandatory,
    unique: def.unique ? { case_sensitive: def.caseSensitive } : {},
    pick_list_values: optionsOf(org, module, def),
    profiles: [],
    operation_type: { web_update: write, api_create: write, web_create: write, api_update: write },
    view_type: { view: true, edit: write, quick_create: false, create: write },
    email_parser: { fields_update_supported: false, record_operations_supported: false },
    display_type: -1,
    ui_type: 1,
  };
}

/** Throws when the module has no room for one more field, or one more unique one. */
function checkRoom(
  org: Org,
  defs: FieldDef[],
  asUnique: boolean,
  place: (name: string) => { api_name: string; json_path: string },
): void {
  const own = defs.filter(({ custom }) => custom);
  const full = (limit: number, name: string): Refusal =>
    new Refusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { limit, limit_due_to: [place(name)] });
  const max = CUSTOM_FIELDS[org.options.edition ?? 'enterprise'];
  if (own.length >= max) throw full(max, 'field_label');
  if (asUnique && own.filter(({ unique }) => unique).length >= MAX_UNIQUE) throw full(MAX_UNIQUE, 'unique');
}

function createOne(org: Org, module: ZohoModule, input: Values, index: number): Values {
  const place = (name: string): { api_name: string; json_path: string } => ({
    api_name: name,
    json_path: `$.fields[${index}].${name}`,
  });
  const { field_label: label, data_type: type, length, unique } = input;
  if (label === undefined) throw mandatory(place('field_label'));
  if (typeof label !== 'string') throw badValue(place('field_label'), 'string');
  if (label.length > MAX_LABEL)
    throw invalidData('invalid data', { ...place('field_label'), maximum_length: MAX_LABEL });
  if (type === undefined) throw mandatory(place('data_type'));
  const kind = CREATABLE[String(type)];
  if (!kind)
    throw invalidData('invalid data', { ...place('data_type'), supported_values: Object.keys(CREATABLE) });
  const defs = org.defs(module);
  if ([...defs.values()].some((def) => def.label.toLowerCase() === label.toLowerCase()))
    throw new Refusal(400, 'DUPLICATE_DATA', 'duplicate data', place('field_label'));
  const isUnique = unique === true || (typeof unique === 'object' && unique !== null);
  const activity = module === 'Calls' || module === 'Tasks';
  if (isUnique && activity && org.options.activityUnique === 'refuse')
    throw new Refusal(400, 'NOT_ALLOWED', 'uniqueness is not supported for the module', place('unique'));
  checkRoom(org, [...defs.values()], isUnique, place);
  const name = label.replace(/\W+/g, '_');
  const made = field(name, kind, {
    label,
    custom: true,
    unique: isUnique,
    caseSensitive: asObject(unique)['case_sensitive'] === true,
    ...(typeof length === 'number' ? { length } : {}),
  });
  defs.set(name, made);
  return { code: 'SUCCESS', details: { id: made.id }, message: 'field created', status: 'success' };
}

/** Fields on no layout are told to those who ask for them. */
function listedFields(org: Org, module: ZohoModule, type: string | null): FieldDef[] {
  const all = [...org.defs(module).values()];
  if (type === 'all') return all;
  return type === 'unused' ? all.filter(({ name }) => org.isUnused(module, name)) : org.usedFields(module);
}
/** settings/fields?module= (read, create up to five) and settings/fields/{id}?module= (read, delete). */
export function fieldsApi(org: Org, id: string | undefined, request: SandboxRequest): SandboxAnswer | null {
  const module = request.query.get('module');
  if (module === null) throw missingParam('module');
  if (!isModule(module)) throw new Refusal(400, 'INVALID_MODULE', invalidModule().message);
  const defs = org.defs(module);
  if (request.method === 'GET') {
    const found = listedFields(org, module, request.query.get('type')).filter(
      (def) => id === undefined || def.id === id,
    );
    if (found.length === 0 && id === undefined) return { status: 204 };
    if (found.length === 0) throw invalidData('invalid data', { resource_path_index: 2 });
    return { status: 200, body: { fields: found.map((def) => fieldBody(org, module, def)) } };
  }
  if (request.method === 'DELETE' && id !== undefined) {
    const found = [...defs.values()].find((def) => def.id === id && def.custom);
    if (!found) throw invalidData('invalid data', { resource_path_index: 2 });
    defs.delete(found.name);
    const deleted = { code: 'SUCCESS', details: { id }, message: 'field deleted', status: 'success' };
    return { status: 200, body: { fields: [deleted] } };
  }
  if (request.method !== 'POST' || id !== undefined) return null;
  const list = asObject(request.body)['fields'];
  if (!Array.isArray(list)) throw mandatory({ api_name: 'fields', json_path: '$.fields' });
  if (list.length > MAX_CREATED || list.length === 0)
    throw invalidData('invalid data', {
      api_name: 'fields',
      json_path: '$.fields',
      maximum_length: MAX_CREATED,
    });
  // All or nothing: the answer describes either fields created or refusals.
  const before = new Map(defs);
  try {
    const fields = list.map((one, index) => createOne(org, module, asObject(one), index));
    return { status: 201, body: { fields } };
  } catch (error) {
    defs.clear();
    for (const [name, def] of before) defs.set(name, def);
    if (error instanceof Refusal) return { status: 400, body: { fields: [error.body()] } };
    throw error;
  }
}
