/**
 * What was learnt or done lately: a map whose entries count for a while. It takes the moment and no clock, because most of these
 * maps belong to the process and outlive whoever reads them.
 */
export class Recent<K, V> {
  private readonly entries = new Map<K, { value: V; at: number }>();

  /** `liveMs`: so long an entry counts, Infinity as long as the process; `max`: of more entries, the one set longest ago goes. */
  constructor(
    private readonly liveMs: number,
    private readonly max: number,
  ) {}

  /** The value, while it is younger than `withinMs`; undefined when there is none. `now`: ms since the epoch. */
  get(key: K, now: number, withinMs = this.liveMs): V | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    // The clock was set back: how old the entry is nobody knows, and from now on it ages like any other.
    if (entry.at > now) entry.at = now;
    if (now - entry.at >= this.liveMs) this.entries.delete(key);
    return now - entry.at < Math.min(withinMs, this.liveMs) ? entry.value : undefined;
  }
  set(key: K, value: V, now: number): void {
    this.entries.delete(key);
    const oldest = this.entries.keys().next();
    if (this.entries.size >= this.max && !oldest.done) this.entries.delete(oldest.value);
    this.entries.set(key, { value, at: now });
  }
  delete(key: K): void {
    this.entries.delete(key);
  }
  /** Forgets every entry that is meant. Walks through all of them. */
  deleteWhere(meant: (key: K, value: V) => boolean): void {
    for (const [key, { value }] of this.entries) if (meant(key, value)) this.entries.delete(key);
  }
}
