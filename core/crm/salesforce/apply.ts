/**
 * Carries a plan out: one composite request in one transaction. When a part is refused, nothing was written; then what
 * can be done about it is done, and the rest goes part by part, so that one refusal does not cost the other steps.
 */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { SalesforceError, salesforceError } from './errors';
import { jobsOf } from './jobs';
import { dropFilled } from './filled';
import { remedy } from './remedies';
import { Run } from './run';
import { send, type JobResult, type Sending } from './send';
import { takeExisting } from './take';
import type { Work } from './work';

/** Requests of one apply; a plan with a refusal in every step needs three or four, fields refused one by one more. */
const ROUNDS_MAX = 30;
/** Repetitions after an unknown outcome or a locked row, each held back as long as a retry would be. */
const REPEAT_MAX = 4;
const HALTED = 'PROCESSING_HALTED';

/** A part that was not tried because another one was refused, or because what it refers to was not made. */
const isHalted = (error: SalesforceError): boolean =>
  error.code === HALTED || /invalid reference specified/i.test(error.vendorText);

/** The record that a duplicate rule or somebody's own unique field names, when it is of the same kind. */
function named(run: Run, { job, error }: JobResult): boolean {
  const id = error?.existingIds.find((known) => !job.makes || known.startsWith(PREFIX[job.makes]));
  if (!id || !job.makes || !(error instanceof SalesforceError)) return false;
  const byRule = error.code === 'DUPLICATES_DETECTED';
  const ours = error.fields.some((field) => field.startsWith('Ringostat_'));
  if (!byRule && (ours || error.fields.length === 0)) return false;
  job.notes.push(
    `Salesforce has this ${job.makes} already (${byRule ? 'a duplicate rule' : error.subject}).`,
  );
  run.doneJob(job, id, 'alreadyThere');
  return true;
}
/** First signs of an id. */
const PREFIX = { lead: '00Q', contact: '003', company: '001', deal: '006' };

/** Puts down what succeeded, treats what was refused. Returns whether it is worth waiting before the next round. */
async function settle(run: Run, results: JobResult[]): Promise<{ busy: boolean }> {
  for (const { job, id, error } of results) if (!error) run.doneJob(job, id || job.id || '');
  let busy = false;
  let conflict: JobResult | null = null;
  for (const result of results) {
    const { job, error } = result;
    if (!error || isHalted(error)) continue;
    if (error.kind === 'temporary') busy = true;
    else if (error.kind !== 'alreadyExists') await remedy(run, job, error);
    else if (named(run, result)) continue;
    else if (error.code === 'DUPLICATES_DETECTED') run.failJob(job, error);
    else conflict ??= result;
  }
  if (conflict?.error) await takeExisting(run, 'alreadyThere', { job: conflict.job, error: conflict.error });
  return { busy };
}

/** Fails whatever is pending with the error. */
function failAll(run: Run, error: CrmError): void {
  for (const job of [...run.pending]) run.failJob(job, error);
}
const stuck = (): CrmError => salesforceError('temporary', said('salesforce.stuck'), said('advice.again'));

/** After an unknown outcome: what is there was written. Without a key nobody can tell, so the error stands. */
async function readBack(run: Run, error: CrmError): Promise<void> {
  await takeExisting(run, 'created');
  for (const job of [...run.pending]) {
    const keyless =
      job.id === null && job.makes !== null && Object.keys(job.values).every((name) => !isKey(name));
    if (keyless) run.failJob(job, error);
  }
}
const isKey = (name: string): boolean => /^Ringostat_(Phone|Call_Id|State_Key|Key)__c$/.test(name);

async function carryOut(run: Run): Promise<void> {
  const sending: Sending = { allOrNone: true, repeat: 0, standardNames: false };
  let last: CrmError = stuck();
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    run.failBlocked();
    if (run.pending.length === 0) return;
    try {
      const { results, defaults } = await send(run, sending);
      // The org hides its lists of names.
      if (defaults) sending.standardNames = true;
      const { busy } = await settle(run, results);
      if (busy) sending.repeat += 1;
      const refusal = results.find(({ error }) => error && !isHalted(error))?.error;
      if (refusal) last = refusal;
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      last = error;
      if (error.kind !== 'outcomeUnknown') return failAll(run, error);
      sending.repeat += 1;
      await readBack(run, error);
    }
    if (sending.repeat >= REPEAT_MAX) return failAll(run, last);
    sending.allOrNone = false;
  }
  failAll(run, last);
}

/** As CrmProvider.apply: an outcome for each step; throws CrmError only when the credential is refused for all. */
export async function applySteps(
  work: Work,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const run = new Run(work, jobsOf(steps, existing, work.clock.now()));
  try {
    await dropFilled(run);
    await carryOut(run);
  } catch (error) {
    // A read in between was refused.
    if (!(error instanceof CrmError)) throw error;
    failAll(run, error);
  }
  return run.result(steps);
}
