/**
 * Calls and tasks in portals that do not have the key property and do not let this credential create it (a scope that is not
 * offered). They are written with the key as a mark at the end of their text, and that mark is searched for before each write.
 */
import { Recent } from '../../http/recent';
import { createHash } from 'node:crypto';
import { said } from '../../text/said';
import { without } from '../engine/text';
import type { Stands } from '../engine/write';
import type { HubSpotApi } from './api';
import { GROUPS_MAX } from './endpoints';
import { SYSTEM } from './errors';
import { CALL_ID, TASK_KEY } from './properties';
import type { ApiRecord } from './records';
import type { Write } from './write';

export type Activity = 'calls' | 'tasks';
export const KEY_OF: Record<Activity, string> = { calls: CALL_ID, tasks: TASK_KEY };
const TEXT_OF: Record<Activity, string> = { calls: 'hs_call_body', tasks: 'hs_task_body' };

/** 80 bits: no two of a million calls have the same. */
const DIGITS = 20;
/** One word of letters and digits, as search finds words. */
const markOf = (key: string): string =>
  `rs${createHash('sha256').update(key).digest('hex').slice(0, DIGITS)}`;
/** Word before the mark, by which all that carry one are found. */
export const MARKED = 'Ringostat';
/** What stands at the end of the text, as HTML. */
export const markLine = (key: string): string => `<br>${MARKED}: ${markOf(key)}`;
/** The mark of a text, null when it has none. */
export const markIn = (text: string): string | null =>
  [...text.matchAll(/Ringostat: (rs[0-9a-f]{20})/g)].at(-1)?.[1] ?? null;
export const isMarked = (text: string, key: string): boolean => text.includes(markOf(key));

/** So long nobody asks again whether the key can be made, and a written mark is remembered while search may lag, ms. */
const KEPT_MS = 600_000;
/** Marks remembered in the process, and accounts without key. */
const KEPT_MAX = 5000;
/** Accounts by activity that go without key, and why. */
const keyless = new Recent<string, string>(KEPT_MS, KEPT_MAX);
/** Ids of records by account and mark. */
const written = new Recent<string, string>(KEPT_MS, KEPT_MAX);

const named = ({ http }: HubSpotApi, what: string): string | null =>
  http.account === undefined ? null : `${http.account} ${what}`;

/** Why the account goes without the key of such activities, as was found lately; undefined when it was not. */
const whyKeyless = (api: HubSpotApi, type: Activity): string | undefined =>
  keyless.get(named(api, type) ?? '', api.clock.now());
const isKeyless = (api: HubSpotApi, type: Activity): boolean => whyKeyless(api, type) !== undefined;

/** Ids of records this process wrote lately, by key: search shows them only after seconds. */
function writtenLately(api: HubSpotApi, type: Activity, keys: string[]): Map<string, string> {
  const known = keys.flatMap((key): [string, string][] => {
    const id = written.get(named(api, `${type} ${key}`) ?? '', api.clock.now());
    return id === undefined ? [] : [[key, id]];
  });
  return new Map(known);
}

/**
 * Takes keys; returns the activities that carry their marks, with the key in its property as if they had it. A search for
 * each five keys. Throws CrmError.
 */
export async function recordsByMark(
  api: HubSpotApi,
  type: Activity,
  keys: string[],
  wanted: string[],
): Promise<ApiRecord[]> {
  const text = TEXT_OF[type];
  const properties = [...new Set([text, ...wanted])];
  const lately = writtenLately(api, type, keys);
  const rows = lately.size > 0 ? await api.batchRead(type, [...lately.values()], properties) : [];
  const unknown = keys.filter((key) => !lately.has(key));
  for (let from = 0; from < unknown.length; from += GROUPS_MAX) {
    const groups = unknown
      .slice(from, from + GROUPS_MAX)
      .map((key) => [{ propertyName: text, operator: 'CONTAINS_TOKEN' as const, value: markOf(key) }]);
    const sort = '-hs_timestamp';
    rows.push(...(await api.search({ type, groups, properties, sort, limit: 100, urgent: false })));
  }
  return keys.flatMap((key) => {
    const row = rows.find((one) => isMarked(one.properties[text] ?? '', key));
    return row ? [{ ...row, properties: { ...row.properties, [KEY_OF[type]]: key } }] : [];
  });
}

/**
 * Takes an activity whose key can neither be written nor made: the one that carries its mark, null when there is none; then the
 * write has the mark in place of the key. Throws CrmError.
 */
export async function withMark(
  api: HubSpotApi,
  write: Write,
  type: Activity,
  why: string,
): Promise<Stands<ApiRecord> | null> {
  const account = named(api, type);
  if (account !== null && !isKeyless(api, type)) keyless.set(account, why, api.clock.now());
  const key = write.step?.key ?? '';
  const [found] = await recordsByMark(api, type, [key], write.wanted);
  if (found) {
    write.notes = [];
    return { id: found.id, status: 'alreadyThere', found };
  }
  write.mark = markLine(key);
  write.keys = [];
  write.values = { ...without(write.values, KEY_OF[type]), [TEXT_OF[type]]: write.body(write.mark) };
  write.notes.push(said('hubspot.keyless', { property: KEY_OF[type], system: SYSTEM, why }));
  return null;
}

/** An activity in an account that goes without keys, as was found lately. As Writing.before. */
export async function byMark(api: HubSpotApi, write: Write): Promise<Stands<ApiRecord> | null> {
  const { type, id } = write;
  if (id !== null || (type !== 'calls' && type !== 'tasks')) return null;
  const why = whyKeyless(api, type);
  return why === undefined ? null : withMark(api, write, type, why);
}

/** Remembers the mark of an activity just made, which search shows only after seconds. */
export function noteMark(api: HubSpotApi, { type, mark, step }: Write, id: string): void {
  const name = mark && step ? named(api, `${type} ${step.key}`) : null;
  if (name !== null) written.set(name, id, api.clock.now());
}
