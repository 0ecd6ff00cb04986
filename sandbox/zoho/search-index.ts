import type { Stored, ZohoModule } from './types';

interface Pending {
  /** Milliseconds since the epoch. */
  due: number;
  record: Stored;
}

/** What /search sees: a copy of the store that lags behind it. */
export class SearchIndex {
  private visible = new Map<string, Stored>();
  private pending: Pending[] = [];

  /** Notes a new state of a record (deleted ones too) that search shows from `due` on. */
  put(record: Stored, due: number): void {
    // A newer state that shows earlier replaces older ones still under way; they must not come back later.
    this.pending = this.pending.filter((old) => old.record.id !== record.id || old.due <= due);
    this.pending.push({ due, record: structuredClone(record) });
  }
  /** Living records of a module as search shows them at `now`. */
  entries(module: ZohoModule, now: number): Stored[] {
    this.advance(now);
    return [...this.visible.values()].filter((record) => record.module === module && !record.deleted);
  }
  /** Shows all that is due at `now`; Infinity shows everything. */
  advance(now: number): void {
    for (const { record } of this.pending.filter(({ due }) => due <= now))
      this.visible.set(record.id, record);
    this.pending = this.pending.filter(({ due }) => due > now);
  }
  /** A point to return to. */
  mark(): () => void {
    const [visible, pending] = [new Map(this.visible), [...this.pending]];
    return () => {
      this.visible = visible;
      this.pending = pending;
    };
  }
}
