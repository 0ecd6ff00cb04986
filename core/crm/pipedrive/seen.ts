/** Which calls have their record already: the markers of the activities changed since the oldest of the calls. */
import type { PipedriveApi, Query } from './api';
import { paths } from './endpoints';
import { keyIn } from './note';
import type { ApiActivity } from './types';

/** Ringostat's call ids hold the second the call began; clocks and queues may differ by this much. */
const SLACK_MS = 86_400_000;
/** Without that moment: pages of the newest activities that are looked through. */
const PAGES_MAX = 40;
const PAGE = '500';

function beginOf(key: string): number | null {
  const seconds = /-(\d{10})(?=_|$)/.exec(key)?.[1];
  return seconds ? Number(seconds) * 1000 : null;
}

/** Oldest moment an activity of these calls can have, for updated_since; null when a call does not tell its time. */
function sinceOf(callIds: string[]): string | null {
  const times = callIds.map(beginOf);
  if (times.some((time) => time === null)) return null;
  const oldest = Math.min(...times.map((time) => time ?? 0)) - SLACK_MS;
  // Fractions of a second are refused.
  return `${new Date(oldest).toISOString().slice(0, 19)}Z`;
}

/** As CrmProvider.seen. Throws CrmError. */
export async function seenCalls(api: PipedriveApi, callIds: string[]): Promise<Set<string>> {
  const wanted = new Set(callIds);
  const seen = new Set(callIds.filter((key) => api.book.activities.get(key) !== undefined));
  if (wanted.size === seen.size) return seen;
  const since = sinceOf([...wanted].filter((key) => !seen.has(key)));
  const query: Query = { sort_by: 'id', sort_direction: 'desc', limit: PAGE };
  if (since !== null) query.updated_since = since;
  let cursor: string | null | undefined;
  for (let page = 0; page < PAGES_MAX && seen.size < wanted.size; page += 1) {
    const asked = cursor ? { ...query, cursor } : query;
    const answer = await api.send(
      { method: 'GET', path: paths.activities, query: asked },
      { action: 'looking for activities of the calls' },
    );
    for (const { note } of (answer.data as ApiActivity[] | null) ?? []) {
      const key = keyIn(note);
      if (key !== null && wanted.has(key)) seen.add(key);
    }
    cursor = answer.additional_data?.next_cursor;
    if (!cursor) break;
  }
  return seen;
}
