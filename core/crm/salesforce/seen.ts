/** Tasks and call records by our key, many in one request. */
import { CrmError } from '../../http/errors';
import { QUERIES_MAX, type Row } from './api';
import { TASK_KEY } from './own-fields';
import { text } from './records';
import { inList } from './soql';
import type { Work } from './work';
import { said } from '../../text/said';

/** Keys of one query: their text stays far below the longest address Salesforce takes. */
const KEYS_MAX = 100;

/** Standard field of a task that holds the key of its call. */
export const SEAL = 'CallObject';

async function rowsBy(work: Work, column: string, keys: string[], more: string[]): Promise<Row[]> {
  const found: Row[] = [];
  for (let from = 0; from < keys.length; from += KEYS_MAX * QUERIES_MAX) {
    const queries: Record<string, string> = {};
    for (let at = 0; at < QUERIES_MAX; at += 1) {
      const some = keys.slice(from + at * KEYS_MAX, Math.min(from + (at + 1) * KEYS_MAX, keys.length));
      const columns = [...new Set(['Id', column, SEAL, ...more])].join(',');
      if (some.length > 0)
        queries[`keys${at}`] = `SELECT ${columns} FROM Task WHERE ${column} IN ${inList(some)}`;
    }
    const rows = await work.api.rows(queries, said('doing.readTasksByKey'));
    found.push(...Object.values(rows).flatMap((some) => some ?? []));
  }
  return found;
}

/**
 * Tasks of these keys, with further columns. An org without our key: call records, and last tasks, carry the call's in a standard
 * field. Asked by indexed keys; 125 calls in one request. Throws CrmError.
 */
export async function keyedTasks(
  work: Work,
  keys: string[],
  more: string[] = [],
): Promise<{ column: string; rows: Row[] }> {
  try {
    return { column: TASK_KEY, rows: await rowsBy(work, TASK_KEY, keys, more) };
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'INVALID_FIELD') throw error;
    return { column: SEAL, rows: await rowsBy(work, SEAL, keys, more) };
  }
}

/** Takes keys; returns the ids of the tasks that are there, by key. Throws CrmError. */
export async function tasksByKey(work: Work, keys: string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(keys)];
  if (wanted.length === 0) return new Map();
  const { column, rows } = await keyedTasks(work, wanted);
  // Salesforce compares without regard to case.
  const ids = new Map(rows.map((row) => [text(row, column)?.toLowerCase() ?? '', text(row, 'Id') ?? '']));
  return new Map(
    wanted.flatMap((key): [string, string][] => {
      const id = ids.get(key.toLowerCase());
      return id === undefined ? [] : [[key, id]];
    }),
  );
}
