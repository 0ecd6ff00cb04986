import type { PipedriveType, Row } from './types';

interface Pending {
  /** Milliseconds since the epoch. */
  due: number;
  key: string;
  row: Row | null;
}
const keyOf = (type: PipedriveType, id: Row['id']): string => `${type}:${id}`;

/** What search sees: a copy of the records that lags behind them. */
export class SearchIndex {
  private visible = new Map<string, Row>();
  private pending: Pending[] = [];

  /** Notes a new state of a record that search shows from `due` on. */
  put(row: Row, due: number): void {
    const key = keyOf(row.type, row.id);
    // A newer state that shows earlier replaces older ones still under way; they must not come back later.
    this.pending = this.pending.filter((old) => old.key !== key || old.due <= due);
    this.pending.push({ due, key, row: row.deleted ? null : structuredClone(row) });
  }
  /** Rows of a type at `now`, newest first. */
  rows(type: PipedriveType, now: number): Row[] {
    this.advance(now);
    return [...this.visible.values()]
      .filter((row) => row.type === type)
      .sort((a, b) => b.addTime - a.addTime);
  }
  /** Shows all that is due at `now`; Infinity shows everything. */
  advance(now: number): void {
    const due = this.pending.filter((change) => change.due <= now);
    this.pending = this.pending.filter((change) => change.due > now);
    for (const { key, row } of due) {
      if (row) this.visible.set(key, row);
      else this.visible.delete(key);
    }
  }
}
