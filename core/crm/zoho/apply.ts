/** Carries out a plan, usually with one request for everything, in one transaction. */
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import { Batch } from './batch';
import type { Session } from './find';
import { inFirstStage } from './place-remedy';
import { partsOf, type Part } from './parts';
import { readPipelines } from './pipelines';
import { Run } from './run';

/** A pipeline without a stage: the first open one has to be looked up, Zoho takes no deal without stage. */
async function withStages({ http }: Session, parts: Part[]): Promise<Part[]> {
  const lacks = ({ module, recordId, values }: Part): boolean =>
    module === 'Deals' && recordId === null && !('Stage' in values);
  if (!parts.some(lacks)) return parts;
  const known = await readPipelines(http);
  return parts.map((part) => {
    const [step] = part.steps;
    if (!lacks(part) || step?.kind !== 'deal') return part;
    const { pipeline } = step.values;
    const same = known.find(({ id, value }) => id === pipeline || value === pipeline);
    // A chosen pipeline that is gone is refused by name, and never replaced by another (G-34).
    if (pipeline && !same) return part;
    return inFirstStage(part, known, same?.id ?? null)?.part ?? part;
  });
}

/** As CrmProvider.apply: an outcome for each step; throws CrmError only when the credential is refused for all. */
export async function applySteps(
  session: Session,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const run = new Run(session, existing);
  const parts = partsOf(steps, existing, session.links);
  await new Batch(run, await withStages(session, parts)).send();
  return run.result(steps);
}
