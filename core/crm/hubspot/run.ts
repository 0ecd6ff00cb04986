/** State of one `apply`: what was created, what failed, and which record a reference stands for. */
import type { PlanStep, RecordRef } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { CrmError } from '../../http/errors';
import type { Target } from './associations';
import type { ObjectType } from './endpoints';
import { typeOf } from './entities';
import { SYSTEM } from './errors';
import { failureOf, lastWaits, outcomeOf, passes, waitsFor } from '../shared/outcomes';
import type { Written } from './write-record';
import type { Work } from './work';
import { isUpdate } from '../shared/steps';

export class Run {
  private readonly outcomes = new Map<string, StepOutcome>();
  private readonly made = new Map<string, Target & { fresh: boolean }>();
  readonly errors: CrmError[] = [];
  private readonly failed = new Map<string, CrmError>();

  constructor(readonly work: Work) {}

  /** Records the reference points to that are there by now. */
  targets(links: RecordRef[]): Target[] {
    return links.flatMap((ref) => {
      const type = typeOf(ref.entity);
      if (!type) return [];
      if ('id' in ref)
        return [{ type, id: ref.id, ...(ref.remembered ? { remembered: true as const } : {}) }];
      return this.made.get(ref.step) ?? [];
    });
  }
  /** The contact among the links that was there already though the plan knew none. */
  unforeseenContact(links: RecordRef[]): string | null {
    const met = links.flatMap((ref) => ('step' in ref ? (this.made.get(ref.step) ?? []) : []));
    return met.find(({ type, fresh }) => type === 'contacts' && !fresh)?.id ?? null;
  }
  /** Error of a record among the links that could not be made, when the step cannot do without it. */
  blocked(step: PlanStep & { links: RecordRef[] }): CrmError | null {
    const missing = step.links.filter((ref) => 'step' in ref && !this.made.has(ref.step));
    const [first] = missing;
    // A deal needs its contact; an activity is written to whatever there is, be it nothing.
    const needsAll = step.kind === 'deal' && missing.some(({ entity }) => entity === 'contact');
    // What will be there after the next run is waited for, so that the activity hangs on it.
    const later = missing.find((ref) => 'step' in ref && this.failsForNow(ref.step));
    if (!first || (!needsAll && !later)) return null;
    return waitsFor(SYSTEM, step, first.entity, 'step' in first ? this.failed.get(first.step) : undefined);
  }
  /** Error with which the call record waits until the rest of the plan is done. */
  callWaits(): CrmError | null {
    return lastWaits(SYSTEM, this.outcomes.values(), { kind: 'callRecord' });
  }
  private failsForNow(step: string): boolean {
    const error = this.failed.get(step);
    return error !== undefined && passes(error);
  }
  /** Notes what was written; a record that was there already is linked to what this run made. */
  async written(
    step: PlanStep & { links: RecordRef[] },
    type: ObjectType,
    { id, status, notes }: Written,
  ): Promise<void> {
    this.made.set(step.id, { type, id, fresh: status === 'created' });
    try {
      if (status === 'alreadyThere') await this.linkTo(step.links, type, id);
      const kind = isUpdate(step) ? step.target.entity : step.kind;
      this.done(outcomeOf(step, { status, recordId: id, url: this.work.links.url(kind, id) }, notes));
    } catch (error) {
      this.fail(step, error, id);
    }
  }
  private async linkTo(links: RecordRef[], type: ObjectType, id: string): Promise<void> {
    const fresh = links.flatMap((ref) => {
      const target = 'step' in ref ? this.made.get(ref.step) : undefined;
      return target?.fresh ? [target] : [];
    });
    await Promise.all(fresh.map((target) => this.work.api.associate(type, id, target.type, target.id)));
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
