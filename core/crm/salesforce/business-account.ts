/**
 * Orgs with person accounts: where the user's default record type of accounts is a person, Salesforce refuses the name of a
 * company, and a business record type has to be named.
 */
import { CrmError } from '../../http/errors';
import type { SalesforceError } from './errors';
import type { Job } from './job';
import { text } from './records';
import type { Run } from './run';
import { said } from '../../text/said';

const QUERY =
  "SELECT Id FROM RecordType WHERE SobjectType = 'Account' AND IsActive = true AND IsPersonType = false ORDER BY Name LIMIT 1";

/** Id of a business record type; null in an org without any, or without person accounts. */
async function businessType(run: Run): Promise<string | null> {
  try {
    const { types = [] } = await run.work.api.rows({ types: QUERY }, said('doing.readRecordTypes'));
    return types[0] ? text(types[0], 'Id') : null;
  } catch (error) {
    // The column is there in orgs with person accounts only.
    if (error instanceof CrmError && error.kind === 'invalidField') return null;
    throw error;
  }
}

/** As a remedy: gives a refused company a business record type; one request. */
export async function asBusiness(run: Run, job: Job, error: SalesforceError): Promise<boolean> {
  const about = error.code === 'INVALID_FIELD_FOR_INSERT_UPDATE' && error.fields.includes('Name');
  if (!about || job.object !== 'Account' || job.id !== null || 'RecordTypeId' in job.values) return false;
  const id = await businessType(run);
  if (id === null) return false;
  job.values = { ...job.values, RecordTypeId: id };
  job.notes.push(said('salesforce.business'));
  return true;
}
