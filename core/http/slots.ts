/** Limits the parallel requests of an account, for vendors that limit those (Zoho). Urgent ones go first. */
import { TransportFault } from './errors';
import type { Clock } from './types';

/** A refusal halves what is allowed; after this span without one the whole number is tried again, ms. */
const RECOVER_MS = 600_000;

const gone = (): TransportFault =>
  new TransportFault('the request was cancelled before it was sent', 'aborted', false);

interface Waiting {
  urgent: boolean;
  go: () => void;
}

export class Slots {
  private used = 0;
  /** Told when somebody has to wait for a slot; one per slot in use whose holder may do without it. */
  private readonly holders = new Set<() => void>();
  private waiting: Waiting[] = [];
  private refusedAt = -Infinity;
  private max: number;

  /** `limit`: how many at once; null: any number. */
  constructor(private readonly limit: number | null) {
    this.max = limit ?? Infinity;
  }

  /** The vendor refused although the number was kept: others use the account too, or its plan is a smaller one. */
  refused(clock: Pick<Clock, 'now'>): void {
    if (this.limit === null) return;
    this.refusedAt = clock.now();
    this.max = Math.max(1, Math.floor(this.max / 2));
  }
  /**
   * Resolves with the function that frees the slot. Rejects with TransportFault when aborted. `wanted` is called when
   * others wait while it is held.
   */
  async acquire(
    clock: Pick<Clock, 'now'>,
    urgent: boolean,
    signal?: AbortSignal,
    wanted?: () => void,
  ): Promise<() => void> {
    if (signal?.aborted) throw gone();
    if (this.limit !== null && clock.now() - this.refusedAt > RECOVER_MS) this.max = this.limit;
    if (this.used < this.max) this.used += 1;
    else await this.queue(urgent, signal);
    if (wanted) {
      this.holders.add(wanted);
      if (this.waiting.length > 0) wanted();
    }
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      if (wanted) this.holders.delete(wanted);
      this.used -= 1;
      this.release();
    };
  }

  private queue(urgent: boolean, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(gone());
      const onAbort = (): void => {
        this.waiting = this.waiting.filter((other) => other !== entry);
        reject(gone());
      };
      const go = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const entry: Waiting = { urgent, go };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(entry);
      for (const wanted of this.holders) wanted();
    });
  }
  private release(): void {
    while (this.used < this.max) {
      const next = this.waiting.find(({ urgent }) => urgent) ?? this.waiting[0];
      if (!next) return;
      this.waiting.splice(this.waiting.indexOf(next), 1);
      this.used += 1;
      next.go();
    }
  }
}
