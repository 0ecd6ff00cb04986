/** State of one `apply`: what was made, what failed, how references resolve. */
import type { CreateStep, PlanStep, RecordRef } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { CrmError } from '../../http/errors';
import { failureOf, lastWaits, outcomeOf, passes, waitsFor } from '../shared/outcomes';
import { SYSTEM } from './errors';
import type { Target } from './targets';
import type { Written } from './write-record';
import type { Work } from './work';

type Linked = PlanStep & { links: RecordRef[] };

export class Run {
  private readonly outcomes = new Map<string, StepOutcome>();
  private readonly made = new Map<string, Target>();
  private readonly failed = new Map<string, CrmError>();
  readonly errors: CrmError[] = [];
  /** The owner that lost the client to another worker's, and that one's. */
  private instead: { of: string | null; owner: string | null } | null = null;

  constructor(readonly work: Work) {}

  /** Records the references point to that are there by now. */
  targets(links: RecordRef[]): Target[] {
    return links.flatMap((ref) => {
      if ('step' in ref) return this.made.get(ref.step) ?? [];
      return [{ entity: ref.entity, id: ref.id, ...(ref.remembered ? { remembered: true as const } : {}) }];
    });
  }
  /** True when the step's contact was there already though the plan knew none. */
  unforeseen(links: RecordRef[]): boolean {
    return links.some((ref) => {
      const made = 'step' in ref && ref.entity === 'contact' ? this.made.get(ref.step) : undefined;
      return made !== undefined && made.fresh !== true;
    });
  }
  /** Error of a record among the links that could not be made, when the step cannot do without it. */
  blocked(step: Linked): CrmError | null {
    const missing = step.links.filter((ref) => 'step' in ref && !this.made.has(ref.step));
    const [first] = missing;
    // A deal or lead needs its contact; an activity is written to whatever there is, a contact without his company.
    const needsContact =
      (step.kind === 'deal' || step.kind === 'lead') && missing.some(({ entity }) => entity === 'contact');
    const alone = step.kind === 'contact' || step.kind === 'company';
    // What will be there after the next run is waited for, so that the activity hangs on it.
    const later = missing.find((ref) => 'step' in ref && this.failsForNow(ref.step));
    // An activity is written to whatever there is, be it nothing (G-28).
    if (!first || alone || (!needsContact && !later)) return null;
    return waitsFor(SYSTEM, step, first.entity, 'step' in first ? this.failed.get(first.step) : undefined);
  }
  /** Error with which the plan's last activity waits until the rest of the plan is done. */
  lastWaits(step: PlanStep): CrmError | null {
    return lastWaits(SYSTEM, this.outcomes.values(), step);
  }
  private failsForNow(step: string): boolean {
    const error = this.failed.get(step);
    return error !== undefined && passes(error);
  }
  /**
   * The step as it is made: a client's records belong together, so after one of them was settled in favour of another worker
   * the others get that one's owner.
   */
  owned(step: CreateStep): CreateStep {
    const { instead } = this;
    if (!instead || step.values.ownerId !== instead.of) return step;
    return { ...step, values: { ...step.values, ownerId: instead.owner } };
  }
  /** Takes note of whose record stands for a step's. */
  settled({ values }: CreateStep, { settledOwner }: Written): void {
    if (settledOwner !== undefined && settledOwner !== values.ownerId)
      this.instead ??= { of: values.ownerId, owner: settledOwner };
  }
  written(step: Linked, { id, status, notes, recordingLacks }: Written): void {
    const { kind } = step;
    const isRecord = kind === 'contact' || kind === 'company' || kind === 'deal' || kind === 'lead';
    if (isRecord) {
      const fresh = status === 'created' ? { fresh: true as const } : {};
      this.made.set(step.id, { entity: kind, id, ...fresh });
    }
    const url = isRecord ? this.work.links.url(kind, id) : null;
    const outcome = outcomeOf(step, { status, recordId: id, url }, notes);
    this.done(recordingLacks ? { ...outcome, recordingLacks } : outcome);
  }
  has({ id }: PlanStep): boolean {
    return this.outcomes.has(id);
  }
  done(outcome: StepOutcome): void {
    this.outcomes.set(outcome.id, outcome);
  }
  fail(step: PlanStep, error: unknown, recordId: string | null = null): void {
    if (!(error instanceof CrmError)) throw error;
    this.errors.push(error);
    this.failed.set(step.id, error);
    this.done(failureOf(step, error, recordId));
  }
  /** Outcomes in the order of the steps. */
  result(steps: PlanStep[]): StepOutcome[] {
    return steps.flatMap(({ id }) => this.outcomes.get(id) ?? []);
  }
}
