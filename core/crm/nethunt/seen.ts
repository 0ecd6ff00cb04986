/** Which calls have their record already; fifty in one request. */
import type { Layout } from './layout';
import { anyOf } from './notations';
import { keyOf, markedKeys } from './records';
import { spanOfKeys } from '../shared/key-time';

/** Keys in one query: a URL should stay below some 4 KB. */
const KEYS_MAX = 50;
/** A timeline is read by time: from the first of the calls on, the clocks may differ by this much. */
const SLACK_MS = 3_600_000;
/** For calls whose keys tell no time: Ringostat replays up to three days (scenarios.md G-16), so a little further. */
const BACK_MS = 4 * 86_400_000;
/** Call logs of a folder asked for at first, and at most; the feed has no pages (crm-apis.md §5). */
const LOGS = { first: 2000, factor: 8, max: 128_000 };

function chunks<T>(all: T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += KEYS_MAX) parts.push(all.slice(at, at + KEYS_MAX));
  return parts;
}

/** All call logs of a folder since then: asked for again with a larger limit while the answer is full. */
async function logsSince(layout: Layout, folder: string, since: number): Promise<string[]> {
  for (let limit = LOGS.first; ; limit *= LOGS.factor) {
    const logs = await layout.api.newCallLogs(folder, since, limit);
    if (logs.length < limit || limit >= LOGS.max) return logs.map(({ text }) => text);
  }
}

/** Calls written on the timelines of contacts and deals. */
async function onTimelines(layout: Layout, wanted: string[]): Promise<string[]> {
  const folders = await Promise.all((['contact', 'deal'] as const).map((kind) => layout.locate(kind)));
  const begin = spanOfKeys(wanted)?.first;
  const since = begin === undefined ? layout.clock.now() - BACK_MS : begin - SLACK_MS;
  const texts = await Promise.all(
    folders.filter((id) => id !== null).map((id) => logsSince(layout, id, since)),
  );
  const there = new Set(texts.flat().flatMap(markedKeys));
  return wanted.filter((key) => there.has(key));
}

/** As CrmProvider.seen. Throws CrmError. */
export async function seenCalls(layout: Layout, callIds: string[]): Promise<Set<string>> {
  const wanted = [...new Set(callIds)];
  if (wanted.length === 0) return new Set();
  const { calls } = layout.settings;
  const folder = await layout.locate('callRecord');
  const found = new Set(calls === 'timeline' || folder === null ? await onTimelines(layout, wanted) : []);
  if (folder === null) return found;
  for (const keys of chunks(wanted.filter((key) => !found.has(key)))) {
    const action = 'searching call records';
    const rows = await layout.api.find(folder, anyOf(keys), keys.length * 4, { action });
    for (const row of rows) {
      const key = keyOf(layout, 'callRecord', row);
      if (key !== null && keys.includes(key)) found.add(key);
    }
  }
  return found;
}
