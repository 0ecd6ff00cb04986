/** Makes the fields we keep in Pipedrive, where they are missing. Existing ones are never changed. */
import type { EnsuredFields } from '../port';
import { CrmError } from '../../http/errors';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { LIST_WORDS, readFieldList } from './field-lists';
import { fieldNamed, holdsText, OWN_FIELDS, type OwnField } from './own-fields';
import type { ApiField } from './types';

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
    `creating ${LIST_WORDS[list]}`,
  );
}

/** Makes what an object lacks, one after the other: names are not unique, and the first refusal holds for the rest. */
export async function ensureObject(
  api: PipedriveApi,
  object: OwnObject,
  show: boolean,
  result: EnsuredFields,
): Promise<void> {
  const { entity, list, fields } = object;
  const miss = (missing: OwnField[], reason: string): void =>
    void result.missing.push(...missing.map(({ name }) => ({ entity, field: name, reason })));
  let left = fields;
  try {
    const all = [...(await readFieldList(api, list))];
    for (const field of fields) {
      const known = fieldNamed(all, field.name);
      if (known && holdsText(known)) result.present.push({ entity, field: field.name });
      else if (known)
        miss(
          [field],
          `exists with the type ${known.field_type}: rename it, so that a text field can be made`,
        );
      else {
        all.push(await make(api, object, field, show));
        result.created.push({ entity, field: field.name });
      }
      left = left.filter((other) => other !== field);
    }
    api.book.fields.set(list, { at: api.clock.now(), all });
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
    api.book.fields.delete(list);
    miss(left, `${error.message} ${error.advice}`);
  }
}

/** As CrmProvider.ensureFields. Throws CrmError only when the credential is refused. */
export async function ensureFields(
  api: PipedriveApi,
  show: boolean,
  objects: OwnObject[] = OWN_FIELDS,
): Promise<EnsuredFields> {
  const run = async (): Promise<EnsuredFields> => {
    const result: EnsuredFields = { created: [], present: [], missing: [] };
    for (const object of objects) await ensureObject(api, object, show, result);
    return result;
  };
  // Two nodes of one account do not make the same fields side by side.
  const key = `ensure ${objects.map(({ entity }) => entity).join()}`;
  return (await api.book.flights(key, run)) as EnsuredFields;
}
