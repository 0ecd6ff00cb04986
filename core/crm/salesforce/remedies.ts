/** What can be done about a refused part before its step counts as failed. Each remedy is tried once per part. */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import { demandedError, givenBy, Mending } from '../engine/mend';
import { nextOwner } from '../engine/owner';
import { without } from '../engine/text';
import { asBusiness } from './business-account';
import { SYSTEM, type SalesforceError } from './errors';
import { relink } from './gone';
import type { Job } from './job';
import { missingFields } from './missing-fields';
import { guarded, refusedOf } from './refused';
import { placed } from './stages';
import type { Run } from './run';
import { actionOf } from './send';

/** Returns true when the part can be sent again. Throws a clearer error than the vendor's. */
type Remedy = (run: Run, job: Job, error: SalesforceError) => Promise<boolean> | boolean;

const names = (error: SalesforceError, field: string): boolean => error.fields.includes(field);

/** An owner who left or was deactivated: the senior gets the record, else whoever the credential belongs to. */
function owner(_run: Run, job: Job, error: SalesforceError): boolean {
  const { OwnerId: refused } = job.values;
  const about =
    error.code === 'INACTIVE_OWNER_OR_USER' || names(error, 'OwnerId') || /\bowner\b/i.test(error.vendorText);
  if (!about || typeof refused !== 'string' || job.step.kind === 'owner') return false;
  const senior = 'fallbackOwnerId' in job.step.values ? job.step.values.fallbackOwnerId : null;
  const nobody = said('mend.owner.integration');
  const { ownerId, note } = nextOwner({ system: SYSTEM, ownerId: refused, senior, nobody });
  job.values = ownerId ? { ...job.values, OwnerId: ownerId } : without(job.values, 'OwnerId');
  job.notes.push(note);
  return true;
}

/** A mistyped e-mail of a form must not cost the client. */
function email(_run: Run, job: Job, error: SalesforceError): boolean {
  if (error.code !== 'INVALID_EMAIL_ADDRESS' || job.values.Email === undefined) return false;
  job.values = without(job.values, 'Email');
  job.notes.push('Salesforce refused the e-mail as invalid, so it was left out; it is in the form.');
  return true;
}

/** What helps with any value: left out, cut, or the node's default. Throws the refusal with what is demanded. */
function values(_run: Run, job: Job, error: SalesforceError): boolean {
  job.mending ??= new Mending({ system: SYSTEM, ...guarded(job) }, givenBy(job.step));
  const refused = refusedOf(error, job);
  const mended = job.mending.mend(job.values, refused);
  // A change without what it is for would look done.
  const empty = mended !== null && job.id !== null && Object.keys(mended.values).length === 0;
  if (!mended || empty) throw demandedError(error, actionOf(job), refused);
  job.values = mended.values;
  job.notes.push(...mended.notes);
  return true;
}

const GONE = new Set([
  'ENTITY_IS_DELETED',
  'INVALID_CROSS_REFERENCE_KEY',
  'CANNOT_UPDATE_CONVERTED_LEAD',
  'NOT_FOUND',
]);
const LINKS = /^(WhoId|WhatId|AccountId|ContactId|OpportunityId)$/;

/** A linked record that was deleted, or a lead that was converted. */
async function links(run: Run, job: Job, error: SalesforceError): Promise<boolean> {
  const about = GONE.has(error.code ?? '') || error.fields.some((field) => LINKS.test(field));
  if (!about || job.id !== null) return false;
  const left = await relink(run, job, error);
  if (left === error) return false;
  if (left) throw left;
  return true;
}

/** A stage or record type that is not there (any more). */
const place: Remedy = (run, job, error) => job.makes === 'deal' && placed(run.work, job, error);

const fields: Remedy = (run, job, error) => missingFields(run, job, error);
const REMEDIES: [string, Remedy][] = [
  ['fields', fields],
  ['owner', owner],
  ['email', email],
  ['business', asBusiness],
  ['place', place],
  ['links', links],
  ['values', values],
];
/** The owner is tried twice: senior, then nobody. Values may be refused one by one. */
const TIMES: Record<string, number> = { owner: 2, fields: 2, values: 20 };

/** Applies the first remedy that fits; fails the job when none does. Throws only what is no CrmError. */
export async function remedy(run: Run, job: Job, error: SalesforceError): Promise<void> {
  try {
    for (const [name, apply] of REMEDIES) {
      const times = [...job.tried].filter((tried) => tried.startsWith(`${name} `)).length;
      if (times >= (TIMES[name] ?? 1) || !(await apply(run, job, error))) continue;
      job.tried.add(`${name} ${times}`);
      return;
    }
    run.failJob(job, error);
  } catch (clearer) {
    if (!(clearer instanceof CrmError)) throw clearer;
    run.failJob(job, clearer);
  }
}
