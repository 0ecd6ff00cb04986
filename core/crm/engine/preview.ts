/** Dry run: what each step would put into which field. A CRM gives the values it would write; nothing is written. */
import type { CrmError } from '../../http/errors';
import type { CallRecordStep, CreateStep, PlanStep, TaskStep, UpdateStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { failureOf, outcomeOf } from './outcomes';
import { isNote, isUpdate } from './steps';
import type { Changes } from './changes';
import type { RunOptions } from './run';

export interface Preview {
  url: RunOptions['url'];
  /** Why the CRM can have no such record; null: it can. */
  refuses?: (step: PlanStep) => CrmError | null;
  /** Ids of the plan's records that are there already, by the key of the step. */
  there: ReadonlyMap<string, string>;
  /** What a change would do; a text: why there is nothing to change. Throws CrmError when that cannot be read. */
  changes: (step: UpdateStep) => Changes | string | Promise<Changes | string>;
  /** What a new record would hold, by field. */
  values: (
    step: CreateStep | CallRecordStep | TaskStep,
  ) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** A value as people read it; absent: values are texts. */
  shown?: (value: unknown) => string;
}

/** Keys of the plan's steps of this kind. */
export const keysOf = (steps: PlanStep[], kind: PlanStep['kind']): string[] =>
  steps.filter((step) => step.kind === kind).map(({ key }) => key);

async function previewOne(
  { url, there, refuses, changes, values, shown = String }: Preview,
  step: PlanStep,
): Promise<StepOutcome> {
  const refusal = refuses?.(step);
  if (refusal) return failureOf(step, refusal);
  if (isNote(step)) return outcomeOf(step, { status: 'skipped', recordId: null });
  if (isUpdate(step)) {
    const { entity, id } = step.target;
    const record = { recordId: id, url: url(entity, id) };
    const changed = await changes(step);
    return typeof changed === 'string'
      ? outcomeOf(step, { status: 'skipped', ...record }, [changed])
      : outcomeOf(step, { status: 'updated', ...record, changes: changed });
  }
  const known = there.get(step.key);
  if (known !== undefined && (step.kind === 'callRecord' || step.kind === 'task'))
    return outcomeOf(step, { status: 'alreadyThere', recordId: known, url: url(step.kind, known) });
  const fresh = Object.entries(await values(step)).map(([field, value]) => ({
    field,
    before: null,
    after: shown(value),
  }));
  return outcomeOf(step, { status: 'created', recordId: null, changes: fresh });
}

/** As CrmProvider.preview, with what the CRM gives. Throws CrmError when it cannot be read. */
export const previewAll = (steps: PlanStep[], crm: Preview): Promise<StepOutcome[]> =>
  Promise.all(steps.map((step) => previewOne(crm, step)));
