/**
 * Tells from the vendor's own count of requests whether somebody else uses the same token at this moment: another worker,
 * which could make the same record (docs/decisions/0007). Costs no request.
 */
import { counterOf } from './limits';

/** The vendor's rolling window, ms; longer where the reset header shows it. */
const WINDOW_MS = 2000;
/** Once seen, the account counts as shared for as long as the process remembers its own work (core/apply/recent.ts). */
const SHARED_MS = 600_000;

export class Traffic {
  private flying = 0;
  private landed: number[] = [];
  private windowMs = WINDOW_MS;
  private sharedUntil = -Infinity;
  /** The last answer that should have counted did not: nothing tells whether somebody else is there. */
  private blind = false;

  /** A request leaves; call `land` once when its answer is there or it failed. */
  depart(): void {
    this.flying += 1;
  }
  /** `headers`: of the answer; null when there was none, or when it counts another limit (searches). */
  land(now: number, headers: Record<string, string> | null): void {
    const counter = headers ? counterOf(headers) : null;
    if (headers) this.blind = counter === null;
    if (counter) this.windowMs = Math.max(this.windowMs, counter.restMs ?? 0);
    this.landed = this.landed.filter((at) => at > now - this.windowMs);
    // All of ours that the vendor may have counted: those under way, this one too, and those just answered.
    const ours = this.flying + this.landed.length;
    if (counter && counter.remaining !== null && counter.max - counter.remaining > ours)
      this.sharedUntil = now + SHARED_MS;
    this.flying -= 1;
    this.landed.push(now);
  }
  /** True while somebody else works with the token, or may without our seeing it. */
  shared(now: number): boolean {
    return this.blind || now < this.sharedUntil;
  }
}
