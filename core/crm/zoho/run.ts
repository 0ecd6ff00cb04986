/** State of one `apply`: what was created, what failed, and which record a reference stands for. */
import type { PlanStep, RecordRef } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { CrmError } from '../../http/errors';
import type { FoundRecord } from '../../model/record';
import { failureOf, lastWaits, outcomeOf, passes, waitsFor } from '../shared/outcomes';
import { isCall, isTask, isUpdate } from '../shared/steps';
import { changesOf } from './changes';
import { SYSTEM } from './errors';
import type { Session } from './find';
import { CALL_ID } from './own-fields';
import type { Lookup, Part } from './parts';

interface Made {
  id: string;
  /** Made by this run. */
  fresh: boolean;
}

export class Run {
  private readonly outcomes = new Map<string, StepOutcome>();
  private readonly made = new Map<string, Made>();
  private readonly failed = new Map<string, CrmError>();
  readonly errors: CrmError[] = [];

  constructor(
    readonly session: Session,
    readonly existing: FoundRecord[],
  ) {}

  /** Id of the record a reference points to, null while it is not there. */
  idOf(ref: RecordRef): string | null {
    return 'id' in ref ? ref.id : (this.made.get(ref.step)?.id ?? null);
  }
  isFresh(ref: RecordRef): boolean {
    return 'step' in ref && this.made.get(ref.step)?.fresh === true;
  }
  /** The record was there already though the plan knew none. */
  isUnforeseen(ref: RecordRef): boolean {
    return 'step' in ref && this.made.get(ref.step)?.fresh === false;
  }
  private broken({ ref }: Lookup): boolean {
    return 'step' in ref && this.failed.has(ref.step);
  }
  /** Error of a record the part cannot do without; a part that can loses the link to it. */
  blocked(part: Part): CrmError | null {
    const [last] = part.steps;
    // Its key on the last activity tells a replay that the plan is done.
    const waits =
      last && (isCall(last) || isTask(last)) && CALL_ID in part.values
        ? lastWaits(SYSTEM, this.outcomes.values(), last)
        : null;
    if (waits) return waits;
    const broken = part.lookups.filter((lookup) => this.broken(lookup));
    const [first] = broken;
    if (!first) return null;
    part.lookups = part.lookups.filter((lookup) => !broken.includes(lookup));
    const needed = part.linkOnly || broken.some(({ field }) => field === 'Contact_Name');
    // An activity is written to whatever there is, a contact also without its company.
    if (!needed && (part.lookups.length > 0 || part.module === 'Contacts')) return null;
    const { ref } = first;
    const cause = 'step' in ref ? this.failed.get(ref.step) : undefined;
    const [step] = part.steps;
    // An activity is written to whatever there is, be it nothing (G-28).
    if (!needed && step && (isCall(step) || isTask(step)) && cause && !passes(cause)) return null;
    return step ? waitsFor(SYSTEM, step, ref.entity, cause) : null;
  }
  written(part: Part, id: string, status: 'created' | 'alreadyThere'): void {
    const [first] = part.steps;
    if (part.linkOnly || !first) return;
    const url = this.session.links(part.module, id);
    for (const step of part.steps) {
      if (isUpdate(step)) {
        const changes = changesOf(step, this.existing);
        this.done(outcomeOf(step, { status: 'updated', recordId: id, url, changes }, part.notes));
        continue;
      }
      this.made.set(step.id, { id, fresh: status === 'created' });
      this.done(outcomeOf(step, { status, recordId: id, url }, part.notes));
    }
  }
  done(outcome: StepOutcome): void {
    this.outcomes.set(outcome.id, outcome);
  }
  fail({ steps, linkOnly, recordId }: Part, error: unknown): void {
    if (!(error instanceof CrmError)) throw error;
    this.errors.push(error);
    for (const step of steps) {
      const done = this.outcomes.get(step.id);
      if (!linkOnly) this.failed.set(step.id, error);
      this.done(failureOf(step, error, done?.recordId ?? recordId));
    }
  }
  /** Outcomes in the order of the steps. */
  result(steps: PlanStep[]): StepOutcome[] {
    return steps.flatMap(({ id }) => this.outcomes.get(id) ?? []);
  }
}
