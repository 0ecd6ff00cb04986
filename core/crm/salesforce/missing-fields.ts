/** Our fields that the org lacks, or hides from the integration user: made at the first write that misses them. */
import type { EnsuredFields } from '../port';
import { said } from '../../text/said';
import { without } from '../engine/text';
import type { ObjectName } from './endpoints';
import { ensureFields } from './ensure-fields';
import { salesforceError, type SalesforceError } from './errors';
import type { Job } from './job';
import { isAttribution, OWN_FIELDS, ownNames } from './own-fields';
import type { Run } from './run';

const MISSING = new Set(['INVALID_FIELD', 'INVALID_FIELD_FOR_INSERT_UPDATE']);
const RIGHTS =
  'give the integration user "Customize Application" and "Modify Metadata" and run "create missing fields"';
/** Keys are told as such: only unique ones keep doubles away. */
const isUnique = (entity: string, name: string): boolean =>
  OWN_FIELDS.some(
    ({ object, fields }) =>
      object === entity && fields.some((field) => field.name === name && field.unique === true),
  );
const listOf = (fields: EnsuredFields['missing']): string =>
  fields
    .map(({ entity, field }) => `${entity}.${field}${isUnique(entity, field) ? ' (unique)' : ''}`)
    .join(', ');

/** Leaves the attribution out of all that is pending for the object: one refusal says it for all. */
function leaveOut(run: Run, job: Job, gone: EnsuredFields['missing']): boolean {
  const names = gone.filter(({ entity }) => entity === job.object).map(({ field }) => field);
  const note = said('salesforce.lacking', { names: listOf(gone) });
  for (const other of run.pending.filter(({ object, id }) => object === job.object && id === job.id)) {
    if (!names.some((name) => name in other.values)) continue;
    other.values = names.reduce((rest, name) => without(rest, name), other.values);
    other.notes.push(note);
  }
  return true;
}

/**
 * As a remedy: makes what is missing of ours. When it cannot be made, a record goes without its attribution, which a
 * later call fills, but not without its keys: it could be written twice. Throws with the list of all that is missing.
 */
export async function missingFields(run: Run, job: Job, error: SalesforceError): Promise<boolean> {
  if (!MISSING.has(error.code ?? '')) return false;
  const { object } = job;
  const ours = new Set(ownNames(object as ObjectName));
  if (!error.fields.some((field) => ours.has(field))) return false;
  // One refusal is enough: what could not be made for one record is not asked for again for the next.
  run.ensured ??= ensureFields(run.work);
  const ensured = await run.ensured;
  const made = ensured.created.filter(({ entity }) => entity === object);
  if (made.length > 0) job.notes.push(said('salesforce.fieldsAdded', { object }));
  const missing = ensured.missing.filter(({ entity, field }) => entity === object && field in job.values);
  if (missing.length === 0) return true;
  if (missing.every(({ field }) => isAttribution(field)) && job.step.kind !== 'attribution')
    return leaveOut(run, job, missing);
  // One look into the set-up should be enough, so everything that is missing is named.
  const list = listOf(ensured.missing);
  const why = missing[0]?.reason ?? '';
  throw salesforceError(
    'notPermitted',
    `the custom fields ${list} are missing and could not be created. ${why}`.trim(),
    `Add them in Salesforce's set-up as text of 255 signs, those marked so as unique external ids, those of Task on Activity; or ${RIGHTS}.`,
    list,
  );
}
