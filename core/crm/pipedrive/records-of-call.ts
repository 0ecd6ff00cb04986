/**
 * As CrmProvider.recordsOfCall: activities are known by the marker in their note, and Pipedrive finds none by its text, so those of
 * the time of the call are read, 500 in one request.
 */
import { said } from '../../text/said';
import type { RecordOfCall } from '../port';
import { activityKeys } from '../engine/activity-keys';
import { beginOfKey } from '../engine/key-time';
import type { Query } from './api';
import { paths } from './endpoints';
import { linksOf } from './links-of';
import { keyIn } from './note';
import type { ApiActivity } from './types';
import type { Work } from './work';

/** Clocks may differ by this much. */
const BEFORE_MS = 3_600_000;
/** Pages looked through at most. */
const PAGES_MAX = 20;
const PAGE = '500';
const NEWEST = { sort_by: 'id', sort_direction: 'desc', limit: PAGE } as const;
/** Fractions of a second are refused. */
const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

export async function recordsOfCall({ api }: Work, call: string): Promise<RecordOfCall[]> {
  const { record, tasks } = activityKeys(call);
  const keys = new Set([record, ...tasks]);
  const begin = beginOfKey(call);
  let cursor: string | null | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const since: Query = begin === null ? {} : { updated_since: stamp(begin - BEFORE_MS) };
    const query: Query = { ...NEWEST, ...since, ...(cursor ? { cursor } : {}) };
    const answer = await api.send(
      { method: 'GET', path: paths.activities, query },
      { action: said('doing.lookForActivitiesOfCalls') },
    );
    const rows = (answer.data as ApiActivity[] | null) ?? [];
    const found = rows.find(({ note }) => keys.has(keyIn(note) ?? ''));
    if (found) return linksOf(found);
    cursor = answer.additional_data?.next_cursor;
    if (!cursor) break;
  }
  return [];
}
