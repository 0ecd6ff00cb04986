/** State of one `apply`: what was created, what failed, and which record a reference stands for. */
import type { CallRecordStep, CreateStep, PlanStep, RecordRef, TaskStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { CrmError } from '../../http/errors';
import { failureOf, lastWaits, outcomeOf, passes, waitsFor } from '../shared/outcomes';
import type { Target } from './create';
import { SYSTEM } from './errors';
import { kindOf, type FieldKey, type Kind } from './kinds';
import type { Written } from './write-record';
import type { Work } from './work';

export type LinkedStep = CreateStep | CallRecordStep | TaskStep;

/** Field of a record that links a target; null where the folder has none for it. */
const LINK_KEYS: Record<Kind, Partial<Record<Target['kind'], FieldKey>>> = {
  contact: { company: 'company' },
  company: { contact: 'contact' },
  deal: { contact: 'contact', company: 'company' },
  callRecord: { contact: 'contact', deal: 'deal', company: 'company' },
  task: { contact: 'links', deal: 'links', company: 'links' },
};

export class Run {
  private readonly outcomes = new Map<string, StepOutcome>();
  private readonly made = new Map<string, Target & { fresh: boolean }>();
  readonly errors: CrmError[] = [];
  private readonly failed = new Map<string, CrmError>();

  constructor(readonly work: Work) {}

  /** Records the references point to that are there by now. */
  targets(links: RecordRef[]): Target[] {
    return links.flatMap((ref): Target[] => {
      const kind = kindOf(ref.entity);
      if (!kind) return [];
      if ('id' in ref)
        return [{ kind, id: ref.id, ...(ref.remembered ? { remembered: true as const } : {}) }];
      const made = this.made.get(ref.step);
      return made ? [{ kind: made.kind, id: made.id }] : [];
    });
  }
  /** True when the target was made by this run. */
  isFresh(target: Target): boolean {
    return [...this.made.values()].some(
      ({ kind, id, fresh }) => fresh && kind === target.kind && id === target.id,
    );
  }
  /** Error of a record among the links that could not be made, when the step cannot do without it. */
  blocked(step: LinkedStep): CrmError | null {
    const missing = step.links.filter((ref) => 'step' in ref && !this.made.has(ref.step));
    const [first] = missing;
    // A deal needs its contact; an activity is written to whatever there is, be it nothing (G-28).
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
  async written(step: LinkedStep, { id, status, notes }: Written): Promise<void> {
    const own = step.kind === 'callRecord' || step.kind === 'task' ? null : kindOf(step.kind);
    if (own) this.made.set(step.id, { kind: own, id, fresh: status === 'created' });
    try {
      if (status === 'alreadyThere') await this.linkFresh(step, id);
      this.done(outcomeOf(step, { status, recordId: id, url: this.work.layout.api.links.of(id) }, notes));
    } catch (error) {
      this.fail(step, error, id);
    }
  }
  private async linkFresh(step: LinkedStep, id: string): Promise<void> {
    const kind: Kind = step.kind === 'lead' ? 'contact' : step.kind;
    const fresh = this.targets(step.links).filter((target) => this.isFresh(target));
    await this.link(kind, id, fresh);
  }
  /** Adds links to a record; a folder without a field for them goes without. */
  async link(kind: Kind, id: string, targets: Target[]): Promise<void> {
    const { layout } = this.work;
    const fields = new Map<string, string[]>();
    for (const target of targets) {
      const key = LINK_KEYS[kind][target.kind];
      const name = key ? layout.nameOf(kind, key) : null;
      if (name !== null) fields.set(name, [...(fields.get(name) ?? []), target.id]);
    }
    if (fields.size === 0) return;
    const actions = Object.fromEntries([...fields].map(([name, add]) => [name, { add }]));
    await layout.api.update(await layout.place(kind), id, actions, `linking the ${kind}`);
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
