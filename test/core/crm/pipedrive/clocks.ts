/** Clocks that need no waiting, shared by fake and provider. */
import type { Clock } from '../../../../core/http/types';

export interface KitClock extends Clock {
  advance(ms: number): void;
  slept: number[];
  /** A request leaves; call the returned function when its answer is there. */
  request(): () => void;
}
export const START = Date.UTC(2026, 10, 20, 12);

/** Jumps at once: for one plan at a time. */
export function jumpingClock(): KitClock {
  let now = START;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    advance: (ms) => void (now += ms),
    request: () => () => undefined,
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

/** Jumps to the next sleeper only while no request is under way: for many that wait side by side. */
export function patientClock(): KitClock {
  let now = START;
  let flying = 0;
  let running = false;
  const slept: number[] = [];
  let sleepers: { at: number; wake: () => void }[] = [];
  const pump = (idle: number): void => {
    setImmediate(() => {
      if (flying > 0) return pump(0);
      // Promises that have just been resolved may still send something.
      if (idle < 3) return pump(idle + 1);
      const next = Math.min(...sleepers.map(({ at }) => at));
      now = Math.max(now, next);
      const due = sleepers.filter(({ at }) => at <= now);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
      if (sleepers.length > 0) return pump(0);
      running = false;
    });
  };
  return {
    slept,
    now: () => now,
    advance: (ms) => void (now += ms),
    request: () => {
      flying += 1;
      return () => void (flying -= 1);
    },
    sleep: (ms) =>
      new Promise((resolve) => {
        slept.push(ms);
        sleepers.push({ at: now + ms, wake: resolve });
        if (running) return;
        running = true;
        pump(0);
      }),
  };
}
