/** Records that were deleted, or leads that were converted, between find and write. */
import { noteGone } from '../engine/gone';
import type { Remedy } from '../engine/write';
import { said } from '../../text/said';
import type { Entity, RecordRef } from '../../model/plan';
import type { Row } from './api';
import { RECORD_OF } from './endpoints';
import { SYSTEM, type SalesforceError } from './errors';
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

const GONE = new Set([
  'ENTITY_IS_DELETED',
  'INVALID_CROSS_REFERENCE_KEY',
  'CANNOT_UPDATE_CONVERTED_LEAD',
  'NOT_FOUND',
]);
const LINKS = /^(WhoId|WhatId|AccountId|ContactId|OpportunityId)$/;

/** A linked record that was deleted is left out; in place of a lead that was converted stand its contact and deal. */
export const relink = (run: Run): Remedy<Job> => ({
  async try(job, error) {
    const { fields } = error as SalesforceError;
    const about = GONE.has(error.code ?? '') || fields.some((field) => LINKS.test(field));
    const refs = job.links.filter(isKnown);
    if (!about || job.id !== null || refs.length === 0) return null;
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
    const gone = refs
      .filter((ref) => !rowOf(ref))
      .map(({ entity, id, remembered }) => ({ name: `${entity} ${id}`, remembered }));
    const changed = links.length !== job.links.length || links.some((ref, at) => ref !== job.links[at]);
    if (!changed) return false;
    if (gone.length > 0 || links.length === 0)
      noteGone(job, { system: SYSTEM, gone, enough: links.length > 0 });
    job.links = links;
    return true;
  },
});
