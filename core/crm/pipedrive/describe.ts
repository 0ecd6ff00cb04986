/** What the token may write of an object: its fields, by code and by name. Writes nothing. */
import type { DescribedField, ObjectDescription, WrittenObject } from '../port';
import type { Entity } from '../../model/plan';
import { askRight } from '../engine/right';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { KINDS } from './entities';
import { readFieldList } from './field-lists';
import { WRITABLE } from './lists';
import { ownOf } from './own-fields';
import type { ApiField } from './types';
import { said } from '../../text/said';

const NUMBERS = new Set(['double', 'int', 'monetary']);
const LISTS = new Set(['enum', 'set']);
/** Members of a request that stand under other names in the lists of fields. */
const MEMBERS = [
  ...['name', 'title', 'phones', 'emails', 'owner_id', 'org_id', 'person_id', 'organization_id'],
  ...['origin_id', 'pipeline_id', 'stage_id', 'participants', 'deal_id', 'lead_id'],
  ...['subject', 'type', 'due_date', 'due_time', 'done', 'note'],
];

/** Ids no record has: a change of it changes nothing, and tells whether the token may change and make records. */
const NOBODY = '0';
const NO_LEAD = '00000000-0000-0000-0000-000000000000';
const idOfNobody = (object: Entity): string => (object === 'lead' ? NO_LEAD : NOBODY);
function toField(
  { field_code, field_name, field_type, is_custom_field, options, required_fields }: ApiField,
  own: string[],
): DescribedField {
  return {
    name: field_code,
    label: field_name,
    writable: is_custom_field || own.includes(field_code),
    required: required_fields?.enabled === true ? 'onPages' : false,
    // A text is written as the option of that label, or of that id.
    options: LISTS.has(field_type)
      ? (options ?? []).flatMap(({ id, label }) => [
          { value: label, label },
          { value: String(id), label },
        ])
      : null,
    takes: NUMBERS.has(field_type) ? 'numbers' : field_type === 'date' ? 'dates' : null,
    maxLength: null,
  };
}

/** As CrmProvider.describe; null for call logs, which have no fields beyond those the product fills. Throws CrmError. */
export async function describeObject(
  api: PipedriveApi,
  object: WrittenObject,
): Promise<ObjectDescription | null> {
  if (object === 'callRecord') return null;
  const list = object === 'task' ? 'activityFields' : KINDS[object].fields;
  const path =
    object === 'task' ? paths.activity(NOBODY) : paths.record(KINDS[object].collection, idOfNobody(object));
  const [all, creatable] = await Promise.all([
    readFieldList(api, list),
    askRight(() => api.patch(path, {}, said('doing.change', { what: said(`things.${object}`) }))),
  ]);
  const own = ownOf(list).map(({ name }) => name);
  return {
    label: object === 'task' ? 'activities' : `${KINDS[object].object}s`,
    creatable,
    // The product's own members of a request are always taken.
    fields: all
      .filter(({ field_code }) => !MEMBERS.includes(field_code))
      .map((field) => toField(field, WRITABLE[object])),
    besides: new Set([...own, ...MEMBERS]),
  };
}
