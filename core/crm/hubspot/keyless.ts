/**
 * Calls and tasks in portals that do not have the key property and do not let this credential create it (a scope that is not
 * offered). They are written with the key as a mark at the end of their text, and that mark is searched for before each write.
 */
import { Recent } from '../../http/recent';
import { createHash } from 'node:crypto';
import type { Written } from '../engine/run';
import type { HubSpotApi } from './api';
import { GROUPS_MAX } from './endpoints';
import { SYSTEM } from './errors';
import { NoKey } from './no-key';
import { CALL_ID, TASK_KEY } from './properties';
import type { ApiRecord } from './records';
import { createKeyed, type NewRecord } from './write-record';
import type { Work } from './work';

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
export const isKeyless = (api: HubSpotApi, type: Activity): boolean => whyKeyless(api, type) !== undefined;

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

/** What a person should know of an activity written so. */
const noteOf = (type: Activity, why: string): string =>
  `Written without the property ${KEY_OF[type]}, which ${SYSTEM} lacks and which could not be made; a mark in the text is in its place. ${why}`.trim();

/**
 * Writes an activity with its key, or finds it; where the key can neither be written nor made, with a mark in its text.
 * `record`: how it is written, with the mark as HTML (empty: with the key). Throws CrmError.
 */
export async function writeActivity(
  work: Work,
  type: Activity,
  key: string,
  record: (mark: string) => NewRecord,
): Promise<Written<ApiRecord>> {
  const { api } = work;
  const account = named(api, type) ?? '';
  let why = whyKeyless(api, type);
  if (why === undefined) {
    try {
      return await createKeyed(work, record(''));
    } catch (error) {
      if (!(error instanceof NoKey)) throw error;
      ({ why } = error);
      if (account) keyless.set(account, why, api.clock.now());
    }
  }
  const wanted = record(markLine(key));
  const [found] = await recordsByMark(api, type, [key], wanted.wanted ?? []);
  if (found) return { id: found.id, status: 'alreadyThere', notes: [], found };
  const made = await createKeyed(work, wanted);
  const name = named(api, `${type} ${key}`);
  if (name !== null) written.set(name, made.id, api.clock.now());
  return { ...made, notes: [...made.notes, noteOf(type, why)] };
}
