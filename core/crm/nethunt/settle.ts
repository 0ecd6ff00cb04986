/** NetHunt has no unique fields: a new record is read back by its key, and of duplicates the oldest is kept (decision 0008). */
import type { Words } from '../../model/said';
import { CrmError } from '../../http/errors';
import { FEED_LIMIT, isCut, type Wanted, type ApiRecord } from './port';
import type { Kind } from './kinds';
import type { Work } from './work';
import { said } from '../../text/said';

export interface Identity {
  kind: Kind;
  /** Is that record the one to be made? */
  isSame: (record: ApiRecord) => boolean;
  /** By which search finds it, when the feed of new records is too long to be read. */
  wanted: Wanted[];
}

/** Oldest first; made in the same millisecond: the lower id. */
const byAge = (a: ApiRecord, b: ApiRecord): number =>
  (Date.parse(a.createdAt ?? '') || 0) - (Date.parse(b.createdAt ?? '') || 0) || (a.id < b.id ? -1 : 1);

/** Records that are the same, oldest first. Read by time, not through the search index. Throws CrmError. */
export async function sameRecords({ layout, since }: Work, identity: Identity): Promise<ApiRecord[]> {
  const { kind, isSame, wanted } = identity;
  const folder = await layout.folder(kind);
  const fresh = await layout.api.newRecords(folder, since);
  const cutOff = isCut(fresh.length, FEED_LIMIT) && wanted.some(({ texts }) => texts.length > 0);
  const action = said('doing.searchBefore');
  const found = cutOff ? await layout.api.find(folder, wanted, 100, { action }) : [];
  return [...new Map([...fresh, ...found].map((record) => [record.id, record])).values()]
    .filter(isSame)
    .sort(byAge);
}

export interface Settled {
  /** The record that stays. */
  found: ApiRecord;
  notes: Words[];
}

/** Refusals that the next try will not meet again. */
const PASSING = new Set(['temporary', 'rateLimited', 'outcomeUnknown']);

async function takeAway({ layout }: Work, id: string): Promise<Words | null> {
  try {
    await layout.api.remove(id, said('doing.takeDouble'));
    return null;
  } catch (error) {
    if (!(error instanceof CrmError) || PASSING.has(error.kind)) throw error;
    if (error.kind === 'notFound') return null;
    return said('nethunt.double', { id, why: error.words.message });
  }
}

/**
 * Takes what this process made under a key. When an older record is the same, what was made is taken away. Throws
 * CrmError when that is broken off; the ids stay noted (layout.unsettled), so that the next try goes on with it.
 */
export async function settle(
  work: Work,
  identity: Identity,
  flight: string,
  known?: ApiRecord[],
): Promise<Settled | null> {
  const made = work.layout.unsettled(flight);
  const same = known ?? (await sameRecords(work, identity));
  const [oldest] = same;
  const notes: Words[] = [];
  for (const { id } of same) {
    if (!made.has(id) || id === oldest?.id) continue;
    const note = await takeAway(work, id);
    if (note) notes.push(note);
  }
  work.layout.settled(flight);
  return oldest ? { found: oldest, notes } : null;
}
