/** Updates existing records: fills empty attribution, sets the owner, adds a number. One request per record. */
import type { StepOutcome } from '../../model/outcome';
import type { UpdateStep } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { changesOf, type Changes } from '../engine/changes';
import type { Properties } from './api';
import { noLeads, typeOf } from './entities';
import type { ObjectType } from './endpoints';
import { outcomeOf } from '../engine/outcomes';
import { updateRecords } from '../engine/updates';
import { writeOne } from '../engine/writer';
import { attributionValues } from './values';
import type { Work } from './work';
import { changeOf } from './write';
import { writing } from './writing';
import { said } from '../../text/said';
import type { Words } from '../../model/said';

/** What the step sets. */
export function updateValues(step: UpdateStep): Properties {
  if (step.kind === 'phone') return { [step.values.field]: step.values.phone };
  if (step.kind === 'fields') return step.values;
  return step.kind === 'owner' ? { hubspot_owner_id: step.values.ownerId } : attributionValues(step.values);
}

/** What the fields held, as `existing` tells, and what they get. */
export const changesIn = (step: UpdateStep, existing: FoundRecord[]): Changes =>
  changesOf(step, existing, updateValues(step), { owner: 'hubspot_owner_id', attribution: (field) => field });

/** Sets the values; makes our properties when the portal lacks them. Throws CrmError. */
export async function updateRecord(
  work: Work,
  type: ObjectType,
  id: string,
  values: Properties,
  action: Words,
): Promise<void> {
  await writeOne(writing(work), changeOf(type, id, values, action));
}

/** Search is seconds behind: what has come into the field since is nobody's to write over. One request. */
async function filledMeanwhile(work: Work, type: ObjectType, step: UpdateStep): Promise<boolean> {
  if (step.kind !== 'phone') return false;
  const { field, phone } = step.values;
  const record = await work.api.read(type, step.target.id, { properties: [field] });
  const now = record?.properties[field];
  return Boolean(now) && now !== phone;
}

async function updateOne(work: Work, steps: UpdateStep[], existing: FoundRecord[]): Promise<StepOutcome[]> {
  const [first] = steps;
  const type = first ? typeOf(first.target.entity) : null;
  if (!first || !type) throw noLeads('Take leads out of the plan.');
  const { entity, id } = first.target;
  const filled = await Promise.all(steps.map((step) => filledMeanwhile(work, type, step)));
  const values: Properties = Object.assign({}, ...steps.filter((_, at) => !filled[at]).map(updateValues));
  if (Object.keys(values).length > 0)
    await updateRecord(work, type, id, values, said('doing.updateKind', { kind: said(`of.${entity}`) }));
  const url = work.links.url(entity, id);
  return steps.map((step, at) =>
    filled[at]
      ? outcomeOf(step, { status: 'skipped', recordId: id, url }, [said('mend.phoneFilled')])
      : outcomeOf(step, { status: 'updated', recordId: id, url, changes: changesIn(step, existing) }),
  );
}

/** Carries the steps out, those of one record together. */
export const updateAll = (work: Work, steps: UpdateStep[], existing: FoundRecord[]): Promise<StepOutcome[]> =>
  updateRecords(steps, (group) => updateOne(work, group, existing));
