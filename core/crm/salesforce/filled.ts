/**
 * Attribution that find could not see: the process believed that the org lacks our fields, and another one has made and
 * filled them since. Attribution is written only when all six fields are empty, so it is looked at once more.
 */
import type { AttributionStep } from '../../model/plan';
import { RECORD_OF, type RecordObject } from './endpoints';
import type { Job } from './job';
import { ATTRIBUTION_NAMES } from './own-fields';
import { text } from './records';
import type { Run } from './run';
import { inList } from './soql';
import { said } from '../../text/said';

const COLUMNS = Object.values(ATTRIBUTION_NAMES);
type Hidden = { job: Job; step: AttributionStep; object: RecordObject };

/** Puts down as done what others have filled. One request, and only where columns were hidden. Throws CrmError. */
export async function dropFilled(run: Run): Promise<void> {
  const { api, schema } = run.work;
  const hidden = run.pending.flatMap((job): Hidden[] => {
    const { step } = job;
    if (step.kind !== 'attribution') return [];
    const object = RECORD_OF[step.target.entity];
    return schema.visible(object, COLUMNS).length < COLUMNS.length ? [{ job, step, object }] : [];
  });
  if (hidden.length === 0) return;
  schema.forget();
  const rows = await schema.reading(() => {
    const queries: Partial<Record<RecordObject, string>> = {};
    for (const { object } of hidden) {
      const ids = hidden.filter((one) => one.object === object).map(({ step }) => step.target.id);
      const columns = ['Id', ...schema.visible(object, COLUMNS)].join(',');
      queries[object] = `SELECT ${columns} FROM ${object} WHERE Id IN ${inList(ids)}`;
    }
    return api.rows(queries, said('doing.readAttribution'));
  });
  for (const { job, step, object } of hidden) {
    const row = rows[object]?.find((one) => text(one, 'Id') === step.target.id);
    if (!row || COLUMNS.every((column) => text(row, column) === null)) continue;
    job.notes.push(said('salesforce.filled'));
    job.changes = [];
    run.doneJob(job, step.target.id, 'alreadyThere');
  }
}
