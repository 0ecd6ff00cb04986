/** Carries out a plan: contact and company in parallel, then the deal, then tasks and changes in parallel; the call record last. */
import type { CallRecordStep, CreateStep, PlanStep, RecordRef, TaskStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { CrmError } from '../../http/errors';
import { isCall, isCreate, isTask, isUpdate } from '../shared/steps';
import type { HubSpotApi } from './api';
import { createRecord } from './create';
import { noLeads, typeOf } from './entities';
import { openDealOf } from './open-deal';
import type { Links } from './links';
import { Run } from './run';
import { startWork } from './work';
import { updateAll } from './update';
import { writeCall } from './write-calls';
import { writeTasks } from './write-tasks';

async function create(run: Run, step: CreateStep, links: RecordRef[] = step.links): Promise<void> {
  const type = typeOf(step.kind);
  try {
    if (!type) throw noLeads('Take leads out of the plan.');
    const blocked = run.blocked({ ...step, links });
    if (blocked) throw blocked;
    const contact = step.kind === 'deal' ? run.unforeseenContact(links) : null;
    const open = contact === null ? null : await openDealOf(run.work.api, contact);
    const written =
      open === null
        ? await createRecord(run.work, step, run.targets(links))
        : { id: open, status: 'alreadyThere' as const, notes: [] };
    await run.written({ ...step, links }, type, written);
  } catch (error) {
    run.fail(step, error);
  }
}

/** Contact and company are made side by side, so the link between them follows as a request of its own. */
async function linkLater(run: Run, step: CreateStep, later: RecordRef[]): Promise<void> {
  const [own] = run.targets([{ entity: step.kind, step: step.id }]);
  if (!own) return;
  try {
    await Promise.all(
      run.targets(later).map(({ type, id }) => run.work.api.associate(own.type, own.id, type, id)),
    );
  } catch (error) {
    run.fail(step, error, own.id);
  }
}

async function call(run: Run, step: CallRecordStep): Promise<void> {
  try {
    const blocked = run.callWaits() ?? run.blocked(step);
    if (blocked) throw blocked;
    await run.written(step, 'calls', await writeCall(run.work, step, run.targets(step.links)));
  } catch (error) {
    run.fail(step, error);
  }
}

async function tasks(run: Run, steps: TaskStep[]): Promise<void> {
  const ready: TaskStep[] = [];
  for (const step of steps) {
    const blocked = run.blocked(step);
    if (blocked) run.fail(step, blocked);
    else ready.push(step);
  }
  const linked = ready.map((step) => ({ step, targets: run.targets(step.links) }));
  const results = await writeTasks(run.work, linked);
  await Promise.all(
    ready.map((step, index) => {
      const result = results[index];
      if (result === undefined || result instanceof CrmError) return run.fail(step, result);
      return run.written(step, 'tasks', result);
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
  const run = new Run(startWork(api, links));
  const creates = steps.filter(isCreate);
  const clients = creates.filter(({ kind }) => kind !== 'deal');
  const clientIds = new Set(clients.map(({ id }) => id));
  const together = ({ links: refs }: CreateStep): RecordRef[] =>
    refs.filter((ref) => 'step' in ref && clientIds.has(ref.step));
  const records = async (): Promise<void> => {
    await Promise.all(
      clients.map((step) =>
        create(
          run,
          step,
          step.links.filter((ref) => !together(step).includes(ref)),
        ),
      ),
    );
    await Promise.all([
      ...clients.map((step) => linkLater(run, step, together(step))),
      ...creates.filter(({ kind }) => kind === 'deal').map((step) => create(run, step)),
    ]);
    await tasks(run, steps.filter(isTask));
  };
  const changes = async (): Promise<void> => {
    for (const outcome of await updateAll(run.work, steps.filter(isUpdate), existing)) run.done(outcome);
  };
  await Promise.all([records(), changes()]);
  await Promise.all(steps.filter(isCall).map((step) => call(run, step)));
  const outcomes = run.result(steps);
  const refused = outcomes.length > 0 && outcomes.every(({ error }) => error?.kind === 'credentialRefused');
  const [first] = run.errors;
  if (refused && first) throw first;
  return outcomes;
}
