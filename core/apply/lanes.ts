/** One event of a client at a time. No timers: a lane is a chain of promises. */

export interface Lanes {
  /** Runs the task when all earlier ones of the key have ended, well or badly; returns its result. */
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Keys with work under way. */
  readonly busy: number;
}

/** Returns lanes of their own; tasks of different keys run side by side. */
export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(task, task);
      const tail = result.then(
        () => undefined,
        () => undefined,
      );
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
    get busy() {
      return tails.size;
    },
  };
}
