/**
 * Records that the organisation keeps to their owners (Sharing Settings): search misses those of others, and their clients
 * are taken for new ones, unless the integration user has "View All Records" of the object.
 */
import { CrmError } from '../../http/errors';
import type { Row, SalesforceApi } from './api';
import { paths, type RecordObject } from './endpoints';
import { textOf } from './errors';
import { text } from './records';
import { quoted } from './soql';

const KEPT: Record<RecordObject, { words: string; harm: string }> = {
  Lead: { words: 'leads', harm: 'clients are taken for new ones' },
  Contact: { words: 'contacts', harm: 'clients are taken for new ones' },
  Account: { words: 'accounts', harm: 'clients are taken for new ones' },
  Opportunity: { words: 'opportunities', harm: 'a client with an open one gets a second' },
};
const OBJECTS = Object.keys(KEPT) as RecordObject[];

/** Columns of Organization. */
export const SHARING_COLUMNS = OBJECTS.map((object) => `Default${object}Access`);

/** Id of the user who asks, out of the address of his identity; null when it is not told. */
async function whoAsks(api: SalesforceApi): Promise<string | null> {
  const { identity } = await api.get(paths.root, 'reading who the credential belongs to');
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
      'reading the rights of the integration user',
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
  words: string;
  message: string;
  advice: string;
}

/** Takes the row of Organization and what readViewAll() tells; returns the kinds of records that search may miss. */
export function hiddenRecords(org: Row, viewAll: Map<string, boolean>): Hidden[] {
  const access = (object: RecordObject): string => textOf(org[`Default${object}Access`]);
  const isKept = (object: RecordObject): boolean =>
    access(object) === 'None' ||
    (access(object) === 'ControlledByParent' && object !== 'Account' && access('Account') === 'None');
  return OBJECTS.flatMap((object): Hidden[] => {
    const has = viewAll.get(object);
    const { words, harm } = KEPT[object];
    const right = `Give the integration user "View All Records" on ${words}`;
    const advice = `${right}${has === undefined ? ', unless it has it' : ''}; else ${harm}.`;
    if (has === true) return [];
    if (isKept(object)) {
      const message = `Salesforce keeps ${words} private (Sharing Settings), so search may miss those of other owners.`;
      return [{ words, message, advice }];
    }
    if (object !== 'Contact' || has === undefined) return [];
    const message =
      'Salesforce shows contacts without account to their owners only, so search misses those of other owners.';
    return [{ words, message, advice }];
  });
}
