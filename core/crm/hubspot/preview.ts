/** Dry run: the values that each step would write, field by field. Only reads. */
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { keysOf, previewAll } from '../engine/preview';
import { isCall, isTask } from '../engine/steps';
import type { HubSpotApi } from './api';
import { idsByKey } from './by-key';
import { clientValues, dealValues } from './create';
import { noLeads } from './entities';
import type { Links } from './links';
import { CALL_ID, TASK_KEY } from './properties';
import { changesIn } from './update';
import { callValues } from './write-calls';
import { taskValues } from './write-tasks';

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export async function previewSteps(
  api: HubSpotApi,
  links: Links,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const [calls, tasks] = await Promise.all([
    idsByKey(api, 'calls', keysOf(steps, 'callRecord'), CALL_ID),
    idsByKey(api, 'tasks', keysOf(steps, 'task'), TASK_KEY),
  ]);
  return previewAll(steps, {
    url: (kind, id) => links.url(kind, id),
    there: new Map([...calls, ...tasks]),
    refuses: ({ kind }) => (kind === 'lead' ? noLeads('Take leads out of the plan.') : null),
    changes: (step) => changesIn(step, existing),
    values(step) {
      if (isCall(step)) return callValues(step);
      if (isTask(step)) return taskValues(step);
      return step.kind === 'deal' ? dealValues(step) : clientValues(step);
    },
  });
}
