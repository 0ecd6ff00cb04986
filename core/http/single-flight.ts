/** Takes a maker; returns a function whose calls share one run while it is under way. A failure is shared too. */
export function singleFlight<T>(make: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= make().finally(() => {
      running = null;
    });
    return running;
  };
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
