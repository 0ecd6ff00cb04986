/** Keeps track of the calls that a replay has handled, and writes its checkpoint. */
import type { RingostatEvent } from '../model/event';
import type { DatedRow } from '../ringostat/types';
import type { Checkpoint, Compared, Progress } from './types';

const iso = (ms: number): string => new Date(ms).toISOString();

export class Ledger {
  private from: number;
  private read: number;
  private compared: Compared | null;
  /** Start of the call by id, of calls at or after `from`. */
  private done: Map<string, number>;
  readonly running: Map<string, number>;
  /** Running calls that count as read already. */
  private readonly counted: Set<string>;

  constructor(
    private readonly start: Checkpoint,
    private total: number,
    private readonly now: () => number,
    private readonly overlapMs: number,
  ) {
    this.from = Date.parse(start.from);
    this.read = start.read;
    this.compared = start.compared;
    this.done = new Map(start.done.map((id) => [id, Infinity]));
    this.running = new Map(start.running.map(({ id, startedAt }) => [id, Date.parse(startedAt)]));
    this.counted = new Set(start.total === null ? [] : this.running.keys());
  }

  /** Whether an earlier batch brought the call; one that was running then has not been brought. */
  has({ id, at }: DatedRow): boolean {
    if (!this.done.has(id)) return false;
    // A checkpoint holds no times.
    this.done.set(id, at);
    return true;
  }

  /** What a question to the CRM left of the calls it was asked about. */
  compare(events: RingostatEvent[]): void {
    const { lacking, otherwise } = this.compared ?? { lacking: 0, otherwise: 0 };
    const changed = events.filter(({ writtenOtherwise }) => writtenOtherwise).length;
    this.compared = { lacking: lacking + events.length - changed, otherwise: otherwise + changed };
  }

  /** Rows of the span, the oldest not dealt with first. */
  add(rows: DatedRow[], isRunning: (row: DatedRow) => boolean): void {
    for (const row of rows) {
      if (!this.counted.has(row.id)) this.read += 1;
      if (isRunning(row)) this.running.set(row.id, row.at);
      else {
        this.running.delete(row.id);
        this.done.set(row.id, row.at);
      }
    }
    const last = rows.at(-1);
    if (last) this.moveTo(last.at);
  }

  /** The log may learn late of a call that began lately, so the last hours are never behind us. */
  private moveTo(at: number): void {
    this.from = Math.max(this.from, Math.min(at, this.now() - this.overlapMs));
    for (const [id, began] of this.done) if (began < this.from) this.done.delete(id);
  }

  progress(complete: boolean): Progress {
    const total = Math.max(this.total, this.read);
    const percent = complete || total === 0 ? 100 : Math.floor((this.read / total) * 100);
    return { read: this.read, total: complete ? this.read : total, percent, compared: this.compared };
  }

  checkpoint(complete: boolean): Checkpoint {
    if (complete) this.moveTo(Date.parse(this.start.span.to));
    return {
      ...this.start,
      from: iso(this.from),
      done: [...this.done.keys()],
      running: [...this.running].map(([id, at]) => ({ id, startedAt: iso(at) })),
      read: this.read,
      total: this.progress(complete).total,
      compared: this.compared,
      complete,
    };
  }
}
