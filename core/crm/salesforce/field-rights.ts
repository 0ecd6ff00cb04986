/** Shows new fields to the standard users of the org, as the set-up pages do by default: by the rights of their profiles. */
import { CrmError } from '../../http/errors';
import type { SalesforceApi } from './api';
import { paths } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import { text } from './records';
import { said } from '../../text/said';

/** Every profile has a permission set of its own that carries its rights. */
const PROFILES =
  "SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = true AND Profile.UserType = 'Standard' LIMIT 200";
/** Records of one collections request. */
const RECORDS_MAX = 200;

/**
 * Takes names as `Lead.rs_utm_source__c`. Returns null when all are shown to somebody, else what went wrong, in words.
 * Rights that are there already are no fault. Throws CrmError only when the credential is refused.
 */
export async function showFields(api: SalesforceApi, fields: string[]): Promise<string | null> {
  try {
    const profiles = await api.query(PROFILES, said('doing.readProfiles'));
    const records = profiles.flatMap((profile) =>
      fields.map((field) => ({
        attributes: { type: 'FieldPermissions' },
        ParentId: text(profile, 'Id') ?? '',
        SobjectType: field.split('.')[0] ?? '',
        Field: field,
        PermissionsRead: true,
        PermissionsEdit: true,
      })),
    );
    const shown = new Set<string>();
    let why = '';
    for (let from = 0; from < records.length; from += RECORDS_MAX) {
      const some = records.slice(from, from + RECORDS_MAX);
      const answer = await api.post(
        paths.collections,
        { allOrNone: false, records: some },
        'giving the rights to the new fields',
      );
      listOf(answer).forEach((one, index) => {
        const { success, errors } = asJson(one);
        const fault = asJson(listOf(errors)[0]);
        const there = success === true || /DUPLICATE/.test(textOf(fault.statusCode));
        if (there) shown.add(some[index]?.Field ?? '');
        else why ||= textOf(fault.message);
      });
    }
    const hidden = fields.filter((field) => !shown.has(field));
    if (hidden.length === 0) return null;
    return `The field was made, but the right to it could not be given${why ? ` (${why})` : ''}: do it in field-level security.`;
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
    return `The field was made, but stays hidden: ${error.message} Give the right in field-level security.`;
  }
}
