/**
 * Carries a plan out: one composite request in one transaction. When a part is refused, nothing was written; then what
 * can be done about it is done, and the rest goes part by part, so that one refusal does not cost the other steps.
 */
import { CrmError } from '../../http/errors';
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { Writer, type Ends } from '../engine/writer';
import type { Row } from './api';
import { dropFilled } from './filled';
import type { Job } from './job';
import { jobsOf } from './jobs';
import { Run } from './run';
import { additionsOf, standIns } from './take';
import type { Work } from './work';
import { writing } from './writing';

const endsOf = (run: Run): Ends<Job, Row> => ({
  blocked: (job) => run.blockedBy(job),
  done(job, { id, status: written, found }) {
    const status = written === 'created' ? job.status : written;
    run.doneJob(job, id, status, found && standIns(job, found));
    return found && { last: additionsOf(run, job, found, status) };
  },
  fail(job, error) {
    run.failJob(job, error);
    return undefined;
  },
});

/** As CrmProvider.apply: an outcome for each step; throws CrmError only when the credential is refused for all. */
export async function applySteps(
  work: Work,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const run = new Run(work);
  run.writer = new Writer(writing(run), endsOf(run), jobsOf(steps, existing, work.clock.now()));
  try {
    await dropFilled(run);
    await run.writer.run();
  } catch (error) {
    // A read in between was refused.
    if (!(error instanceof CrmError)) throw error;
    for (const job of run.pending) run.failJob(job, error);
  }
  return run.result(steps);
}
