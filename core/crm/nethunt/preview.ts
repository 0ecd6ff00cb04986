/** Dry run: the values that each step would write, field by field. Only reads. */
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { outcomeOf } from '../shared/outcomes';
import { isCall, isCreate, isTask } from '../shared/steps';
import { knownTargets } from '../engine/run';
import { recordOfStep } from './create';
import { noLeads } from './errors';
import { failureOf } from '../shared/outcomes';
import type { Layout } from './layout';
import { sameRecords } from './settle';
import { toFields, shown } from './values';
import { changesOf } from './update';
import { startWork, type Work } from './work';
import { logText, reportOf } from './write-calls';
import type { NewRecord } from './write-record';
import { taskOf } from './write-tasks';

/** The record that would stand in the way; null when there is none or the workspace has no such folder. */
async function existingId(work: Work, record: NewRecord): Promise<string | null> {
  if ((await work.layout.folderOrNull(record.kind)) === null) return null;
  const [found] = await sameRecords(work, record.identity);
  return found?.id ?? null;
}

async function preview(work: Work, step: PlanStep, existing: FoundRecord[]): Promise<StepOutcome> {
  const { layout } = work;
  if (!isCreate(step) && !isCall(step) && !isTask(step)) {
    const { id } = step.target;
    const changes = changesOf(layout, step, existing);
    return outcomeOf(step, { status: 'updated', recordId: id, url: layout.api.links.of(id), changes });
  }
  if (step.kind === 'lead') return failureOf(step, noLeads());
  const targets = knownTargets(step.links);
  const record = isCall(step)
    ? reportOf(work, step, targets)
    : isTask(step)
      ? taskOf(work, step, targets)
      : recordOfStep(work, step, targets);
  // Activities have one key; whether a client is new the search has told.
  const there = isCreate(step) ? null : await existingId(work, record);
  if (there !== null) return outcomeOf(step, { status: 'alreadyThere', recordId: there });
  const log = isCall(step) && (await layout.folderOrNull('callRecord')) === null;
  const fields = log ? { text: logText(step) } : toFields(layout, record).fields;
  const changes = Object.entries(fields).map(([field, value]) => ({
    field,
    before: null,
    after: shown(value),
  }));
  return outcomeOf(step, { status: 'created', recordId: null, changes });
}

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export function previewSteps(
  layout: Layout,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const work = startWork(layout, steps, existing);
  return Promise.all(steps.map((step) => preview(work, step, existing)));
}
