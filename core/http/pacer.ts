/** Spaces requests so that an account's limit is kept before the vendor refuses. A sliding window with two queues, one of them for urgent requests. */
import { TransportFault } from './errors';
import type { Clock, LearntLimit } from './types';

/** The vendor counts arrivals, we count departures: a tenth more absorbs the jitter of the way. */
const MARGIN = 1.1;
/** While others use the account, this part of the window is theirs to fill before we hear of it. */
const JOINT_PART = 0.2;
/** How long others are reckoned with after they were noticed, ms. */
const JOINT_MS = 60_000;
/**
 * How long requests are remembered before a limit is learnt, ms: longer than any window seen but the day's, and the usual
 * window of a limit that is told nowhere.
 */
const UNLEARNT_MS = 60_000;
/** Part of a window kept for urgent requests, one at least: a herd of calls must not use up what routing asks with. */
const RESERVE = 0.1;
/** Below this size a reserve would starve the normal queue. */
const RESERVE_FROM = 3;
/** A refusal after fewer requests than this in a window tells of others' requests, not of the limit. */
const LEAST_GUESS = 10;
/** After this span without a refusal one place less is taken as used by other processes, ms. */
const YIELD_MS = 10_000;
/** Part by which a guessed limit grows in each window without a refusal: others may have used the account meanwhile. */
const GROWTH = 0.1;

const reserveOf = (max: number): number => (max < RESERVE_FROM ? 0 : Math.max(1, Math.floor(max * RESERVE)));

interface Waiting {
  urgent: boolean;
  clock: Clock;
  go: () => void;
}

export class Pacer {
  private sent: number[] = [];
  private waiting: Waiting[] = [];
  private pumping = false;
  private pausedUntil = 0;
  private jointUntil = -Infinity;
  private guessedAt: number | null = null;
  /** Places of the window that other processes seem to use, told by refusals alone; and since when. */
  private yielded = { places: 0, at: 0 };

  /**
   * `max` requests per `windowMs`; null: no limit until learnt. A tenth of `max` is kept for urgent requests.
   * `all`: the window of all requests, in which those of this one count too; a request leaves when both have room.
   */
  constructor(
    private limit: LearntLimit | null,
    private readonly all: Pacer | null = null,
  ) {}

  /**
   * The vendor refused a request and tells no limit: what it took in this window is the limit from now on.
   * `now`: milliseconds since the epoch.
   */
  guess(now: number): void {
    this.expire(now);
    this.sent.pop();
    const { max = Infinity, windowMs = UNLEARNT_MS } = this.limit ?? {};
    this.limit = { max: Math.min(max, Math.max(LEAST_GUESS, this.sent.length)), windowMs };
    this.guessedAt = now;
  }
  /** A guess may be too low; it grows until the vendor refuses again. */
  private grow(now: number): void {
    if (!this.limit || this.guessedAt === null || now - this.guessedAt < this.limit.windowMs * MARGIN) return;
    this.limit = { ...this.limit, max: this.limit.max + Math.ceil(this.limit.max * GROWTH) };
    this.guessedAt = now;
  }

  /**
   * The vendor refused a request and tells no wait, though the limit was kept here: other processes ask too. Normal
   * requests take half of what they took until then, and nobody asks before the window is over, or for `waitMs` where no
   * window is known.
   */
  crowded(now: number, waitMs: number): void {
    this.pause(now + Math.min(waitMs, this.limit?.windowMs ?? Infinity));
    // Requests on their way together are refused together: that is one sign, not several.
    if (!this.limit || (this.yielded.places > 0 && now - this.yielded.at < this.limit.windowMs * MARGIN))
      return;
    const { max } = this.limit;
    this.yielded = { places: max - Math.max(1, Math.floor((max - this.yieldedAt(now)) / 2)), at: now };
  }
  private yieldedAt(now: number): number {
    const { places, at } = this.yielded;
    return Math.max(0, places - Math.floor(Math.max(0, now - at) / YIELD_MS));
  }

  /** `now`: milliseconds since the epoch. A window that the vendor calls used up is waited for. */
  learn({ max, windowMs, remaining = null, restMs = null, joint }: LearntLimit, now: number): void {
    if (!(max > 0 && windowMs > 0)) return;
    const known = restMs !== null && this.limit?.max === max ? this.limit.windowMs : 0;
    this.limit = { max, windowMs: Math.max(windowMs, restMs ?? 0, known) };
    if (joint && remaining !== null) this.count(max - remaining, now);
    if (remaining === 0 && restMs !== null) this.pause(now + restMs);
  }
  /** The vendor has counted that many requests; those that are not ours are taken as sent now. */
  private count(all: number, now: number): void {
    this.expire(now);
    const others = all - this.sent.length;
    if (others <= 0) return;
    this.jointUntil = now + JOINT_MS;
    for (let each = 0; each < others; each += 1) this.sent.push(now);
  }
  private expire(now: number): void {
    const windowMs = (this.limit?.windowMs ?? UNLEARNT_MS) * MARGIN;
    // A stamp from the future belongs to a clock that was set back; it would block for ever.
    this.sent = this.sent.filter((at) => at <= now && at > now - windowMs);
  }
  /** The vendor refused: nobody sends before that moment (milliseconds since the epoch). */
  pause(until: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, until);
  }
  /** Resolves when a request may leave. Urgent ones go first. Rejects with TransportFault when aborted. */
  acquire(clock: Clock, urgent: boolean, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(aborted());
      const onAbort = (): void => {
        this.waiting = this.waiting.filter((other) => other !== entry);
        reject(aborted());
      };
      const go = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const entry: Waiting = { urgent, clock, go };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(entry);
      this.release();
    });
  }

  /** Milliseconds until the entry may go; 0 = now. */
  private delay(entry: Waiting): number {
    return Math.max(this.ownDelay(entry), this.all?.delay(entry) ?? 0);
  }
  private ownDelay({ urgent, clock }: Waiting): number {
    const now = clock.now();
    const paused = Math.max(0, this.pausedUntil - now);
    if (!this.limit) return paused;
    const windowMs = this.limit.windowMs * MARGIN;
    this.expire(now);
    this.grow(now);
    const theirs = now < this.jointUntil ? Math.floor(this.limit.max * JOINT_PART) : 0;
    const kept = urgent ? 0 : Math.max(reserveOf(this.limit.max), this.yieldedAt(now));
    const max = Math.max(1, this.limit.max - theirs - kept);
    if (this.sent.length < max) return paused;
    const frees = this.sent[this.sent.length - max] ?? now;
    return Math.max(paused, frees + windowMs - now, 1);
  }
  private stamp(now: number): void {
    if (!this.limit) this.expire(now);
    this.sent.push(now);
    this.all?.stamp(now);
  }
  private head(): Waiting | undefined {
    return this.waiting.find(({ urgent }) => urgent) ?? this.waiting[0];
  }
  /** Lets go whoever may; returns the wait of the next one, null when nobody waits. */
  private release(): void {
    for (let next = this.head(); next; next = this.head()) {
      const delay = this.delay(next);
      if (delay > 0) return void this.pump(next.clock, delay);
      this.waiting.splice(this.waiting.indexOf(next), 1);
      this.stamp(next.clock.now());
      next.go();
    }
  }
  private async pump(clock: Clock, delay: number): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    try {
      await clock.sleep(delay);
    } finally {
      this.pumping = false;
    }
    this.release();
  }
}

function aborted(): TransportFault {
  return new TransportFault('the request was cancelled before it was sent', 'aborted', false);
}
