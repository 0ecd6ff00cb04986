/** Finds out which calls NetHunt has, in the folder of calls or on timelines; fifty per request. */
import type { Layout } from './layout';
import { keyOf, markedKeys, textsOf, textOf } from './records';
import type { WrittenCall } from '../port';
import type { CrmError } from '../../http/errors';
import { beginOfKey, spanOfKeys } from '../engine/key-time';
import { isCut } from './port';
import { netHuntError } from './errors';
import { said } from '../../text/said';

/** Keys in one query: a URL should stay below some 4 KB. */
const KEYS_MAX = 50;
/** A timeline is read by time: from the first of the calls on, the clocks may differ by this much. */
const SLACK_MS = 3_600_000;
/** For calls whose keys tell no time: Ringostat replays up to three days (docs/reference/ringostat.md#replay), so a little further. */
const BACK_MS = 4 * 86_400_000;
/** Call logs of a folder asked for at first, and at most; the feed has no pages (docs/reference/nethunt.md#endpoints-used). */
const LOGS = { first: 2000, factor: 8, max: 128_000 };

function chunks<T>(all: T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += KEYS_MAX) parts.push(all.slice(at, at + KEYS_MAX));
  return parts;
}

interface Logs {
  texts: string[];
  /** Older logs than of this moment (ms) were not told; null: all were. */
  from: number | null;
}
/** Call logs of a folder since then: asked for again with a larger limit while that gives more. */
async function logsSince(layout: Layout, folder: string, since: number): Promise<Logs> {
  let before = -1;
  for (let limit = LOGS.first; ; limit *= LOGS.factor) {
    const logs = await layout.api.newCallLogs(folder, since, limit);
    const cut = isCut(logs.length, limit);
    const more = cut && logs.length > before && limit < LOGS.max;
    before = logs.length;
    if (more) continue;
    const times = logs.map(({ createdAt }) => Date.parse(createdAt ?? '') || 0);
    return { texts: logs.map(({ text }) => text), from: cut ? Math.min(...times) : null };
  }
}

/** Whether these calls are written nobody can tell: more was logged since then than NetHunt shows. */
function untold(shown: number): CrmError {
  return netHuntError(
    'permanent',
    `the timelines show no more than the newest ${shown} call logs, so whether older calls are written cannot be told.`,
    'Replay a shorter time, or let calls be written to the report "Ringostat calls", which is searched by key.',
  );
}

/** Calls written on the timelines of contacts and deals. */
async function onTimelines(layout: Layout, wanted: string[]): Promise<Map<string, WrittenCall>> {
  const folders = await Promise.all((['contact', 'deal'] as const).map((kind) => layout.locate(kind)));
  const begin = spanOfKeys(wanted)?.first;
  const since = begin === undefined ? layout.clock.now() - BACK_MS : begin - SLACK_MS;
  const logs = await Promise.all(
    folders.filter((id) => id !== null).map((id) => logsSince(layout, id, since)),
  );
  const texts = logs.flatMap((one) => one.texts);
  // A log on a timeline cannot be changed: what it says is not looked at.
  const there = new Set(texts.flatMap(markedKeys));
  const from = Math.max(...logs.map((one) => one.from ?? -Infinity), -Infinity);
  // A log is written after its call began: one of a call that began later is among those told.
  if (wanted.some((key) => !there.has(key) && (beginOfKey(key) ?? 0) < from)) throw untold(texts.length);
  return new Map(wanted.flatMap((key) => (there.has(key) ? [[key, { title: '', text: null }]] : [])));
}

/** As EarlierEvents.written. Throws CrmError. */
export async function writtenCalls(layout: Layout, callIds: string[]): Promise<Map<string, WrittenCall>> {
  const wanted = [...new Set(callIds)];
  if (wanted.length === 0) return new Map();
  const { calls } = layout.settings;
  const folder = await layout.locate('callRecord');
  const logged = layout.api.timelines && (calls === 'timeline' || folder === null);
  const found = logged ? await onTimelines(layout, wanted) : new Map<string, WrittenCall>();
  if (folder === null) return found;
  for (const keys of chunks(wanted.filter((key) => !found.has(key)))) {
    const action = said('doing.searchCallRecords');
    const asked = [{ field: layout.nameOf('callRecord', 'callId'), texts: keys }];
    const rows = await layout.api.find(folder, asked, keys.length * 4, { action });
    for (const row of rows) {
      const key = keyOf(layout, 'callRecord', row);
      const title = textOf(layout.valueOf(row, 'callRecord', 'name')) ?? '';
      const text = Object.values(row.fields).flatMap(textsOf).join('\n');
      if (key !== null && keys.includes(key)) found.set(key, { title, text });
    }
  }
  return found;
}
