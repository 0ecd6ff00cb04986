/** NetHunt has no unique fields: what was written is read back by its key, and of doubles the oldest stays (decision 0008). */
import { CrmError } from '../../http/errors';
import { FEED_LIMIT } from './api';
import type { Kind } from './kinds';
import { anyOf } from './notations';
import type { ApiRecord } from './records';
import type { Work } from './work';

export interface Identity {
  kind: Kind;
  /** Is that record the one to be made? */
  isSame: (record: ApiRecord) => boolean;
  /** Texts by which search finds it, when the feed of new records is too long to be read. */
  texts: string[];
}

/** Oldest first; made in the same millisecond: the lower id. */
const byAge = (a: ApiRecord, b: ApiRecord): number =>
  (Date.parse(a.createdAt ?? '') || 0) - (Date.parse(b.createdAt ?? '') || 0) || (a.id < b.id ? -1 : 1);

/** Records that are the same, oldest first. Read by time, not through the search index. Throws CrmError. */
export async function sameRecords({ layout, since }: Work, identity: Identity): Promise<ApiRecord[]> {
  const { kind, isSame, texts } = identity;
  const folder = await layout.folder(kind);
  const fresh = await layout.api.newRecords(folder, since);
  const cutOff = fresh.length >= FEED_LIMIT && texts.length > 0;
  const action = 'searching what was written before';
  const found = cutOff ? await layout.api.find(folder, anyOf(texts), 100, { action }) : [];
  return [...new Map([...fresh, ...found].map((record) => [record.id, record])).values()]
    .filter(isSame)
    .sort(byAge);
}

export interface Settled {
  id: string;
  /** Another record stays in its place. */
  replaced: boolean;
  note: string | null;
}

/** Takes what was just made; when an older record is the same, the new one is taken away. Never throws CrmError. */
export async function settle(work: Work, identity: Identity, made: string): Promise<Settled> {
  try {
    const [oldest] = await sameRecords(work, identity);
    if (!oldest || oldest.id === made) return { id: made, replaced: false, note: null };
    try {
      await work.layout.api.remove(made, 'taking a double away');
      return { id: oldest.id, replaced: true, note: null };
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      const note = `NetHunt has this twice and the double could not be taken away: delete the record ${made}. ${error.message}`;
      return { id: oldest.id, replaced: true, note };
    }
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return {
      id: made,
      replaced: false,
      note: `It could not be read back whether it is there twice. ${error.message}`,
    };
  }
}
