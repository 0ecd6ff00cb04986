/** State of one `apply`: the engine's, and the parts that are left to send. */
import { type CrmError } from '../../http/errors';
import type { EnsuredFields } from '../port';
import type { RecordRef } from '../../model/plan';
import * as engine from '../engine/run';
import { outcomeOf, passes, withNotes } from '../engine/outcomes';
import { isCall, isCreate, isNote, isTask, isUpdate } from '../engine/steps';
import { SYSTEM } from './errors';
import type { Writer } from '../engine/writer';
import type { Row } from './api';
import type { Job } from './job';
import type { Work } from './work';

export class Run extends engine.Run {
  /** Our fields, once this run has looked for them. */
  ensured: Promise<EnsuredFields> | null = null;

  /** What sends the parts; made right after the run. */
  writer!: Writer<Job, Row>;

  constructor(readonly work: Work) {
    super({ system: SYSTEM, url: work.url });
  }
  /** Parts that are left to send. */
  get pending(): readonly Job[] {
    return this.writer.pending;
  }

  /** What the references lead to: records that are there, and parts that are about to be sent. */
  override targets(links: RecordRef[]): engine.Target[] {
    return links.flatMap((ref): engine.Target[] => {
      const known = super.targets([ref]);
      if ('id' in ref || known.length > 0) return known;
      const job = this.pending.find(({ step, makes }) => makes !== null && step.id === ref.step);
      return job ? [{ entity: ref.entity, id: `@{${job.ref}.id}` }] : [];
    });
  }
  /** Error of a record among the links that could not be made, when the job cannot do without it. */
  blockedBy({ step, links, needs, last }: Job): CrmError | null {
    const waits = last ? this.lastWaits(step) : null;
    if (waits) return waits;
    const missing = links.filter((ref) => 'step' in ref && this.targets([ref]).length === 0);
    const vital = missing.find(({ entity }) => needs === 'any' || entity === 'contact' || entity === 'deal');
    if (!vital || needs === 'none' || (needs === 'any' && this.targets(links).length > 0)) return null;
    const cause = this.failureFor(vital);
    // An activity is written to whatever there is, be it nothing (G-28).
    if ((isCall(step) || isTask(step)) && cause && !passes(cause)) return null;
    return this.waitsFor(step, vital);
  }
  /** The part succeeded, or its record was there already. `targets`: what stands for the record, when not itself. */
  doneJob(job: Job, id: string, status: Job['status'] = job.status, targets?: engine.Target[]): void {
    this.writer.drop(job);
    const { step, makes, changes } = job;
    if (makes && isCreate(step)) this.stands(step, id, status, targets);
    const before = this.outcome(step);
    // A part that only adds to the step's record tells its notes; a failure stands.
    if (before?.status === 'failed') return;
    if (before) {
      this.done(withNotes(before, job.notes));
      return;
    }
    const recordId = job.recordId ?? id;
    const kind = isUpdate(step) ? step.target.entity : isNote(step) ? 'task' : step.kind;
    const url = this.work.url(kind, recordId);
    this.done(outcomeOf(step, { status, recordId, url, changes }, job.notes));
  }
  failJob(job: Job, error: CrmError): void {
    const { step } = job;
    // What goes with a record that failed adds nothing to the reason.
    const before = this.outcome(step);
    if (before?.status === 'failed') return;
    this.fail(step, error, job.recordId ?? before?.recordId ?? null);
  }
}
