/** Activities by their key, fifty in one request. */
import type { HttpClient } from '../../http/types';
import { CrmError } from '../../http/errors';
import { textOf } from './errors';
import { byKeys } from './guards';
import type { ActivityModule } from './modules';
import { query } from './read-back';

/** Values one `in` may hold. */
const IN_MAX = 50;
/** Rows one credit buys; a call has at most one record and three tasks. */
const ROWS_MAX = 200;

/** Returns ids of those that are there, by key. An organisation without the field has none. Throws CrmError. */
export async function idsByKey(
  http: HttpClient,
  module: ActivityModule,
  key: string,
  keys: string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const wanted = [...new Set(keys)];
  for (let from = 0; from < wanted.length; from += IN_MAX) {
    const part = wanted.slice(from, from + IN_MAX);
    try {
      const rows = await query(http, byKeys(module, key, part, ROWS_MAX), `reading ${module} by key`);
      for (const row of rows) found.set(textOf(row[key]), textOf(row.id));
    } catch (error) {
      if (error instanceof CrmError && error.kind === 'invalidField') return found;
      throw error;
    }
  }
  return found;
}
