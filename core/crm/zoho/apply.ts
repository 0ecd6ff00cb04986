/** Carries out a plan, usually with one request for everything, in one transaction. */
import type { PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import type { CrmError } from '../../http/errors';
import { isUpdate } from '../engine/steps';
import { Writer, type Ends } from '../engine/writer';
import { additionsOf } from './already-there';
import type { Session } from './find';
import { inFirstStage } from './place-remedy';
import { partsOf, updatePart, type Part } from './parts';
import type { ApiRecord } from './records';
import { readPipelines } from './pipelines';
import { Run } from './run';
import { writing } from './writing';

/** A pipeline without a stage: the first open one has to be looked up, Zoho takes no deal without stage. */
async function withStages({ http }: Session, parts: Part[]): Promise<Part[]> {
  const lacks = ({ module, id, values }: Part): boolean =>
    module === 'Deals' && id === null && !('Stage' in values);
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

/** One bad value must not take the other step with it. */
function apart({ steps }: Part, { kind }: CrmError): Part[] {
  const updates = steps.filter(isUpdate);
  const about = kind === 'invalidField' || kind === 'notPermitted';
  return about && steps.length > 1 && updates.length === steps.length
    ? updates.flatMap((step) => updatePart([step]) ?? [])
    : [];
}

const endsOf = (run: Run): Ends<Part, ApiRecord> => ({
  blocked: (part) => run.waits(part),
  done(part, { id, status, found }) {
    const last = found ? additionsOf(run, part, found) : [];
    run.donePart(part, id, status);
    return { last };
  },
  fail(part, error) {
    const parts = apart(part, error);
    if (parts.length === 0) run.failPart(part, error);
    return parts;
  },
});

/** As CrmProvider.apply: an outcome for each step; throws CrmError only when the credential is refused for all. */
export async function applySteps(
  session: Session,
  steps: PlanStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const run = new Run(session, existing);
  const parts = await withStages(session, partsOf(steps, existing, session.links));
  await new Writer(writing(run), endsOf(run), parts).run();
  return run.result(steps);
}
