/** Calls for the same key share one run while it is in progress. */
export interface SingleFlight<T> {
  (): Promise<T>;
  /** The run under way is shared with nobody else from now on: the next call begins one of its own. */
  leave(): void;
  running(): boolean;
}

/** Takes a maker; returns a function whose calls share one run while it is under way. A failure is shared too. */
export function singleFlight<T>(make: () => Promise<T>): SingleFlight<T> {
  let running: Promise<T> | null = null;
  const join = (): Promise<T> => {
    if (running) return running;
    const own = make().finally(() => {
      if (running === own) running = null;
    });
    running = own;
    return own;
  };
  return Object.assign(join, {
    leave: () => {
      running = null;
    },
    running: () => running !== null,
  });
}

/** The same by key: runs of different keys do not wait for each other. */
export function singleFlightByKey<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (key, make) => {
    const known = running.get(key);
    if (known) return known;
    const started = make().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
