/** A part as Zoho's composite request takes it, with references to parts before it. */
import type { RecordRef } from '../../model/plan';
import type { SubRequest } from './composite';
import { paths } from './endpoints';
import { withoutReferences } from './escape';
import { seModule, type Lookup, type Part } from './parts';
import type { Run } from './run';

/** Reference to the id of a record that an earlier part of the same request makes. */
const made = (partRef: string): string => `@{${partRef}:$.data[0].details.id}`;

function target(run: Run, { ref }: Lookup, batch: Part[]): string | null {
  const id = run.idOf(ref);
  if (id !== null || !('step' in ref)) return id;
  const part = batch.find(({ steps, linkOnly }) => !linkOnly && steps.some((step) => step.id === ref.step));
  return part ? made(part.ref) : null;
}

/** Links of the part to records that are there or are made before it. */
function links(run: Run, lookups: Lookup[], batch: Part[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const lookup of lookups) {
    const id = target(run, lookup, batch);
    if (id === null) continue;
    values[lookup.field] = { id };
    if (lookup.field === 'What_Id') values.$se_module = moduleName(lookup.ref);
  }
  return values;
}
const moduleName = (ref: RecordRef): string => seModule(ref);

/** Takes the part and the parts it is sent with; texts of callers cannot become references. */
export function requestOf(run: Run, part: Part, batch: Part[]): SubRequest {
  const { ref, module, id, values, lookups } = part;
  const own = withoutReferences(values) as Record<string, unknown>;
  return {
    sub_request_id: ref,
    method: id === null ? 'POST' : 'PUT',
    uri: id === null ? paths.records(module) : paths.record(module, id),
    body: { data: [{ ...own, ...links(run, lookups, batch) }] },
  };
}
