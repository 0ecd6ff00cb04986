/** Dry run: the values that each step would write, field by field. Only reads. */
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { isCall, isTask, isUpdate } from '../shared/steps';
import { outcomeOf } from '../shared/outcomes';
import { idsByKey } from './by-key';
import { changesOf } from './changes';
import type { Session } from './find';
import { moduleOfStep, recordModule } from './modules';
import { CALL_ID, TASK_KEY } from './own-fields';
import { activityValues } from './parts';
import { idOf } from './records';
import { recordValues, type Values } from './values';

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : (idOf(value) ?? JSON.stringify(value));
const fresh = (values: Values): StepOutcome['changes'] =>
  Object.entries(values).map(([field, value]) => ({ field, before: null, after: shown(value) }));

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export async function previewSteps(
  { http, links }: Session,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const keysOf = (kind: PlanStep['kind']): string[] =>
    steps.filter((step) => step.kind === kind).map(({ key }) => key);
  const [calls, tasks] = [
    await idsByKey(http, 'Calls', CALL_ID, keysOf('callRecord')),
    await idsByKey(http, 'Tasks', TASK_KEY, keysOf('task')),
  ];
  return steps.map((step) => {
    const module = moduleOfStep(step);
    if (isUpdate(step)) {
      const { entity, id } = step.target;
      const changes = changesOf(step, existing);
      return outcomeOf(step, {
        status: 'updated',
        recordId: id,
        url: links(recordModule(entity), id),
        changes,
      });
    }
    const there = isCall(step) ? calls.get(step.key) : isTask(step) ? tasks.get(step.key) : undefined;
    if (there !== undefined)
      return outcomeOf(step, { status: 'alreadyThere', recordId: there, url: links(module, there) });
    const values = isCall(step) || isTask(step) ? activityValues(step, existing, links) : recordValues(step);
    return outcomeOf(step, { status: 'created', recordId: null, changes: fresh(values) });
  });
}
