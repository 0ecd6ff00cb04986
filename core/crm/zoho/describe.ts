/** What the credential may write to a module, read from the module's settings. Writes nothing. */
import { CrmError } from '../../http/errors';
import type { HttpClient } from '../../http/types';
import type { DescribedField, ObjectDescription, Right } from '../port';
import { askRight } from '../engine/right';
import { readFieldList, type ApiField } from './book';
import { paths } from './endpoints';
import { readLayouts, type Layout } from './layouts';
import { isWritable } from './lists';
import type { Module } from './modules';
import { ownNames } from './own-fields';
import { said } from '../../text/said';

const NUMBERS = new Set(['integer', 'bigint', 'double', 'currency', 'percent']);
const DATES = new Set(['date', 'datetime']);
const TEXTS = new Set(['text', 'textarea', 'email', 'phone', 'website']);
/** Checked by the pipelines and layouts. */
const PLACE = new Set(['Stage', 'Pipeline']);
/** Demanded of people; where it is demanded of us too, Zoho or a remedy fills it. */
const FILLED = new Set([...PLACE, 'Owner', 'Closing_Date', 'Outgoing_Call_Status']);
/** Parts of a record that are no fields of its module, or stand in no list of fields. */
const NO_FIELDS = ['Layout', 'Owner', 'Remind_At', '$se_module'];

/** Takes a field and the module's layouts, the first of which holds for records that name none. */
const toField = (field: ApiField, layouts: Layout[]): DescribedField => {
  const { api_name: name, field_label: label = name, data_type: type = 'text', length } = field;
  const offered = layouts[0]?.fields?.get(name)?.values;
  const options = (field.pick_list_values ?? [])
    .filter(({ actual_value: value, type: use }) => use !== 'unused' && (!offered || offered.has(value)))
    .map(({ actual_value: value, display_value }) => ({ value, label: display_value }));
  const demanding = layouts.filter(({ fields }) => fields?.get(name)?.required === true);
  const always =
    field.system_mandatory === true || (layouts.length > 0 && demanding.length === layouts.length);
  return {
    name,
    label,
    writable: isWritable(field),
    required: (always || demanding.length > 0) && !FILLED.has(name),
    ...(always ? {} : { within: demanding.map((layout) => layout.name) }),
    options: type !== 'picklist' || PLACE.has(name) || options.length === 0 ? null : options,
    takes: NUMBERS.has(type) ? 'numbers' : DATES.has(type) ? 'dates' : null,
    maxLength: TEXTS.has(type) && length !== undefined && length > 0 ? length : null,
  };
};

/** A list of no records: nothing can be made or changed of none. Scopes of both are separate. */
async function mayWrite(http: HttpClient, module: Module): Promise<Right> {
  const ask = (method: 'POST' | 'PUT', doing: 'create' | 'change'): Promise<Right> =>
    askRight(() => {
      const request = { method, path: paths.records(module), json: { data: [] } } as const;
      return http.request(request, { action: said(`doing.${doing}`, { what: module }), idempotent: true });
    });
  const create = await ask('POST', 'create');
  return create === true ? ask('PUT', 'change') : create;
}

/** None without the right to read them, of which health() tells. */
async function layoutsOf(http: HttpClient, module: Module): Promise<Layout[]> {
  try {
    return await readLayouts(http, module);
  } catch (error) {
    if (error instanceof CrmError) return [];
    throw error;
  }
}

/** As CrmProvider.describe. Throws CrmError when the fields may not be read. */
export async function describeModule(http: HttpClient, module: Module): Promise<ObjectDescription> {
  const [fields, layouts, creatable] = await Promise.all([
    readFieldList(http, module),
    layoutsOf(http, module),
    mayWrite(http, module),
  ]);
  return {
    label: module,
    creatable,
    fields: fields.map((field) => toField(field, layouts)),
    besides: new Set([...ownNames(module), ...NO_FIELDS]),
  };
}
