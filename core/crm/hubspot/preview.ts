/** Dry run: the values that each step would write, field by field. Only reads. */
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import type { HubSpotApi, Properties } from './api';
import { idsByKey } from './by-key';
import { clientValues, dealValues } from './create';
import type { Links } from './links';
import { outcomeOf } from '../shared/outcomes';
import { CALL_ID, TASK_KEY } from './properties';
import { changesOf } from './update';
import { callValues } from './write-calls';
import { taskValues } from './write-tasks';
import { isUpdate } from '../shared/steps';

const fresh = (values: Properties): StepOutcome['changes'] =>
  Object.entries(values).map(([field, after]) => ({ field, before: null, after }));

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export async function previewSteps(
  api: HubSpotApi,
  links: Links,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const keysOf = (kind: PlanStep['kind']): string[] =>
    steps.filter((step) => step.kind === kind).map(({ key }) => key);
  const [calls, tasks] = await Promise.all([
    idsByKey(api, 'calls', keysOf('callRecord'), CALL_ID),
    idsByKey(api, 'tasks', keysOf('task'), TASK_KEY),
  ]);
  return steps.map((step) => {
    if (isUpdate(step)) {
      const { entity, id } = step.target;
      const changes = changesOf(step, existing);
      return outcomeOf(step, { status: 'updated', recordId: id, url: links.url(entity, id), changes });
    }
    const there =
      step.kind === 'callRecord'
        ? calls.get(step.key)
        : step.kind === 'task'
          ? tasks.get(step.key)
          : undefined;
    if (there !== undefined) return outcomeOf(step, { status: 'alreadyThere', recordId: there });
    if (step.kind === 'callRecord')
      return outcomeOf(step, { status: 'created', recordId: null, changes: fresh(callValues(step)) });
    if (step.kind === 'task')
      return outcomeOf(step, { status: 'created', recordId: null, changes: fresh(taskValues(step)) });
    const values = step.kind === 'deal' ? dealValues(step) : clientValues(step);
    return outcomeOf(step, { status: 'created', recordId: null, changes: fresh(values) });
  });
}
