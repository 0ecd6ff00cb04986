/** What the credential may write to a module, read from the module's settings. Writes nothing. */
import type { HttpClient } from '../../http/types';
import type { DescribedField, ObjectDescription, Right } from '../port';
import { askRight } from '../engine/right';
import { readFieldList, type ApiField } from './book';
import { paths } from './endpoints';
import { isWritable } from './lists';
import type { Module } from './modules';
import { ownNames } from './own-fields';

const NUMBERS = new Set(['integer', 'bigint', 'double', 'currency', 'percent']);
const DATES = new Set(['date', 'datetime']);
const TEXTS = new Set(['text', 'textarea', 'email', 'phone', 'website']);
/** Checked by the pipelines and layouts. */
const PLACE = new Set(['Stage', 'Pipeline']);
/** Parts of a record that are no fields of its module, or stand in no list of fields. */
const NO_FIELDS = ['Layout', 'Owner', 'Remind_At', '$se_module'];

const toField = (field: ApiField): DescribedField => {
  const { api_name: name, field_label: label = name, data_type: type = 'text', length } = field;
  const options = (field.pick_list_values ?? []).map(({ actual_value: value, display_value }) => ({
    value,
    label: display_value,
  }));
  return {
    name,
    label,
    writable: isWritable(field),
    required: field.system_mandatory === true && !PLACE.has(name),
    options: type !== 'picklist' || PLACE.has(name) || options.length === 0 ? null : options,
    takes: NUMBERS.has(type) ? 'numbers' : DATES.has(type) ? 'dates' : null,
    maxLength: TEXTS.has(type) && length !== undefined && length > 0 ? length : null,
  };
};

/** A list of no records: nothing can be made or changed of none. Scopes of both are separate. */
async function mayWrite(http: HttpClient, module: Module): Promise<Right> {
  const ask = (method: 'POST' | 'PUT', action: string): Promise<Right> =>
    askRight(() => {
      const request = { method, path: paths.records(module), json: { data: [] } } as const;
      return http.request(request, { action: `${action} ${module}`, idempotent: true });
    });
  const create = await ask('POST', 'creating');
  return create === true ? ask('PUT', 'changing') : create;
}

/** As CrmProvider.describe. Throws CrmError when the fields may not be read. */
export async function describeModule(http: HttpClient, module: Module): Promise<ObjectDescription> {
  const [fields, creatable] = await Promise.all([readFieldList(http, module), mayWrite(http, module)]);
  return {
    label: module,
    creatable,
    fields: fields.map(toField),
    besides: new Set([...ownNames(module), ...NO_FIELDS]),
  };
}
