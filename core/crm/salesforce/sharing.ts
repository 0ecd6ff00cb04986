/**
 * Records that the organisation keeps to their owners (Sharing Settings): search misses those of others, and their clients
 * are taken for new ones, unless the integration user has "View All Records" of the object.
 */
import { CrmError } from '../../http/errors';
import type { Said } from '../../model/said';
import { said } from '../../text/said';
import type { Row, SalesforceApi } from './api';
import { paths, type RecordObject } from './endpoints';
import { textOf } from './errors';
import { text } from './records';
import { quoted } from './soql';

/** `records`: as part of a finding's code. */
const KEPT: Record<RecordObject, { records: string; harm: 'client' | 'deal' }> = {
  Lead: { records: 'leads', harm: 'client' },
  Contact: { records: 'contacts', harm: 'client' },
  Account: { records: 'accounts', harm: 'client' },
  Opportunity: { records: 'opportunities', harm: 'deal' },
};
const OBJECTS = Object.keys(KEPT) as RecordObject[];

/** Columns of Organization. */
export const SHARING_COLUMNS = OBJECTS.map((object) => `Default${object}Access`);

/** Id of the user who asks, out of the address of his identity; null when it is not told. */
async function whoAsks(api: SalesforceApi): Promise<string | null> {
  const { identity } = await api.get(paths.root, said('doing.readCredential'));
  return /\/id\/00D\w{12,15}\/(005\w{12,15})$/.exec(textOf(identity))?.[1] ?? null;
}

/**
 * Objects of which the integration user is told to have, or not to have, "View All Records". What lacks is not told: who may
 * not see permissions gets no rows or is refused. Throws CrmError only when the credential is refused.
 */
export async function readViewAll(api: SalesforceApi): Promise<Map<string, boolean>> {
  try {
    const user = await whoAsks(api);
    if (user === null) return new Map();
    const sets = `SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${quoted(user)}`;
    const rows = await api.query(
      `SELECT SobjectType,PermissionsViewAllRecords FROM ObjectPermissions WHERE SobjectType IN (${OBJECTS.map(quoted).join(',')}) AND ParentId IN (${sets}) LIMIT 2000`,
      said('doing.readRights'),
    );
    const told = new Map<string, boolean>();
    for (const row of rows) {
      const object = text(row, 'SobjectType') ?? '';
      told.set(object, told.get(object) === true || row.PermissionsViewAllRecords === true);
    }
    return told;
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
    return new Map();
  }
}

export interface Hidden {
  /** As part of a finding's code. */
  records: string;
  message: Said;
  advice: Said;
}

/** Takes the row of Organization and what readViewAll() tells; returns the kinds of records that search may miss. */
export function hiddenRecords(org: Row, viewAll: Map<string, boolean>): Hidden[] {
  const access = (object: RecordObject): string => textOf(org[`Default${object}Access`]);
  const isKept = (object: RecordObject): boolean =>
    access(object) === 'None' ||
    (access(object) === 'ControlledByParent' && object !== 'Account' && access('Account') === 'None');
  return OBJECTS.flatMap((object): Hidden[] => {
    const has = viewAll.get(object);
    const { records, harm } = KEPT[object];
    const told = said(`salesforce.records.${object}`);
    const advice = said(`salesforce.private.${has === undefined ? 'adviceUnless' : 'advice'}`, {
      records: told,
      harm: said(`salesforce.private.harm.${harm}`),
    });
    if (has === true) return [];
    if (isKept(object)) return [{ records, message: said('salesforce.private', { records: told }), advice }];
    if (object !== 'Contact' || has === undefined) return [];
    return [{ records, message: said('salesforce.private.contacts'), advice }];
  });
}
