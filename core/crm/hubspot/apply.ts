/** Carries out a plan: contact and company in parallel, then the deal, then tasks and changes in parallel; the call record last. */
import type { CreateStep, PlanStep, RecordRef, TaskStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { CrmError } from '../../http/errors';
import { Run, type Linked, type Target } from '../engine/run';
import { writeEach } from '../engine/writer';
import { isCall, isCreate, isTask, isUpdate } from '../engine/steps';
import type { HubSpotApi } from './api';
import { createRecord } from './create';
import type { ObjectType } from './endpoints';
import { noLeads, typeOf } from './entities';
import { openDealOf } from './open-deal';
import type { Links } from './links';
import { SYSTEM } from './errors';
import { startWork, type Work } from './work';
import { updateAll } from './update';
import { writeCall } from './write-calls';
import { newTask } from './write-tasks';
import { writing } from './writing';

function typeOfStep({ kind }: Linked): ObjectType | null {
  if (kind === 'callRecord') return 'calls';
  return kind === 'task' ? 'tasks' : typeOf(kind as CreateStep['kind']);
}

/** Links a record that is there to others, one request each. Throws CrmError. */
async function linkRecords(
  api: HubSpotApi,
  from: ObjectType | null,
  id: string,
  targets: Target[],
): Promise<void> {
  await Promise.all(
    targets.map(async (target) => {
      const to = typeOf(target.entity);
      if (from && to) await api.associate(from, id, to, target.id);
    }),
  );
}

const create = (work: Work, run: Run, planned: CreateStep): Promise<void> =>
  run.carryOut(planned, async (step, targets) => {
    if (!typeOf(step.kind)) throw noLeads('Take leads out of the plan.');
    const contact = step.kind === 'deal' ? run.unforeseenContact(step.links) : null;
    const open = contact === null ? null : await openDealOf(work.api, contact);
    if (open !== null) return { id: open, status: 'alreadyThere', notes: [] };
    return createRecord(work, step, targets);
  });

/** Contact and company are made side by side, so the link between them follows as a request of its own. */
async function linkLater(work: Work, run: Run, step: CreateStep, later: RecordRef[]): Promise<void> {
  const [own] = run.targets([{ entity: step.kind, step: step.id }]);
  if (!own) return;
  try {
    await linkRecords(work.api, typeOfStep(step), own.id, run.targets(later));
  } catch (error) {
    run.fail(step, error, own.id);
  }
}

async function tasks(work: Work, run: Run, steps: TaskStep[]): Promise<void> {
  const ready: TaskStep[] = [];
  for (const step of steps) {
    const blocked = run.blocked(step);
    if (blocked) run.fail(step, blocked);
    else ready.push(step);
  }
  const writes = ready.map((step) => newTask(step, run.targets(step.links)));
  const results = await writeEach(writing(work), writes);
  await Promise.all(
    ready.map((step, index) => {
      const result = results[index];
      if (result === undefined || result instanceof CrmError) return run.fail(step, result);
      return run.written(step, result);
    }),
  );
}

/** As CrmProvider.apply: an outcome for each step; throws CrmError only when the credential is refused for all. */
export async function applySteps(
  api: HubSpotApi,
  links: Links,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const work = startWork(api, links);
  const run = new Run({
    system: SYSTEM,
    url: (kind, id) => links.url(kind, id),
    join: (step, id, fresh: Target[]) => linkRecords(api, typeOfStep(step), id, fresh),
  });
  const creates = steps.filter(isCreate);
  const clients = creates.filter(({ kind }) => kind !== 'deal');
  const clientIds = new Set(clients.map(({ id }) => id));
  const isTogether = (ref: RecordRef): boolean => 'step' in ref && clientIds.has(ref.step);
  const records = async (): Promise<void> => {
    await Promise.all(
      clients.map((step) =>
        create(work, run, { ...step, links: step.links.filter((ref) => !isTogether(ref)) }),
      ),
    );
    await Promise.all([
      ...clients.map((step) => linkLater(work, run, step, step.links.filter(isTogether))),
      ...creates.filter(({ kind }) => kind === 'deal').map((step) => create(work, run, step)),
    ]);
    await tasks(work, run, steps.filter(isTask));
  };
  const changes = async (): Promise<void> => {
    for (const outcome of await updateAll(work, steps.filter(isUpdate), existing)) run.done(outcome);
  };
  await Promise.all([records(), changes()]);
  const calls = steps.filter(isCall);
  await Promise.all(calls.map((step) => run.carryOut(step, (own, targets) => writeCall(work, own, targets))));
  return run.result(steps);
}
