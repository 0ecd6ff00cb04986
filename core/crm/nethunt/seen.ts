/** Which calls have their record already; fifty in one request. */
import type { Layout } from './layout';
import { anyOf } from './notations';
import { keyOf, markerOf } from './records';

/** Keys in one query: a URL should stay below some 4 KB. */
const KEYS_MAX = 50;
/** Ringostat replays up to three days (scenarios.md G-16); a timeline is read by time, so a little further. */
const BACK_MS = 4 * 86_400_000;

function chunks<T>(all: T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += KEYS_MAX) parts.push(all.slice(at, at + KEYS_MAX));
  return parts;
}

/** Calls written on the timelines of contacts and deals. */
async function onTimelines(layout: Layout, wanted: string[]): Promise<string[]> {
  const folders = await Promise.all((['contact', 'deal'] as const).map((kind) => layout.locate(kind)));
  const since = layout.clock.now() - BACK_MS;
  const logs = await Promise.all(
    folders.filter((id) => id !== null).map((id) => layout.api.newCallLogs(id, since)),
  );
  const texts = logs.flat().map(({ text }) => text);
  return wanted.filter((key) => texts.some((text) => text.includes(markerOf(key))));
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
