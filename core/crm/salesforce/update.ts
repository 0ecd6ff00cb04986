/** Changes of records that exist: empty attribution filled, owner given, number added. */
import type { StepOutcome } from '../../model/outcome';
import type { UpdateStep } from '../../model/plan';
import { ATTRIBUTION_FIELDS } from '../../model/attribution';
import type { FoundRecord } from '../../model/record';
import { RECORD_OF } from './endpoints';
import { newJob, type Job } from './job';
import { ATTRIBUTION_NAMES } from './own-fields';
import { attributionValues, filled } from './values';
import type { Values } from './types';

/** What the step sets. */
export function updateValues(step: UpdateStep): Values {
  if (step.kind === 'phone') return filled({ [step.values.field]: step.values.phone });
  return step.kind === 'owner' ? filled({ OwnerId: step.values.ownerId }) : attributionValues(step.values);
}

/** What the fields held, as `existing` tells, and what they get. */
export function changesOf(step: UpdateStep, existing: FoundRecord[]): StepOutcome['changes'] {
  const { entity, id } = step.target;
  const record = existing.find((known) => known.entity === entity && known.id === id);
  const before = new Map<string, string | null>([['OwnerId', record?.ownerId ?? null]]);
  for (const field of ATTRIBUTION_FIELDS)
    before.set(ATTRIBUTION_NAMES[field], record?.attribution[field] ?? null);
  return Object.entries(updateValues(step)).map(([field, after]) => ({
    field,
    before: before.get(field) ?? null,
    after: String(after),
  }));
}

/** The part that carries the step out; none when there is nothing to set. */
export function updateJob(step: UpdateStep, existing: FoundRecord[]): Job[] {
  const { entity, id } = step.target;
  const values = updateValues(step);
  if (Object.keys(values).length === 0) return [];
  const changes = changesOf(step, existing);
  return [newJob(step, { object: RECORD_OF[entity], id, values, status: 'updated', recordId: id, changes })];
}
