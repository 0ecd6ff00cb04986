/** Dry run: what each step would put into which field. Reads once, never writes. */
import { CrmError } from '../../http/errors';
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { outcomeOf } from '../shared/outcomes';
import { whoAndWhat, callValues, taskValues } from './activities';
import { DEFAULT_QUERIES, nameOfMark, STANDARD_NAMES } from './defaults';
import { recordValues } from './values';
import type { Values } from './types';
import { tasksByKey } from './seen';
import { changesOf } from './update';
import { text } from './records';
import type { Work } from './work';
import { isUpdate } from '../shared/steps';

type Names = Record<keyof typeof DEFAULT_QUERIES, string>;

/** The names this org has for what each org names itself; those of a new org when it does not tell. */
async function namesOf({ api }: Work): Promise<Names> {
  try {
    const rows = await api.rows(DEFAULT_QUERIES, 'reading the names of stages and statuses');
    const first = (name: keyof Names): string =>
      text(rows[name]?.[0] ?? {}, 'ApiName') ?? STANDARD_NAMES[name];
    return { openStage: first('openStage'), doneStatus: first('doneStatus') };
  } catch (error) {
    if (error instanceof CrmError && error.kind !== 'credentialRefused') return STANDARD_NAMES;
    throw error;
  }
}

function fresh(values: Values, names: Names): StepOutcome['changes'] {
  return Object.entries(values).map(([field, value]) => {
    const mark = nameOfMark(value);
    return { field, before: null, after: mark === null ? String(value) : names[mark] };
  });
}

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export async function previewSteps(
  work: Work,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const keys = steps.filter(({ kind }) => kind === 'callRecord' || kind === 'task').map(({ key }) => key);
  const [tasks, names] = await Promise.all([tasksByKey(work, keys), namesOf(work)]);
  return steps.map((step) => {
    if (isUpdate(step)) {
      const { entity, id } = step.target;
      const changes = changesOf(step, existing);
      return outcomeOf(step, { status: 'updated', recordId: id, url: work.url(entity, id), changes });
    }
    if (step.kind === 'callRecord' || step.kind === 'task') {
      const there = tasks.get(step.key);
      if (there !== undefined)
        return outcomeOf(step, { status: 'alreadyThere', recordId: there, url: work.url('task', there) });
      const known = step.links.filter((ref) => 'id' in ref);
      const values = step.kind === 'task' ? taskValues(step) : callValues(step);
      const changes = fresh({ ...values, ...whoAndWhat(known) }, names);
      return outcomeOf(step, { status: 'created', recordId: null, changes });
    }
    const changes = fresh(recordValues(step, null, work.clock.now()), names);
    return outcomeOf(step, { status: 'created', recordId: null, changes });
  });
}
