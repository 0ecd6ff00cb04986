/** As CrmProvider.recordsOfCall: the call record by its key, else a task of the call. */
import type { RecordOfCall } from '../port';
import { activityKeys } from '../engine/activity-keys';
import { rowsByKey } from './by-key';
import { textOf } from './errors';
import type { Session } from './find';
import { linksOf } from './links-of';
import { CALL_ID, TASK_KEY } from './own-fields';
import { readRecord } from './read-back';

export async function recordsOfCall({ http }: Session, call: string): Promise<RecordOfCall[]> {
  const { record, tasks } = activityKeys(call);
  for (const [module, column, keys] of [
    ['Calls', CALL_ID, [record]],
    ['Tasks', TASK_KEY, tasks],
  ] as const) {
    const [row] = await rowsByKey(http, module, column, [...keys], []);
    // A query does not tell the module that What_Id leads to.
    const found = row ? await readRecord(http, module, textOf(row.id)) : null;
    if (found) return linksOf(found);
  }
  return [];
}
