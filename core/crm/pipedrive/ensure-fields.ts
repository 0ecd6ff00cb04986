/** Makes the fields we keep in Pipedrive, where they are missing. Existing ones are never changed. */
import type { EnsuredFields } from '../port';
import { CrmError } from '../../http/errors';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { isCapped } from './errors';
import { fieldList, LIST_WORDS, readFieldList } from './field-lists';
import { fieldNamed, holdsText, isKey, OWN_FIELDS, type OwnField } from './own-fields';
import type { ApiField } from './types';
import { said } from '../../text/said';

type OwnObject = (typeof OWN_FIELDS)[number];

async function make(
  api: PipedriveApi,
  { list }: OwnObject,
  field: OwnField,
  show: boolean,
): Promise<ApiField> {
  const { name, type, description } = field;
  return api.post<ApiField>(
    paths.fields(list),
    {
      field_name: name,
      field_type: type,
      // Only the description of deal fields is described by the vendor.
      ...(list === 'dealFields' ? { description } : {}),
      // PD-20: shown or hidden as chosen; never in the form for new records, nobody types them.
      ui_visibility: { add_visible_flag: false, details_visible_flag: show },
    },
    said('doing.createFields', { of: LIST_WORDS[list] }),
  );
}

interface Making {
  api: PipedriveApi;
  show: boolean;
  result: EnsuredFields;
  /** Why no more fields can be made: of an object, and of the whole account. */
  refused: Map<OwnObject, string>;
  capped: string | null;
}

/** Makes these fields of an object where they lack, one after the other: the first refusal holds for the rest. */
async function ensurePart(
  making: Making,
  object: OwnObject,
  fields: OwnField[],
  anew: boolean,
): Promise<void> {
  const { api, show, result, refused } = making;
  const { entity, list } = object;
  const miss = (missing: OwnField[], reason: string): void =>
    void result.missing.push(...missing.map(({ name }) => ({ entity, field: name, reason })));
  const before = refused.get(object);
  if (before !== undefined) return miss(fields, before);
  let left = fields;
  try {
    const all = [...(await (anew ? readFieldList(api, list) : fieldList(api, list)))];
    for (const field of fields) {
      // Names are not unique: one that is there is never made again.
      const known = fieldNamed(all, field.name);
      if (known && holdsText(known)) result.present.push({ entity, field: field.name });
      else if (known)
        miss(
          [field],
          `exists with the type ${known.field_type}: rename it, so that a text field can be made`,
        );
      else if (making.capped !== null) miss([field], making.capped);
      else {
        all.push(await make(api, object, field, show));
        result.created.push({ entity, field: field.name });
      }
      left = left.filter((other) => other !== field);
    }
    api.book.fields.set(list, { at: api.clock.now(), all });
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
    const reason = `${error.message} ${error.advice}`;
    api.book.fields.delete(list);
    if (isCapped(error)) making.capped = reason;
    else refused.set(object, reason);
    miss(left, reason);
  }
}

/**
 * Makes the fields of `objects`, and of `keysOf` the keys alone. Keys come first, those of all objects: a plan that allows few
 * fields should spend them on what keeps doubles away, and attribution is the part that records do without.
 */
async function makeAll(
  api: PipedriveApi,
  show: boolean,
  objects: OwnObject[],
  keysOf: OwnObject[],
): Promise<EnsuredFields> {
  const result: EnsuredFields = { created: [], present: [], missing: [] };
  const making: Making = { api, show, result, refused: new Map(), capped: null };
  for (const object of objects) await ensurePart(making, object, object.fields.filter(isKey), true);
  for (const object of keysOf) await ensurePart(making, object, object.fields.filter(isKey), false);
  for (const object of objects)
    await ensurePart(
      making,
      object,
      object.fields.filter((field) => !isKey(field)),
      false,
    );
  return result;
}

/**
 * As CrmProvider.ensureFields, for these objects; `keysOf`: further objects, whose keys are made before the attribution of the
 * first. Throws CrmError only when the credential is refused.
 */
export async function ensureFields(
  api: PipedriveApi,
  show: boolean,
  objects: OwnObject[] = OWN_FIELDS,
  keysOf: OwnObject[] = [],
): Promise<EnsuredFields> {
  // Two nodes of one account do not make the same fields side by side.
  const key = `ensure ${[...objects, ...keysOf].map(({ entity }) => entity).join()}`;
  return (await api.book.flights(key, () => makeAll(api, show, objects, keysOf))) as EnsuredFields;
}
