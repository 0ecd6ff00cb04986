/** Changes of records that exist: empty attribution filled, owner given. One request per record. */
import type { AttributionStep, OwnerStep, StepOutcome } from '../../plan/types';
import type { FoundRecord } from '../port';
import { CrmError } from '../../http/errors';
import type { Properties } from './api';
import { noLeads, typeOf } from './entities';
import type { ObjectType } from './endpoints';
import { failureOf, outcomeOf } from '../shared/outcomes';
import { makeProperties, remedy, type Remedy } from './remedies';
import { attributionValues } from './values';
import type { Work } from './work';

export type UpdateStep = AttributionStep | OwnerStep;

/** What the step sets. */
export function updateValues(step: UpdateStep): Properties {
  return step.kind === 'owner' ? { hubspot_owner_id: step.values.ownerId } : attributionValues(step.values);
}

/** What the fields held, as `existing` tells, and what they get. */
export function changesOf(step: UpdateStep, existing: FoundRecord[]): StepOutcome['changes'] {
  const { entity, id } = step.target;
  const record = existing.find((known) => known.entity === entity && known.id === id);
  return Object.entries(updateValues(step)).map(([field, after]) => {
    const attribution = record?.attribution as Record<string, string | null> | undefined;
    const before = field === 'hubspot_owner_id' ? (record?.ownerId ?? null) : (attribution?.[field] ?? null);
    return { field, before, after };
  });
}

/** Sets the values; makes our properties when the portal lacks them. Throws CrmError. */
export async function updateRecord(
  work: Work,
  type: ObjectType,
  id: string,
  values: Properties,
  action: string,
): Promise<void> {
  const remedies: Remedy[] = [makeProperties(work, type)];
  for (let properties = values; ;) {
    try {
      await work.api.update(type, id, properties, action);
      return;
    } catch (error) {
      const remedied = await remedy(error, properties, remedies);
      // A change without what it is for would look done.
      if (remedied.note) throw error;
      ({ properties } = remedied);
    }
  }
}

async function run(work: Work, steps: UpdateStep[], existing: FoundRecord[]): Promise<StepOutcome[]> {
  const [first] = steps;
  const type = first ? typeOf(first.target.entity) : null;
  if (!first || !type) {
    const error = noLeads('Take leads out of the plan.');
    return steps.map((step) => failureOf(step, error));
  }
  const { entity, id } = first.target;
  const values: Properties = Object.assign({}, ...steps.map(updateValues));
  try {
    if (Object.keys(values).length > 0) await updateRecord(work, type, id, values, `updating the ${entity}`);
    const url = work.links.url(entity, id);
    return steps.map((step) =>
      outcomeOf(step, { status: 'updated', recordId: id, url, changes: changesOf(step, existing) }),
    );
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    // One bad value must not take the other step with it.
    if (steps.length > 1 && error.kind === 'invalidField')
      return (await Promise.all(steps.map((step) => run(work, [step], existing)))).flat();
    return steps.map((step) => failureOf(step, error, id));
  }
}

/** Carries the steps out, those of one record together. */
export async function updateAll(
  work: Work,
  steps: UpdateStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const groups = new Map<string, UpdateStep[]>();
  for (const step of steps) {
    const key = `${step.target.entity} ${step.target.id}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return (await Promise.all([...groups.values()].map((group) => run(work, group, existing)))).flat();
}
