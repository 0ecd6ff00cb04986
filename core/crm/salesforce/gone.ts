/** Records that were deleted, or leads that were converted, between find and write. */
import { kindWords } from '../engine/outcomes';
import { said } from '../../text/said';
import type { CrmError } from '../../http/errors';
import type { Entity, RecordRef } from '../../model/plan';
import type { Row } from './api';
import { RECORD_OF } from './endpoints';
import { salesforceError } from './errors';
import type { Job } from './job';
import { text } from './records';
import type { Run } from './run';
import { inList } from './soql';

const ENTITIES: Entity[] = ['lead', 'contact', 'company', 'deal'];
type Known = Extract<RecordRef, { id: string }>;
const isKnown = (ref: RecordRef): ref is Known => 'id' in ref;

async function rowsOf(run: Run, refs: Known[]): Promise<Map<string, Row>> {
  const queries: Partial<Record<Entity, string>> = {};
  for (const entity of ENTITIES) {
    const ids = refs.filter((ref) => ref.entity === entity).map(({ id }) => id);
    if (ids.length === 0) continue;
    const more = entity === 'lead' ? ',IsConverted,ConvertedContactId,ConvertedOpportunityId' : '';
    queries[entity] = `SELECT Id${more} FROM ${RECORD_OF[entity]} WHERE Id IN ${inList(ids)}`;
  }
  const rows = await run.work.api.rows(queries, said('doing.readLinked'));
  const all = ENTITIES.flatMap((entity) => rows[entity] ?? []);
  return new Map(all.map((row) => [text(row, 'Id')?.slice(0, 15) ?? '', row]));
}

/**
 * Takes a job that Salesforce refused because of a record it refers to. Leaves those links that lead somewhere, a
 * converted lead's contact and deal in its place. Returns the error when the job cannot go on, null when it can.
 */
export async function relink(run: Run, job: Job, error: CrmError): Promise<CrmError | null> {
  const refs = job.links.filter(isKnown);
  if (refs.length === 0) return error;
  const rows = await rowsOf(run, refs);
  // Ids are the same with 15 and 18 signs.
  const rowOf = ({ id }: Known): Row | undefined => rows.get(id.slice(0, 15));
  const links = job.links.flatMap((ref): RecordRef[] => {
    if (!isKnown(ref)) return [ref];
    const row = rowOf(ref);
    if (!row) return [];
    if (row.IsConverted !== true) return [ref];
    const contact = text(row, 'ConvertedContactId');
    const deal = text(row, 'ConvertedOpportunityId');
    return [
      ...(deal === null ? [] : [{ entity: 'deal' as const, id: deal }]),
      ...(contact === null ? [] : [{ entity: 'contact' as const, id: contact }]),
    ];
  });
  const gone = refs.filter((ref) => !rowOf(ref));
  const changed = links.length !== job.links.length || links.some((ref, at) => ref !== job.links[at]);
  if (!changed) return error;
  // Memory was wrong: the whole plan is carried out again without it. Nothing left to hang on: so is a person told.
  if (links.length === 0 || gone.some(({ remembered }) => remembered)) {
    const names = gone.map(({ entity, id }) => `${entity} ${id}`).join(', ');
    return salesforceError(
      'notFound',
      said('salesforce.gone', { kind: kindWords(job.step.kind), names }),
      said('advice.lookUpAgain'),
      names,
    );
  }
  job.links = links;
  if (gone.length > 0)
    job.notes.push(
      `No longer in Salesforce and therefore not linked: ${gone.map(({ entity, id }) => `${entity} ${id}`).join(', ')}.`,
    );
  return null;
}
