/** Carries out a plan: company, contact and deal one after another (each links to the previous one), then tasks, then the call. */
import type { CreateStep, PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { Run, type Linked, type Target, type Written } from '../engine/run';
import { isCall, isCreate, isTask, isUpdate } from '../engine/steps';
import { createRecord } from './create';
import { noLeads, SYSTEM } from './errors';
import { kindOf, type Kind } from './kinds';
import type { Layout } from './layout';
import { linkRecords } from './link';
import { openDealOf } from './open-deal';
import { updateAll } from './update';
import { startWork, type Work } from './work';
import { writeCall } from './write-calls';
import { writeTask } from './write-tasks';

/** Each record needs the ids of the ones before it. */
const ORDER = ['company', 'contact', 'deal'];

function kindOfStep({ kind }: Linked): Kind {
  if (kind === 'callRecord' || kind === 'task') return kind;
  return kindOf(kind as CreateStep['kind']) ?? 'contact';
}

/** A contact the plan knew nothing of, or whose deals nobody looked for, may have an open deal already. */
async function makeDeal(work: Work, step: CreateStep, targets: Target[]): Promise<Written> {
  const seen = work.layout.settings.deals && step.links.some((ref) => 'id' in ref);
  const contact = targets.find(({ entity }) => entity === 'contact');
  const unsure = contact && !contact.fresh && !seen;
  const open = unsure ? await openDealOf(work.layout, contact.id) : null;
  if (open !== null) return { id: open, status: 'alreadyThere', notes: [] };
  return createRecord(work, step, targets);
}

async function make(work: Work, step: CreateStep, targets: Target[]): Promise<Written> {
  if (!kindOf(step.kind)) throw noLeads();
  if (step.kind === 'deal') return makeDeal(work, step, targets);
  const written = await createRecord(work, step, targets);
  // A company made beside a contact that is there: the contact's own field is what people look at.
  const people = step.kind === 'company' ? targets.filter(({ entity }) => entity === 'contact') : [];
  for (const { id } of people)
    await linkRecords(work.layout, 'contact', id, [{ entity: 'company', id: written.id }]);
  return written;
}

/** As CrmProvider.apply: an outcome for each step; throws CrmError only when the credential is refused for all. */
export async function applySteps(
  layout: Layout,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const work = startWork(layout, steps, existing);
  const run = new Run({
    system: SYSTEM,
    url: (_kind, id) => layout.api.links.of(id),
    join: (step, id, fresh) => linkRecords(layout, kindOfStep(step), id, fresh),
  });
  const records = async (): Promise<void> => {
    const creates = steps.filter(isCreate).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    for (const step of creates) await run.carryOut(step, (own, targets) => make(work, own, targets));
    const tasks = steps.filter(isTask);
    await Promise.all(
      tasks.map((step) => run.carryOut(step, (own, targets) => writeTask(work, own, targets))),
    );
  };
  const changes = async (): Promise<void> => {
    for (const outcome of await updateAll(layout, steps.filter(isUpdate), existing)) run.done(outcome);
  };
  await Promise.all([records(), changes()]);
  const calls = steps.filter(isCall);
  await Promise.all(calls.map((step) => run.carryOut(step, (own, targets) => writeCall(work, own, targets))));
  return run.result(steps);
}
