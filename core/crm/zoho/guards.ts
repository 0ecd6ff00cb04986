/**
 * Where Zoho keeps no uniqueness (it may refuse it on calls and tasks, crm-apis.md §3.6), a write looks right after
 * itself who else has its key: the lowest id stays, a later one is taken away (design.md §4).
 */
import type { HttpClient } from '../../http/types';
import type { Book } from './book';
import { PARTS_MAX, type CompositePart } from './composite';
import { paths } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import { isIn } from './escape';
import type { Module } from './modules';
import { keysOf, mainKey, type Part } from './parts';

export interface Guard extends CompositePart {
  module: Module;
  key: string;
}

const ACTIVITIES = new Set<Module>(['Calls', 'Tasks']);

/** COQL for the ids of records by their key. */
export function byKeys(module: Module, key: string, values: string[], limit = 25): string {
  return `select id, ${key} from ${module} where ${isIn(key, values)} limit ${limit}`;
}

function guardOf(module: Module, parts: Part[]): Guard {
  const key = mainKey(module);
  const values = parts.map((part) => textOf(part.values[key])).filter(Boolean);
  return {
    module,
    key,
    action: `reading back ${module}`,
    request: {
      sub_request_id: `guard_${module}`,
      method: 'POST',
      uri: paths.coql,
      body: { select_query: byKeys(module, key, values) },
    },
  };
}

/** Guards of the parts: `sure` where the key is not unique, `likely` where nobody knows and activities may be refused. */
function guardsOf(book: Book, parts: Part[]): { sure: Guard[]; likely: Guard[] } {
  const modules = [...new Set(parts.filter(({ recordId }) => recordId === null).map(({ module }) => module))];
  const guards = { sure: [] as Guard[], likely: [] as Guard[] };
  for (const module of modules) {
    const keyed = parts.filter((part) => part.module === module && keysOf(part).includes(mainKey(module)));
    const unique = book.isUnique(module, mainKey(module));
    if (keyed.length === 0 || unique === true) continue;
    if (unique === false) guards.sure.push(guardOf(module, keyed));
    else if (ACTIVITIES.has(module)) guards.likely.push(guardOf(module, keyed));
  }
  return guards;
}

/** Takes what is to be written; returns the first parts that fit into one request together with their guards. */
export function nextBatch(book: Book, pending: Part[], size: number): { parts: Part[]; guards: Guard[] } {
  for (let count = Math.min(size, PARTS_MAX, pending.length); count > 1; count -= 1) {
    const parts = pending.slice(0, count);
    const { sure, likely } = guardsOf(book, parts);
    // A repetition of such a request is stopped by the unique key of the record in it.
    const keyed = parts.some(({ module, recordId }) => recordId === null && !ACTIVITIES.has(module));
    const needed = keyed ? sure.length : sure.length + likely.length;
    if (count + needed > PARTS_MAX) continue;
    return { parts, guards: [...sure, ...likely].slice(0, PARTS_MAX - count) };
  }
  const parts = pending.slice(0, 1);
  const { sure, likely } = guardsOf(book, parts);
  return { parts, guards: [...sure, ...likely] };
}

/** Ids have one length in an organisation, older ones may be shorter. */
const lower = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/**
 * Takes a written part, its new id and the guard's rows. Returns the id that stays: another, lower one means that
 * this record is a double, which is deleted here. Throws CrmError.
 */
export async function keepLowest(
  http: HttpClient,
  part: Part,
  id: string,
  { key, module }: Guard,
  body: Record<string, unknown>,
): Promise<string> {
  const value = textOf(part.values[key]);
  const same = listOf(body.data)
    .map(asJson)
    .filter((row) => textOf(row[key]) === value)
    .map((row) => textOf(row.id));
  const [lowest = id] = [...new Set([...same, id])].sort(lower);
  if (lowest === id) return id;
  const request = { method: 'DELETE', path: paths.records(module), query: { ids: id } } as const;
  await http.request(request, { action: `deleting a double of ${module}`, idempotent: true });
  return lowest;
}
