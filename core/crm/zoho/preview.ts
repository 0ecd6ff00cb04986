/** Dry run: the values that each step would write, field by field. Only reads. */
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { keysOf, previewAll } from '../engine/preview';
import { isCall, isTask } from '../engine/steps';
import { idsByKey } from './by-key';
import type { Session } from './find';
import { moduleOf } from './modules';
import { CALL_ID, TASK_KEY } from './own-fields';
import { activityValues, changesIn } from './parts';
import { idOf } from './records';
import { recordValues } from './values';

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export async function previewSteps(
  { http, links }: Session,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  // One after the other: an account has few requests at once.
  const calls = await idsByKey(http, 'Calls', CALL_ID, keysOf(steps, 'callRecord'));
  const tasks = await idsByKey(http, 'Tasks', TASK_KEY, keysOf(steps, 'task'));
  return previewAll(steps, {
    url: (kind, id) => links(moduleOf(kind), id),
    there: new Map([...calls, ...tasks]),
    changes: (step) => changesIn(step, existing),
    values: (step) =>
      isCall(step) || isTask(step) ? activityValues(step, existing, links) : recordValues(step),
    shown: (value) => (typeof value === 'string' ? value : (idOf(value) ?? JSON.stringify(value))),
  });
}
