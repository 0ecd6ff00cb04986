/** Field lists and new custom fields of v2; lead fields of v1. */
import type { Account } from './account';
import { asObject } from './check-write';
import { ok, type Context, type Handler } from './context';
import { capped } from './errors';
import { VENDOR_FIELD_TYPES } from './field-types';
import type { FakeField, FieldOwner, Values } from './types';

const SPACES = ['ui_visibility', 'important_fields', 'required_fields'];
const LIST_MAX = 500;
const VISIBLE: Record<string, Values> = {
  ui_visibility: { add_visible_flag: false, details_visible_flag: true },
  important_fields: { enabled: false, stage_ids: [] },
};

function render(field: FakeField, spaces: readonly string[]): Values {
  const all: Values = { ...VISIBLE, required_fields: { enabled: field.required }, ...field.more };
  return {
    field_name: field.name,
    field_code: field.code,
    field_type: field.type,
    options: field.options,
    subfields: null,
    is_custom_field: field.custom,
    is_optional_response_field: false,
    ...Object.fromEntries(spaces.map((space) => [space, all[space]])),
  };
}
const list =
  (owner: FieldOwner): Handler =>
  ({ account, query, errors }) => {
    const spaces = query.list('include_fields') ?? [];
    const unknown = spaces.find((space) => !SPACES.includes(space));
    if (unknown !== undefined) throw errors.invalid(`include_fields: '${unknown}' is not allowed`);
    const { rows, additional_data } = query.page(account.fields(owner), LIST_MAX);
    return ok(
      rows.map((field) => render(field, spaces)),
      { additional_data },
    );
  };

function checkField({ errors, request }: Context, owner: FieldOwner): Values {
  const body = asObject(request.body, errors);
  const keys = [
    'field_name',
    'field_type',
    'options',
    ...SPACES,
    ...(owner === 'deal' ? ['description'] : []),
  ];
  const unknown = Object.keys(body).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw errors.invalid(`'${unknown}' is not allowed`);
  const { field_name: name, field_type: type, options } = body;
  if (typeof name !== 'string' || name.trim() === '' || name.length > 255)
    throw errors.invalid('field_name: expected a string of 1 to 255 characters');
  if (!VENDOR_FIELD_TYPES.includes(type as string))
    throw errors.invalid(`field_type: expected one of ${VENDOR_FIELD_TYPES.join(', ')}`);
  const labels =
    Array.isArray(options) && options.every((one) => typeof (one as Values)['label'] === 'string');
  if ((type === 'enum' || type === 'set') && !(labels && options.length > 0))
    throw errors.invalid('options: required for field types enum and set');
  return body;
}
/** No check for a field of the same name: it is made twice. Needs an admin. */
const create =
  (owner: FieldOwner): Handler =>
  (context) => {
    const { account, errors, user } = context;
    if (!user.admin) throw errors.forbidden('You do not have permission to add custom fields');
    const { customFields } = account.rules;
    if (customFields !== null && account.customFieldCount() >= customFields)
      throw capped(
        "Couldn't add the custom field. Custom fields limit reached.",
        'feature_capping_custom_fields_limit',
      );
    const body = checkField(context, owner);
    const options = (body['options'] as { label: string }[] | undefined)?.map(({ label }) => label);
    const field = account.addField(owner, {
      name: String(body['field_name']),
      type: String(body['field_type']),
      ...(options ? { options } : {}),
    });
    field.more = Object.fromEntries(
      SPACES.filter((space) => space in body).map((space) => [space, body[space]]),
    );
    return ok(render(field, SPACES));
  };

const leadField = (account: Account, field: FakeField): Values => ({
  id: account.fields('deal').indexOf(field) + 1,
  key: field.code,
  name: field.name,
  field_type: field.type,
  edit_flag: field.custom,
  mandatory_flag: field.required,
  active_flag: true,
});
/** Leads have the fields of deals. */
const listOfLeads: Handler = ({ account, query }) => {
  const { rows, start, limit, more } = query.slice(account.fields('deal'), 500);
  return ok(
    rows.map((field) => leadField(account, field)),
    { additional_data: { start, limit, more_items_in_collection: more } },
  );
};

export const fields = { list, create, listOfLeads };
