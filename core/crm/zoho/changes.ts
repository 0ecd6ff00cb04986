/** Old and new value of each field of an update, for the outcome and the dry run. */
import type { StepOutcome } from '../../model/outcome';
import type { UpdateStep } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { idOf } from './records';
import { attributionByField } from './own-fields';
import { updateValues } from './parts';

/** What the fields held, as `existing` tells, and what they get. */
export function changesOf(step: UpdateStep, existing: FoundRecord[]): StepOutcome['changes'] {
  const { entity, id } = step.target;
  const record = existing.find((known) => known.entity === entity && known.id === id);
  const held = record ? attributionByField(record.attribution) : {};
  return Object.entries(updateValues(step)).map(([field, value]) =>
    field === 'Owner'
      ? { field, before: record?.ownerId ?? null, after: idOf(value) }
      : { field, before: held[field] ?? null, after: String(value) },
  );
}
