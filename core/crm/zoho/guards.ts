/**
 * Where Zoho does not enforce uniqueness (it may refuse unique fields in calls and tasks), the node checks after each write
 * whether another record has the same key: the lowest id is kept, a later record is deleted. The check is a request of its own,
 * because inside the write it may see only its own transaction. While it is unknown whether the field is unique, the check is
 * made inside the write, if the request has room.
 */
import type { HttpClient } from '../../http/types';
import type { Book } from './book';
import { PARTS_MAX, readComposite, type CompositePart, type SubAnswer } from './composite';
import { paths } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import { isIn } from './escape';
import type { Module } from './modules';
import { isKeyless, keysOf, mainKey, type Part } from './parts';
import { said } from '../../text/said';

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
    action: said('doing.readBack', { what: module }),
    request: {
      sub_request_id: `guard_${module}`,
      method: 'POST',
      uri: paths.coql,
      body: { select_query: byKeys(module, key, values) },
    },
  };
}

/** Guards of the parts: `sure` where the key is not unique, `likely` where nobody knows of it. */
function guardsOf(book: Book, parts: Part[]): { sure: Guard[]; likely: Guard[] } {
  const modules = [...new Set(parts.filter(({ id }) => id === null).map(({ module }) => module))];
  const guards = { sure: [] as Guard[], likely: [] as Guard[] };
  for (const module of modules) {
    const keyed = parts.filter((part) => part.module === module && keysOf(part).includes(mainKey(module)));
    const unique = book.isUnique(module, mainKey(module));
    if (keyed.length === 0 || unique === true) continue;
    if (unique === false) guards.sure.push(guardOf(module, keyed));
    else guards.likely.push(guardOf(module, keyed));
  }
  // Uniqueness is likely to lack with activities; with records the guard only tells whether the key exists at all.
  guards.likely.sort((a, b) => Number(ACTIVITIES.has(b.module)) - Number(ACTIVITIES.has(a.module)));
  return guards;
}

export interface NextBatch {
  parts: Part[];
  /** Asked for inside the write. */
  guards: Guard[];
  /** Modules whose fields are read inside the write, to know from then on whether their keys are unique. */
  looks: Module[];
}
/** Takes what is to be written; returns the first parts that fit into one request, and what fits in beside them. */
export function nextBatch(book: Book, all: Part[], size: number): NextBatch {
  // What may be taken away again goes by itself, so that nothing hangs on it.
  const alone = all.findIndex(isKeyless);
  const pending = alone < 0 ? all : all.slice(0, Math.max(1, alone));
  for (let count = Math.min(size, PARTS_MAX, pending.length); count > 1; count -= 1) {
    const parts = pending.slice(0, count);
    const { likely } = guardsOf(book, parts);
    // A repetition of such a request is stopped by the unique key of the record in it.
    const keyed = parts.some(({ module, id }) => id === null && !ACTIVITIES.has(module));
    const activities = likely.filter(({ module }) => ACTIVITIES.has(module)).length;
    if (count + (keyed ? 0 : activities) > PARTS_MAX) continue;
    return beside(book, parts, likely);
  }
  const parts = pending.slice(0, 1);
  return beside(book, parts, guardsOf(book, parts).likely);
}
function beside(book: Book, parts: Part[], likely: Guard[]): NextBatch {
  const guards = likely.slice(0, PARTS_MAX - parts.length);
  const unknown = guards.map(({ module }) => module).filter((module) => ACTIVITIES.has(module));
  const room = book.looksInside() ? PARTS_MAX - parts.length - guards.length : 0;
  return { parts, guards, looks: unknown.slice(0, room) };
}

/** The fields of a module as a part of a write. */
export const lookAt = (module: Module): CompositePart => ({
  action: said('doing.readFields', { of: module }),
  request: { sub_request_id: `look_${module}`, method: 'GET', uri: paths.fields, params: { module } },
});

/** Who has a key, by module. */
export type Holders = Map<Module, { guard: Guard; body: Record<string, unknown> }>;

/**
 * Takes parts that were just written and what their guards answered. Where the keys are known not to be unique, asks who has
 * them now, in one request. Throws CrmError.
 */
export async function holdersOf(
  { http, book }: { http: HttpClient; book: Book },
  parts: Part[],
  guards: Guard[],
  answers: SubAnswer[],
): Promise<Holders> {
  const holders: Holders = new Map();
  const note = (guard: Guard, answer: SubAnswer | undefined): void => {
    if (answer?.kind === 'ok') holders.set(guard.module, { guard, body: answer.body });
  };
  for (const [index, guard] of guards.entries()) note(guard, answers[index]);
  const { sure } = guardsOf(book, parts);
  if (sure.length === 0) return holders;
  for (const [index, answer] of (await readComposite(http, sure)).entries()) {
    if (answer.kind === 'refused') throw answer.error;
    const guard = sure[index];
    if (guard) note(guard, answer);
  }
  return holders;
}

/** True when the holders of the part's key were asked for and the record is not one of them. */
export function isLost(holders: Holders, { module }: Part, id: string): boolean {
  const held = holders.get(module);
  return held !== undefined && !listOf(held.body.data).some((row) => textOf(asJson(row).id) === id);
}

/** Ids have one length in an organisation, older ones may be shorter. */
export const lower = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

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
  if (lowest !== id) await removeDouble(http, module, id);
  return lowest;
}

/** Takes away a record that this run made beside one that is there. Throws CrmError. */
export async function removeDouble(http: HttpClient, module: Module, id: string): Promise<void> {
  const request = { method: 'DELETE', path: paths.records(module), query: { ids: id } } as const;
  await http.request(request, { action: said('doing.deleteDouble', { of: module }), idempotent: true });
}
