/** One part of the composite write: what it writes, and whose outcome hangs on it. */
import type { Words } from '../../model/said';
import type { Entity, PlanStep, RecordRef } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { Mending } from '../engine/mend';
import type { Values } from './types';
import type { Target } from '../engine/run';

export interface Job {
  /** referenceId of the part. */
  ref: string;
  object: string;
  /** Record to change; null: a new one. */
  id: string | null;
  /** Links aside. */
  values: Values;
  /** What it hangs on. */
  links: RecordRef[];
  /** Takes what the links lead to by now; returns the values that link. */
  link: (targets: Target[]) => Values;
  /** Step whose outcome this is. */
  step: PlanStep;
  /** Status when it succeeds. */
  status: Exclude<StepOutcome['status'], 'failed' | 'skipped'>;
  /** Id the outcome tells, when it is not that of the part's record. */
  recordId: string | null;
  /** What a person should know. */
  notes: Words[];
  changes: StepOutcome['changes'];
  /** Remedies used up, by name. */
  tried: Set<string>;
  /** What was done about refused values; made at the first refusal. */
  mending: Mending | null;
  /** A deal is not made without its contact; an activity needs one of its records; others go alone. */
  needs: 'contact' | 'any' | 'none';
  /** The part's result is a record that later steps may refer to. */
  makes: Entity | null;
  /** The last activity of the plan, by which a replay takes the call for done: nothing may be left to do before it. */
  last: boolean;
}

/** Only letters, digits and _; begins with a letter. */
export const refOf = (id: string): string => id.replace(/[^A-Za-z0-9]/g, '_');

export function newJob(step: PlanStep, job: Partial<Job> & Pick<Job, 'object' | 'values'>): Job {
  return {
    ref: refOf(step.id),
    id: null,
    links: [],
    link: () => ({}),
    step,
    status: 'created',
    recordId: null,
    notes: [],
    changes: [],
    tried: new Set(),
    mending: null,
    needs: 'none',
    makes: null,
    last: false,
    ...job,
  };
}
