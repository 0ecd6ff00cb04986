/** State of one `apply`: what became of its steps, and which records their references stand for. */
import type { Words } from '../../model/said';
import { CrmError } from '../../http/errors';
import type { CreateStep, Entity, PlanStep, RecordRef } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { failureOf, lastWaits, outcomeOf, passes, waitsFor } from './outcomes';
import { isCall, isCreate } from './steps';

/** A record that others hang on. */
export interface Target {
  entity: Entity;
  id: string;
  /** From memory, not from the CRM: when it is gone, the plan is made without memory. */
  remembered?: true;
  /** Made by this very run, so nothing can hang on it yet. */
  fresh?: true;
}
export type Linked = PlanStep & { links: RecordRef[] };

/** What became of a record that was to be made. */
export interface Written<Row = unknown> {
  id: string;
  status: 'created' | 'alreadyThere';
  /** What a person should know. */
  notes: Words[];
  /** The record that was there already, as the CRM gives it. */
  found?: Row;
  /** Call record: its file could not be had or uploaded yet. */
  recordingLacks?: true;
}

/** Takes links; returns those that lead to records that were there before the plan. */
export const knownTargets = (links: RecordRef[]): Target[] =>
  links.flatMap((ref): Target[] => {
    if ('step' in ref) return [];
    return [{ entity: ref.entity, id: ref.id, ...(ref.remembered ? { remembered: true as const } : {}) }];
  });

export interface RunOptions {
  /** The CRM's name in messages. */
  system: string;
  url: (kind: Entity | 'callRecord' | 'task', id: string) => string | null;
  /** Links a record that was there already to what this run made. */
  join?: (step: Linked, id: string, fresh: Target[]) => Promise<void>;
}

/** A contact may do without his company, a company without its contact. */
const standsAlone = ({ kind }: PlanStep): boolean => kind === 'contact' || kind === 'company';
const needsContact = ({ kind }: PlanStep): boolean => kind === 'deal' || kind === 'lead';

export class Run {
  private readonly outcomes = new Map<string, StepOutcome>();
  private readonly records = new Map<string, Target[]>();
  private readonly failed = new Map<string, CrmError>();
  private readonly errors: CrmError[] = [];

  constructor(private readonly options: RunOptions) {}

  /** Records the references point to that are there by now. */
  targets(links: RecordRef[]): Target[] {
    return links.flatMap((ref) => ('step' in ref ? (this.records.get(ref.step) ?? []) : knownTargets([ref])));
  }
  /** The contact among the links that was there already though the plan knew none. */
  unforeseenContact(links: RecordRef[]): string | null {
    const planned = this.targets(links.filter((ref) => 'step' in ref));
    return planned.find(({ entity, fresh }) => entity === 'contact' && !fresh)?.id ?? null;
  }
  /** Why the record that a reference stands for could not be made. */
  protected failureFor(ref: RecordRef): CrmError | undefined {
    return 'step' in ref ? this.failed.get(ref.step) : undefined;
  }
  /** The error of a step that waits for the record of a reference. */
  protected waitsFor(step: PlanStep, ref: RecordRef): CrmError {
    return waitsFor(this.options.system, step, ref.entity, this.failureFor(ref));
  }
  /** Error of a record among the links that could not be made, when the step cannot do without it. */
  blocked(step: Linked): CrmError | null {
    const missing = step.links.filter((ref) => this.targets([ref]).length === 0);
    const contact = needsContact(step) ? missing.find(({ entity }) => entity === 'contact') : undefined;
    // What will be there after the next run is waited for, so that the activity hangs on it.
    const later = missing.find((ref) => {
      const error = this.failureFor(ref);
      return error !== undefined && passes(error);
    });
    // Otherwise an activity is written to whatever there is, be it nothing (G-28).
    const [first] = missing;
    return first && !standsAlone(step) && (contact ?? later) ? this.waitsFor(step, first) : null;
  }
  /** Error with which the plan's last activity waits until the rest of the plan is done. */
  lastWaits(step: PlanStep): CrmError | null {
    return lastWaits(this.options.system, this.outcomes.values(), step);
  }

  /** Carries a step out, unless something it needs is missing; what became of it is noted. Throws what is no CrmError. */
  async carryOut<Step extends Linked>(
    step: Step,
    write: (step: Step, targets: Target[]) => Promise<Written>,
  ): Promise<void> {
    try {
      const blocked = (isCall(step) ? this.lastWaits(step) : null) ?? this.blocked(step);
      if (blocked) throw blocked;
      await this.written(step, await write(step, this.targets(step.links)));
    } catch (error) {
      this.fail(step, error);
    }
  }
  /** Notes what was written; a record that was there already is linked to what this run made. */
  async written(step: Linked, { id, status, notes, recordingLacks }: Written): Promise<void> {
    const { join, url } = this.options;
    if (isCreate(step)) this.stands(step, id, status);
    try {
      const fresh = this.targets(step.links).filter((target) => target.fresh);
      if (status === 'alreadyThere' && fresh.length > 0) await join?.(step, id, fresh);
      const kind = step.kind as CreateStep['kind'] | 'callRecord' | 'task';
      const outcome = outcomeOf(step, { status, recordId: id, url: url(kind, id) }, notes);
      this.done(recordingLacks ? { ...outcome, recordingLacks } : outcome);
    } catch (error) {
      this.fail(step, error, id);
    }
  }
  /** Notes which record stands for a step from now on; `targets`: others that stand in for it. */
  protected stands(step: CreateStep, id: string, status: StepOutcome['status'], targets?: Target[]): void {
    const fresh = status === 'created' ? { fresh: true as const } : {};
    this.records.set(step.id, targets ?? [{ entity: step.kind, id, ...fresh }]);
  }
  outcome({ id }: PlanStep): StepOutcome | undefined {
    return this.outcomes.get(id);
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
  /**
   * As CrmProvider.apply returns them: one outcome per step, in the plan's order; what had nothing to write was skipped. Throws
   * CrmError only when the credential is refused for all.
   */
  result(steps: PlanStep[]): StepOutcome[] {
    const outcomes = steps.map(
      (step) => this.outcomes.get(step.id) ?? outcomeOf(step, { status: 'skipped', recordId: null }),
    );
    const refused = outcomes.length > 0 && outcomes.every(({ error }) => error?.kind === 'credentialRefused');
    const [first] = this.errors;
    if (refused && first) throw first;
    return outcomes;
  }
}
