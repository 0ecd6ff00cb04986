/** Carries out a plan: company, contact and deal one after another (each links to the previous one), then tasks, then the call. */
import type { CreateStep, PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { isCall, isCreate, isTask, isUpdate } from '../shared/steps';
import { createRecord, type Target } from './create';
import { noLeads } from './errors';
import { kindOf } from './kinds';
import type { Layout } from './layout';
import { openDealOf } from './open-deal';
import { Run, type LinkedStep } from './run';
import { updateAll } from './update';
import { startWork } from './work';
import { writeCall } from './write-calls';
import type { Written } from './write-record';
import { writeTask } from './write-tasks';

/** Each record needs the ids of the ones before it. */
const ORDER = ['company', 'contact', 'deal'];

async function carryOut<T extends LinkedStep>(
  run: Run,
  step: T,
  write: (step: T, targets: Target[]) => Promise<Written>,
): Promise<void> {
  try {
    const blocked = (step.kind === 'callRecord' ? run.callWaits() : null) ?? run.blocked(step);
    if (blocked) throw blocked;
    await run.written(step, await write(step, run.targets(step.links)));
  } catch (error) {
    run.fail(step, error);
  }
}

/** A contact the plan knew nothing of, or whose deals nobody looked for, may have an open deal already. */
async function makeDeal(run: Run, step: CreateStep, targets: Target[], seen: boolean): Promise<Written> {
  const { work } = run;
  const contact = targets.find(({ kind }) => kind === 'contact');
  const unsure = contact && !run.isFresh(contact) && !(seen && step.links.some((ref) => 'id' in ref));
  const open = unsure ? await openDealOf(work.layout, contact.id) : null;
  if (open !== null) return { id: open, status: 'alreadyThere', notes: [] };
  return createRecord(work, step, targets);
}

async function creations(run: Run, steps: CreateStep[]): Promise<void> {
  const sorted = [...steps].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  for (const step of sorted) {
    await carryOut(run, step, async (own, targets) => {
      if (!kindOf(own.kind)) throw noLeads();
      if (own.kind === 'deal') return makeDeal(run, own, targets, run.work.layout.settings.deals);
      const written = await createRecord(run.work, own, targets);
      // A company made beside a contact that is there: the contact's own field is what people look at.
      const people = own.kind === 'company' ? targets.filter(({ kind }) => kind === 'contact') : [];
      for (const { id } of people) await run.link('contact', id, [{ kind: 'company', id: written.id }]);
      return written;
    });
  }
}

/** As CrmProvider.apply: an outcome for each step; throws CrmError only when the credential is refused for all. */
export async function applySteps(
  layout: Layout,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const run = new Run(startWork(layout, steps, existing));
  const records = async (): Promise<void> => {
    await creations(run, steps.filter(isCreate));
    await Promise.all(
      steps
        .filter(isTask)
        .map((step) => carryOut(run, step, (own, targets) => writeTask(run.work, own, targets))),
    );
  };
  const changes = async (): Promise<void> => {
    for (const outcome of await updateAll(layout, steps.filter(isUpdate), existing)) run.done(outcome);
  };
  await Promise.all([records(), changes()]);
  await Promise.all(
    steps
      .filter(isCall)
      .map((step) => carryOut(run, step, (own, targets) => writeCall(run.work, own, targets))),
  );
  const outcomes = run.result(steps);
  const refused = outcomes.length > 0 && outcomes.every(({ error }) => error?.kind === 'credentialRefused');
  const [first] = run.errors;
  if (refused && first) throw first;
  return outcomes;
}
