/** One part of the composite write: what it writes, and whose outcome hangs on it. */
import type { Words } from '../../model/said';
import type { Entity, PlanStep, RecordRef } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { givenBy } from '../engine/mend';
import type { Write } from '../engine/write';
import { isUpdate } from '../engine/steps';
import { said } from '../../text/said';
import type { Values } from './types';
import type { Target } from '../engine/run';

export interface Job extends Write {
  /** referenceId of the part. */
  ref: string;
  object: string;
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
  changes: StepOutcome['changes'];
  /** A deal is not made without its contact; an activity needs one of its records; others go alone. */
  needs: 'contact' | 'any' | 'none';
  /** The part's result is a record that later steps may refer to. */
  makes: Entity | null;
  /** The last activity of the plan, by which a replay takes the call for done: nothing may be left to do before it. */
  last: boolean;
}

/** Only letters, digits and _; begins with a letter. */
export const refOf = (id: string): string => id.replace(/[^A-Za-z0-9]/g, '_');

/** "creating the lead", for messages. */
function actionOf(step: PlanStep, { id = null, object }: Partial<Job>): Words {
  if (isUpdate(step)) return said('doing.updateKind', { kind: said(`of.${step.target.entity}`) });
  const kind = said(`of.${step.kind}`);
  if (object === 'OpportunityContactRole') return said('doing.linkWithContact', { kind });
  return said(id === null ? 'doing.createKind' : 'doing.updateKind', { kind });
}

export function newJob(step: PlanStep, job: Partial<Job> & Pick<Job, 'object' | 'values'>): Job {
  return {
    ref: refOf(step.id),
    action: actionOf(step, job),
    given: givenBy(step),
    id: null,
    links: [],
    link: () => ({}),
    step,
    status: 'created',
    recordId: null,
    notes: [],
    changes: [],
    needs: 'none',
    makes: null,
    last: false,
    ...job,
  };
}
