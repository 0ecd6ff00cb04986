/** How Salesforce takes records: all of a plan in one composite request; unique fields keep doubles away. */
import { said } from '../../text/said';
import { without } from '../engine/text';
import type { Remedy, Writing } from '../engine/write';
import type { Row } from './api';
import { asBusiness } from './business-account';
import { salesforceError, SYSTEM, type SalesforceError } from './errors';
import { relink } from './gone';
import type { Job } from './job';
import { missingFields } from './missing-fields';
import { guarded, refusedOf } from './refused';
import type { Run } from './run';
import { send, waveOf, type Sending } from './send';
import { placed } from './stages';
import { readBack, taken } from './take';

/** Our fields are made for what is missing, then once more for what was hidden from the user. */
const fields = (run: Run): Remedy<Job> => ({
  times: 2,
  try: (job, error) => missingFields(run, job, error as SalesforceError),
});
const business = (run: Run): Remedy<Job> => ({
  try: (job, error) => asBusiness(run, job, error as SalesforceError),
});
/** A stage or record type that is not there (any more). */
const place = ({ work }: Run): Remedy<Job> => ({
  try: (job, error) => job.makes === 'deal' && placed(work, job, error as SalesforceError),
});

const isAboutOwner = (error: SalesforceError): boolean =>
  error.code === 'INACTIVE_OWNER_OR_USER' ||
  error.fields.includes('OwnerId') ||
  /\bowner\b/i.test(error.vendorText);

export function writing(run: Run): Writing<Job, Row> {
  const sending: Sending = { allOrNone: true, standardNames: false };
  return {
    system: SYSTEM,
    waves: () => waveOf(run, sending),
    send: (jobs, repeat) => send(run, sending, jobs, repeat),
    readBack(_jobs, error) {
      sending.allOrNone = false;
      return readBack(run, error);
    },
    take: (job, error) => taken(run, job, error),
    // A locked row.
    passes: ({ kind }) => kind === 'temporary',
    mendable: ({ kind }) => kind !== 'alreadyExists',
    heldError: () => salesforceError('temporary', said('salesforce.stuck'), said('advice.again')),
    owner: {
      of: ({ step, values: { OwnerId: id } }) =>
        step.kind !== 'owner' && typeof id === 'string' ? id : null,
      give(job, ownerId) {
        const rest = without(job.values, 'OwnerId');
        job.values = ownerId === null ? rest : { ...rest, OwnerId: ownerId };
      },
      refused: (error) => isAboutOwner(error as SalesforceError),
      nobody: said('mend.owner.integration'),
    },
    email: {
      refused: ({ code }, { values }) => code === 'INVALID_EMAIL_ADDRESS' && values.Email !== undefined,
      leaveOut: (job) => void (job.values = without(job.values, 'Email')),
    },
    first: [fields(run)],
    then: [business(run), place(run), relink(run)],
    values: {
      refused: (error, job) => refusedOf(error as SalesforceError, job),
      keys: (job) => guarded(job).keys,
      needed: (job) => guarded(job).needed,
    },
  };
}
