/**
 * Which calls are done, by the marker of the last activity of their plan: the call record, else the last task. Pipedrive
 * finds no activity by its text, so the activities of the time of the calls are read, 500 in one request: the cost grows
 * with what else the account does.
 */
import type { WrittenCall } from '../port';
import { spanOfKeys } from '../engine/key-time';
import type { PipedriveApi, Query } from './api';
import { paths } from './endpoints';
import { endedCallIn } from './note';
import type { ApiActivity } from './types';
import { said } from '../../text/said';

/** Clocks may differ by this much. */
const BEFORE_MS = 3_600_000;
/** A call is recorded when it ends; few records are changed after this. */
const AFTER_MS = 6 * 3_600_000;
/** Pages looked through at most: 20,000 activities where nothing tells the time, 100,000 after the calls. */
const UNTIMED_PAGES = 40;
const LATER_PAGES = 200;
const PAGE = '500';

/** Fractions of a second are refused. */
const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** Takes keys out of `wanted` as their activities are met, newest first. */
async function look(
  api: PipedriveApi,
  wanted: Set<string>,
  there: Map<string, WrittenCall>,
  filter: Query,
  pages = Infinity,
): Promise<void> {
  const query: Query = { sort_by: 'id', sort_direction: 'desc', limit: PAGE, ...filter };
  let cursor: string | null | undefined;
  for (let page = 0; page < pages && wanted.size > 0; page += 1) {
    const asked = cursor ? { ...query, cursor } : query;
    const answer = await api.send(
      { method: 'GET', path: paths.activities, query: asked },
      { action: said('doing.lookForActivitiesOfCalls') },
    );
    for (const { note, subject } of (answer.data as ApiActivity[] | null) ?? []) {
      const key = endedCallIn(note);
      if (key !== null && wanted.delete(key)) there.set(key, { title: subject ?? '', text: note ?? '' });
    }
    cursor = answer.additional_data?.next_cursor;
    if (!cursor) break;
  }
}

/** As EarlierEvents.written. Throws CrmError. */
export async function writtenCalls(api: PipedriveApi, callIds: string[]): Promise<Map<string, WrittenCall>> {
  const there = new Map<string, WrittenCall>();
  for (const key of callIds) {
    const known = api.book.activities.get(key);
    if (known) there.set(key, { title: known.title ?? '', text: known.links?.join('\n') ?? null });
  }
  const wanted = new Set(callIds.filter((key) => !there.has(key)));
  const span = spanOfKeys([...wanted]);
  if (wanted.size === 0) return there;
  if (span === null) await look(api, wanted, there, {}, UNTIMED_PAGES);
  else {
    const until = span.last + AFTER_MS;
    const since = stamp(span.first - BEFORE_MS);
    await look(api, wanted, there, { updated_since: since, updated_until: stamp(until) });
    // Changed by a person since, or recorded late by a replay.
    if (until < api.clock.now()) await look(api, wanted, there, { updated_since: stamp(until) }, LATER_PAGES);
  }
  return there;
}
