/** Changes of records that exist: empty attribution filled, owner given, number added. */
import type { UpdateStep } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { changesOf, type Changes, type FieldNames } from '../engine/changes';
import { RECORD_OF } from './endpoints';
import { newJob, type Job } from './job';
import { ATTRIBUTION_NAMES } from './own-fields';
import { attributionValues, filled } from './values';
import type { Values } from './types';

/** What the step sets. */
export function updateValues(step: UpdateStep): Values {
  if (step.kind === 'phone') return filled({ [step.values.field]: step.values.phone });
  if (step.kind === 'fields') return filled(step.values);
  return step.kind === 'owner' ? filled({ OwnerId: step.values.ownerId }) : attributionValues(step.values);
}

/** What the fields held, as `existing` tells, and what they get. */
export function changesIn(step: UpdateStep, existing: FoundRecord[]): Changes {
  const after = Object.entries(updateValues(step)).map(([field, value]) => [field, String(value)] as const);
  const names: FieldNames = { owner: 'OwnerId', attribution: (field) => ATTRIBUTION_NAMES[field] };
  return changesOf(step, existing, Object.fromEntries(after), names);
}

/** The part that carries the step out; none when there is nothing to set. */
export function updateJob(step: UpdateStep, existing: FoundRecord[]): Job[] {
  const { entity, id } = step.target;
  const values = updateValues(step);
  if (Object.keys(values).length === 0) return [];
  const changes = changesIn(step, existing);
  return [newJob(step, { object: RECORD_OF[entity], id, values, status: 'updated', recordId: id, changes })];
}
