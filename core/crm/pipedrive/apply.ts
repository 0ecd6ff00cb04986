/** Carries a plan out: company, contact, deal or lead, changes beside them; then tasks, the call record last. */
import type { CreateStep, PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { CrmError } from '../../http/errors';
import { isCall, isCreate, isTask, isUpdate } from '../shared/steps';
import { writeActivities } from './activities';
import { createRecord } from './create';
import { SYSTEM } from './errors';
import { Run } from './run';
import { updateAll } from './update';
import type { Work } from './work';

const ORDER: readonly CreateStep['kind'][] = ['company', 'contact', 'lead', 'deal'];

async function create(run: Run, planned: CreateStep): Promise<void> {
  const step = run.owned(planned);
  try {
    const blocked = run.blocked(step);
    if (blocked) throw blocked;
    const unforeseen = run.unforeseen(step.links);
    const written = await createRecord(run.work, step, run.targets(step.links), unforeseen);
    run.settled(step, written);
    run.written(step, written);
  } catch (error) {
    run.fail(step, error);
  }
}

/** As CrmProvider.apply: an outcome for each step; throws CrmError only when the credential is refused for all. */
export async function applySteps(work: Work, steps: PlanStep[]): Promise<StepOutcome[]> {
  const run = new Run(work);
  work.planned = steps.filter(isCreate).map(({ kind }) => kind);
  const records = async (): Promise<void> => {
    const creates = steps.filter(isCreate).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    // Each one's id goes into the next.
    for (const step of creates) await create(run, step);
  };
  const changes = async (): Promise<void> => {
    for (const outcome of await updateAll(work, steps.filter(isUpdate))) run.done(outcome);
  };
  await Promise.all([records(), changes()]);
  await writeActivities(run, [...steps.filter(isTask), ...steps.filter(isCall)]);
  const outcomes = run.result(steps);
  const refused = outcomes.length > 0 && outcomes.every(({ error }) => error?.kind === 'credentialRefused');
  const [first] = outcomes;
  if (refused && first?.error)
    throw run.errors[0] ?? new CrmError({ ...first.error, ...first.error.words, system: SYSTEM });
  return outcomes;
}
