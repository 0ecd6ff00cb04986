/** Reads activities by their key, fifty per request. */
import type { HttpClient } from '../../http/types';
import { CrmError } from '../../http/errors';
import { textOf } from './errors';
import { isIn } from './escape';
import type { ActivityModule } from './modules';
import { query } from './read-back';
import { said } from '../../text/said';

/** Values one `in` may hold. */
const IN_MAX = 50;
/** Rows one credit buys; a call has at most one record and three tasks. */
const ROWS_MAX = 200;

async function ask(
  http: HttpClient,
  module: ActivityModule,
  key: string,
  keys: string[],
  more: string[],
): Promise<Record<string, unknown>[]> {
  const columns = ['id', key, ...more].join(', ');
  const asked = `select ${columns} from ${module} where ${isIn(key, keys)} limit ${ROWS_MAX}`;
  try {
    return await query(http, asked, said('doing.readByKey', { what: module }));
  } catch (error) {
    // An organisation may lack a standard field as well; without one of ours it holds nothing of ours.
    if (!(error instanceof CrmError) || error.kind !== 'invalidField') throw error;
    return more.length > 0 ? ask(http, module, key, keys, []) : [];
  }
}

/** Returns rows of those that are there, with further columns. An organisation without the key has none. Throws CrmError. */
export async function rowsByKey(
  http: HttpClient,
  module: ActivityModule,
  key: string,
  keys: string[],
  more: string[],
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  const wanted = [...new Set(keys)];
  for (let from = 0; from < wanted.length; from += IN_MAX)
    rows.push(...(await ask(http, module, key, wanted.slice(from, from + IN_MAX), more)));
  return rows;
}

/** Ids of those that are there, by key. */
export async function idsByKey(
  http: HttpClient,
  module: ActivityModule,
  key: string,
  keys: string[],
): Promise<Map<string, string>> {
  const rows = await rowsByKey(http, module, key, keys, []);
  return new Map(rows.map((row) => [textOf(row[key]), textOf(row.id)]));
}
