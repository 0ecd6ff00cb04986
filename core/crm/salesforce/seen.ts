/** Tasks by our key, many in one request. */
import { CrmError } from '../../http/errors';
import { QUERIES_MAX, type Row } from './api';
import { TASK_KEY } from './own-fields';
import { text } from './records';
import { inList } from './soql';
import type { Work } from './work';

/** Keys of one query: their text stays far below the longest address Salesforce takes. */
const KEYS_MAX = 100;

async function rowsBy(work: Work, column: string, keys: string[]): Promise<Row[]> {
  const found: Row[] = [];
  for (let from = 0; from < keys.length; from += KEYS_MAX * QUERIES_MAX) {
    const queries: Record<string, string> = {};
    for (let at = 0; at < QUERIES_MAX; at += 1) {
      const some = keys.slice(from + at * KEYS_MAX, Math.min(from + (at + 1) * KEYS_MAX, keys.length));
      if (some.length > 0)
        queries[`keys${at}`] = `SELECT Id,${column} FROM Task WHERE ${column} IN ${inList(some)}`;
    }
    const rows = await work.api.rows(queries, 'reading the tasks by key');
    found.push(...Object.values(rows).flatMap((some) => some ?? []));
  }
  return found;
}

/** Takes keys; returns the ids of the tasks that are there, by key. Throws CrmError. */
export async function tasksByKey(work: Work, keys: string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(keys)];
  if (wanted.length === 0) return new Map();
  let column = TASK_KEY;
  let rows: Row[];
  try {
    rows = await rowsBy(work, column, wanted);
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'INVALID_FIELD') throw error;
    // An org without our key: call records carry theirs in a standard field too.
    column = 'CallObject';
    rows = await rowsBy(work, column, wanted);
  }
  // Salesforce compares without regard to case.
  const ids = new Map(rows.map((row) => [text(row, column)?.toLowerCase() ?? '', text(row, 'Id') ?? '']));
  return new Map(
    wanted.flatMap((key): [string, string][] => {
      const id = ids.get(key.toLowerCase());
      return id === undefined ? [] : [[key, id]];
    }),
  );
}

/** As CrmProvider.seen. Throws CrmError. */
export async function seenCalls(work: Work, callIds: string[]): Promise<Set<string>> {
  return new Set((await tasksByKey(work, callIds)).keys());
}
