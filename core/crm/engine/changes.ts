/** Old and new value of each field of a change, for outcomes and the dry run. */
import { ATTRIBUTION_FIELDS } from '../../model/attribution';
import type { StepOutcome } from '../../model/outcome';
import type { UpdateStep } from '../../model/plan';
import type { FoundRecord } from '../../model/record';

export type Changes = StepOutcome['changes'];
/** What a CRM calls the fields that a search tells the values of. */
export interface FieldNames {
  owner: string;
  attribution: (field: (typeof ATTRIBUTION_FIELDS)[number]) => string;
}

/** Takes the values that a step sets, by field; returns them with what the fields held, as `existing` tells. */
export function changesOf(
  { target }: UpdateStep,
  existing: FoundRecord[],
  after: Record<string, string | null>,
  names: FieldNames,
): Changes {
  const record = existing.find(({ entity, id }) => entity === target.entity && id === target.id);
  const before = new Map<string, string | null>([
    [names.owner, record?.ownerId ?? null],
    ...ATTRIBUTION_FIELDS.map((field): [string, string | null] => [
      names.attribution(field),
      record?.attribution[field] ?? null,
    ]),
  ]);
  return Object.entries(after).map(([field, value]) => ({
    field,
    before: before.get(field) ?? null,
    after: value,
  }));
}
