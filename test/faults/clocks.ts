/** Time for fault tests without a host. */
import { clock as realClock } from '../../node-red/host/clock';
import type { Clock } from '../../core/http/types';

/** Real time that is set forward instead of waited for: for one event at a time. */
export function leapingClock(): Clock {
  let ahead = 0;
  return {
    now: () => realClock.now() + ahead,
    sleep: (ms) => {
      ahead += ms;
      return Promise.resolve();
    },
  };
}

/** A clock for many that work side by side: it leaps to the next sleeper only while no request is under way. */
export interface SharedClock extends Clock {
  advance(ms: number): void;
  /** A request leaves; call the returned function when its answer is there. */
  request(): () => void;
}

/** Turns of the event loop without anything to do, after which everybody surely sleeps. */
const QUIET_TURNS = 4;

export function sharedClock(start: number): SharedClock {
  let now = start;
  let flying = 0;
  let running = false;
  let sleepers: { at: number; wake: () => void }[] = [];
  const pump = (quiet: number): void => {
    setImmediate(() => {
      if (flying > 0) return pump(0);
      if (quiet < QUIET_TURNS) return pump(quiet + 1);
      // Whoever slept may have been called off.
      const next = Math.min(...sleepers.map(({ at }) => at));
      if (next !== Infinity) now = Math.max(now, next);
      const due = sleepers.filter(({ at }) => at <= now);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
      running = sleepers.length > 0;
      if (running) pump(0);
    });
  };
  return {
    now: () => now,
    advance: (ms) => void (now += ms),
    request: () => {
      flying += 1;
      return () => void (flying -= 1);
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const entry = { at: now + ms, wake: resolve };
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== entry);
          reject(signal.reason);
        });
        sleepers.push(entry);
        if (running) return;
        running = true;
        pump(0);
      }),
  };
}
