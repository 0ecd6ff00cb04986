import type { HubSpotType, Properties } from './types';

/** A record as search sees it. */
export interface Indexed {
  id: string;
  type: HubSpotType;
  properties: Properties;
  createdAt: number;
  updatedAt: number;
  links: Map<HubSpotType, Set<string>>;
}
interface Pending {
  /** Milliseconds since the epoch. */
  due: number;
  type: HubSpotType;
  id: string;
  entry: Indexed | null;
}

/** The search index: a copy of the store that lags behind it. */
export class SearchIndex {
  private visible = new Map<string, Indexed>();
  private pending: Pending[] = [];

  /** Notes a new state of a record (null = gone) that search shows from `due` on. */
  put(type: HubSpotType, id: string, entry: Indexed | null, due: number): void {
    // A newer state that shows earlier replaces older ones still under way; they must not come back later.
    this.pending = this.pending.filter((old) => old.type !== type || old.id !== id || old.due <= due);
    this.pending.push({ due, type, id, entry });
  }
  /** Entries of a type at `now`, in order of id. */
  entries(type: HubSpotType, now: number): Indexed[] {
    this.advance(now);
    const all = [...this.visible.values()].filter((entry) => entry.type === type);
    return all.sort((a, b) => Number(a.id) - Number(b.id));
  }
  /** Shows all that is due at `now`; Infinity shows everything. */
  advance(now: number): void {
    const due = this.pending.filter((change) => change.due <= now);
    this.pending = this.pending.filter((change) => change.due > now);
    for (const { type, id, entry } of due) {
      if (entry) this.visible.set(`${type}:${id}`, entry);
      else this.visible.delete(`${type}:${id}`);
    }
  }
}
