/** Counts requests in a sliding window: at most `max` in any `windowMs`. */
export class SlidingWindow {
  private times: number[] = [];
  constructor(
    public max: number | null,
    private readonly windowMs: number,
  ) {}

  /** Counts one request at `now` (ms); false when it is over the limit (then it is not counted). */
  allow(now: number): boolean {
    this.times = this.times.filter((time) => now - time < this.windowMs);
    if (this.max !== null && this.times.length >= this.max) return false;
    this.times.push(now);
    return true;
  }
  /** Requests still allowed at `now`; the whole limit when there is none. */
  remaining(now: number): number {
    const used = this.times.filter((time) => now - time < this.windowMs).length;
    return Math.max(0, (this.max ?? Number.MAX_SAFE_INTEGER) - used);
  }
  /** Milliseconds until one request is allowed again. */
  waitMs(now: number): number {
    const first = this.times[0];
    return first === undefined ? 0 : Math.max(0, first + this.windowMs - now);
  }
  clear(): void {
    this.times = [];
  }
}
