/** Dry run: the values that each step would write, field by field. Only reads. */
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { previewAll } from '../engine/preview';
import { knownTargets } from '../engine/run';
import { isCall, isTask } from '../engine/steps';
import { recordOfStep } from './create';
import { noLeads } from './errors';
import type { Layout } from './layout';
import { sameRecords } from './settle';
import { shown, toFields } from './values';
import { changesOfStep } from './update';
import { startWork, type Work } from './work';
import { logText, reportOf } from './write-calls';
import type { Write } from './write';
import { taskOf } from './write-tasks';

/** Ids of activities that are there, by key; whether a client is new the search has told. */
async function idsByKey(work: Work, steps: PlanStep[]): Promise<Map<string, string>> {
  const ids = await Promise.all(
    steps.map(async (step): Promise<[string, string][]> => {
      const record = isCall(step) ? reportOf(work, step, []) : isTask(step) ? taskOf(work, step, []) : null;
      if (!record || (await work.layout.folderOrNull(record.kind)) === null) return [];
      const [found] = await sameRecords(work, record.identity);
      return found ? [[step.key, found.id]] : [];
    }),
  );
  return new Map(ids.flat());
}

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export async function previewSteps(
  layout: Layout,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const work = startWork(layout, steps, existing);
  return previewAll(steps, {
    url: (_kind, id) => layout.api.links.of(id),
    there: await idsByKey(work, steps),
    refuses: ({ kind }) => (kind === 'lead' ? noLeads() : null),
    changes: (step) => changesOfStep(layout, step, existing),
    async values(step) {
      const targets = knownTargets(step.links);
      const fields = (record: Write): Record<string, unknown> => toFields(layout, record).fields;
      if (isTask(step)) return fields(taskOf(work, step, targets));
      if (!isCall(step)) return fields(recordOfStep(work, step, targets));
      const isLog = (await layout.folderOrNull('callRecord')) === null;
      return isLog ? { text: logText(step) } : fields(reportOf(work, step, targets));
    },
    shown,
  });
}
