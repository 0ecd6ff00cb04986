/** Fields of the account, read once an hour: writes need the codes of the fields, which differ in every account. */
import type { PipedriveApi, Query } from './api';
import { paths, type FieldList } from './endpoints';
import { fieldNamed, holdsText, ownOf } from './own-fields';
import type { ApiField } from './types';
import type { Said } from '../../model/said';
import { said } from '../../text/said';

/** A field that went shows by a refusal, so the list may be old. */
const LIVE_MS = 3_600_000;
/** Words for messages; scopes.json knows them. */
export const LIST_WORDS = {
  dealFields: said('things.deal'),
  personFields: said('things.contact'),
  organizationFields: said('things.company'),
  activityFields: said('things.task'),
} as const satisfies Record<FieldList, Said>;

/** What is told of a field beside the usual. */
const INCLUDED: Partial<Record<FieldList, string>> = {
  dealFields: 'ui_visibility,required_fields',
  personFields: 'required_fields',
  organizationFields: 'required_fields',
};

/** The list as last read, when it is known. */
export function knownFields({ book, clock }: PipedriveApi, list: FieldList): ApiField[] | null {
  const known = book.fields.get(list);
  return known && clock.now() - known.at < LIVE_MS ? known.all : null;
}

/** Reads the list anew. Throws CrmError. */
export async function readFieldList(api: PipedriveApi, list: FieldList): Promise<ApiField[]> {
  const query: Query = INCLUDED[list] ? { include_fields: INCLUDED[list] } : {};
  const run = async (): Promise<ApiField[]> => {
    const all = await api.all<ApiField>(
      paths.fields(list),
      said('doing.readFields', { of: LIST_WORDS[list] }),
      query,
    );
    api.book.fields.set(list, { at: api.clock.now(), all });
    return all;
  };
  return (await api.book.flights(`fields ${list}`, run)) as ApiField[];
}

/** The list, from memory when it is young enough. Throws CrmError. */
export async function fieldList(api: PipedriveApi, list: FieldList): Promise<ApiField[]> {
  return knownFields(api, list) ?? readFieldList(api, list);
}

/** Codes of our fields that are there and hold texts, by name. */
export function codesOf(fields: ApiField[], list: FieldList): Map<string, string> {
  return new Map(
    ownOf(list).flatMap(({ name }): [string, string][] => {
      const field = fieldNamed(fields, name);
      return field && holdsText(field) ? [[name, field.field_code]] : [];
    }),
  );
}
