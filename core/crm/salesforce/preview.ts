/** Dry run: what each step would put into which field. Reads once, never writes. */
import { CrmError } from '../../http/errors';
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { keysOf, previewAll } from '../engine/preview';
import { knownTargets } from '../engine/run';
import { isCall, isTask } from '../engine/steps';
import { whoAndWhat, callValues, taskValues } from './activities';
import { DEFAULT_QUERIES, nameOfMark, STANDARD_NAMES } from './defaults';
import { recordValues } from './values';
import type { Values } from './types';
import { tasksByKey } from './seen';
import { changesIn } from './update';
import { text } from './records';
import type { Work } from './work';
import { said } from '../../text/said';

type Names = Record<keyof typeof DEFAULT_QUERIES, string>;

/** The names this org has for what each org names itself; those of a new org when it does not tell. */
async function namesOf({ api }: Work): Promise<Names> {
  try {
    const rows = await api.rows(DEFAULT_QUERIES, said('doing.readNames'));
    const first = (name: keyof Names): string =>
      text(rows[name]?.[0] ?? {}, 'ApiName') ?? STANDARD_NAMES[name];
    return { openStage: first('openStage'), doneStatus: first('doneStatus') };
  } catch (error) {
    if (error instanceof CrmError && error.kind !== 'credentialRefused') return STANDARD_NAMES;
    throw error;
  }
}

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export async function previewSteps(
  work: Work,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const keys = [...keysOf(steps, 'callRecord'), ...keysOf(steps, 'task')];
  const [there, names] = await Promise.all([tasksByKey(work, keys), namesOf(work)]);
  return previewAll(steps, {
    url: work.url,
    there,
    changes: (step) => changesIn(step, existing),
    values(step) {
      if (!isCall(step) && !isTask(step)) return recordValues(step, null, work.clock.now());
      const links = whoAndWhat(knownTargets(step.links));
      return { ...(isTask(step) ? taskValues(step) : callValues(step)), ...links };
    },
    shown(value) {
      const mark = nameOfMark(value as Values[string]);
      return mark === null ? String(value) : names[mark];
    },
  });
}
