/** What the integration user may write of an object: its own description tells all but validation rules. Writes nothing. */
import { CrmError } from '../../http/errors';
import type { DescribedField, ObjectDescription, Right } from '../port';
import { said, worded } from '../../text/said';
import type { Row, SalesforceApi } from './api';
import { paths, type ObjectName } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import { ownNames } from './own-fields';

/** Types that hold a text of limited length. */
const TEXTS = new Set(['string', 'textarea', 'email', 'phone', 'url', 'encryptedstring', 'combobox']);
const NUMBERS = new Set(['int', 'long', 'double', 'currency', 'percent']);
const DATES = new Set(['date', 'datetime']);
/** Checked by the pipelines, which know the stages of each record type. */
const PLACE = new Set(['StageName', 'RecordTypeId']);

const RIGHTS = ['queryable', 'createable', 'updateable'];

/** Takes the description of an object; true when the user may read, create and edit, else what he lacks. */
export function rightTo(object: ObjectName, described: Row): Right {
  const lacking = RIGHTS.filter((right) => described[right] === false);
  if (lacking.length === 0) return true;
  const message = said('salesforce.rights', { object, rights: lacking });
  return worded(message, said('salesforce.rights.advice', { object }));
}

/**
 * An unknown value of an unrestricted picklist is stored all the same, but stands in no list: it counts as refused.
 */
function optionsOf(name: string, field: Row): DescribedField['options'] {
  if (textOf(field.type) !== 'picklist' || PLACE.has(name)) return null;
  const options = listOf(field.picklistValues)
    .map(asJson)
    .filter(({ active }) => active !== false)
    .map(({ value, label }) => ({ value: textOf(value), label: textOf(label) || textOf(value) }));
  return options.length > 0 ? options : null;
}

function toField(field: Row): DescribedField {
  const [name, type] = [textOf(field.name), textOf(field.type)];
  const length = Number(field.length);
  return {
    name,
    label: textOf(field.label) || name,
    writable: field.createable === true,
    required: field.nillable === false && field.defaultedOnCreate !== true && field.createable === true,
    options: optionsOf(name, field),
    takes: NUMBERS.has(type) ? 'numbers' : DATES.has(type) ? 'dates' : null,
    maxLength: TEXTS.has(type) && length > 0 ? length : null,
  };
}

/** An object the user may not see answers as if there were none. */
export const hiddenObject = (object: ObjectName): Exclude<Right, true> =>
  worded(said('salesforce.hidden', { object }), said('salesforce.rights.advice', { object }));

/** As CrmProvider.describe. Throws CrmError. */
export async function describeObject(api: SalesforceApi, object: ObjectName): Promise<ObjectDescription> {
  const nothing = { label: object, fields: [], besides: new Set(ownNames(object)) };
  let described: Row;
  try {
    described = await api.get(paths.describe(object), said('doing.readFields', { of: object }));
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind !== 'notFound') throw error;
    return { ...nothing, creatable: hiddenObject(object) };
  }
  return {
    ...nothing,
    creatable: rightTo(object, described),
    fields: listOf(described.fields).map(asJson).map(toField),
  };
}
