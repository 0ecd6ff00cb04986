/** State of one `apply`: what is left to send, what was made, what failed, how references resolve. */
import { type CrmError } from '../../http/errors';
import type { EnsuredFields } from '../port';
import type { PlanStep, RecordRef } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { failureOf, lastWaits, outcomeOf, passes, waitsFor } from '../shared/outcomes';
import { isCall, isTask, isUpdate } from '../shared/steps';
import { SYSTEM } from './errors';
import type { Job, Target } from './job';
import type { Work } from './work';

export class Run {
  private readonly outcomes = new Map<string, StepOutcome>();
  private readonly made = new Map<string, Target[]>();
  private readonly failed = new Map<string, CrmError>();
  readonly errors: CrmError[] = [];

  /** Our fields, once this run has looked for them. */
  ensured: Promise<EnsuredFields> | null = null;

  constructor(
    readonly work: Work,
    public pending: Job[],
  ) {}

  /** What the references lead to: records that are there, and parts that are about to be sent. */
  targets(links: RecordRef[]): Target[] {
    return links.flatMap((ref): Target[] => {
      if ('id' in ref)
        return [{ entity: ref.entity, id: ref.id, ...(ref.remembered ? { remembered: true as const } : {}) }];
      const job = this.pending.find(({ step, makes }) => makes !== null && step.id === ref.step);
      return this.made.get(ref.step) ?? (job ? [{ entity: ref.entity, id: `@{${job.ref}.id}` }] : []);
    });
  }
  /** Error of a record among the links that could not be made, when the job cannot do without it. */
  private blocked({ step, links, needs, last }: Job): CrmError | null {
    const waits = last ? lastWaits(SYSTEM, this.outcomes.values(), step) : null;
    if (waits) return waits;
    const missing = links.filter((ref) => 'step' in ref && this.targets([ref]).length === 0);
    const vital = missing.find(({ entity }) => needs === 'any' || entity === 'contact' || entity === 'deal');
    if (!vital || needs === 'none' || (needs === 'any' && this.targets(links).length > 0)) return null;
    const cause = 'step' in vital ? this.failed.get(vital.step) : undefined;
    // An activity is written to whatever there is, be it nothing (G-28).
    if ((isCall(step) || isTask(step)) && cause && !passes(cause)) return null;
    return waitsFor(SYSTEM, step, vital.entity, cause);
  }
  /** Fails what waits for a record that could not be made, and what waits for that. */
  failBlocked(): void {
    for (let before = -1; before !== this.pending.length;) {
      before = this.pending.length;
      for (const job of [...this.pending]) {
        const error = this.blocked(job);
        if (error) this.fail(job, error);
      }
    }
  }
  private drop(job: Job): void {
    this.pending = this.pending.filter((other) => other !== job);
  }
  /** The part succeeded, or its record was there already. `targets`: what stands for the record, when not itself. */
  done(job: Job, id: string, status: Job['status'] = job.status, targets?: Target[]): void {
    this.drop(job);
    const { step, makes, changes } = job;
    if (makes) this.made.set(step.id, targets ?? [{ entity: makes, id }]);
    const before = this.outcomes.get(step.id);
    // A part that only adds to the step's record tells its notes; a failure stands.
    if (before?.status === 'failed') return;
    if (before) {
      const text = [before.reason.text, ...job.notes].join(' ');
      this.outcomes.set(step.id, { ...before, reason: { ...before.reason, text } });
      return;
    }
    const recordId = job.recordId ?? id;
    const kind = isUpdate(step) ? step.target.entity : step.kind;
    const url = this.work.url(kind, recordId);
    this.outcomes.set(step.id, outcomeOf(step, { status, recordId, url, changes }, job.notes));
  }
  fail(job: Job, error: CrmError): void {
    this.drop(job);
    const { step } = job;
    // What goes with a record that failed adds nothing to the reason.
    if (this.outcomes.get(step.id)?.status === 'failed') return;
    const recordId = job.recordId ?? this.outcomes.get(step.id)?.recordId ?? null;
    this.errors.push(error);
    if (job.makes) this.failed.set(step.id, error);
    this.outcomes.set(step.id, failureOf(step, error, recordId));
  }
  add(job: Job): void {
    this.pending.push(job);
  }
  /** One outcome per step, in the plan's order. A step without a part had nothing to write. */
  result(steps: PlanStep[]): StepOutcome[] {
    return steps.map(
      (step) => this.outcomes.get(step.id) ?? outcomeOf(step, { status: 'skipped', recordId: null }),
    );
  }
}
