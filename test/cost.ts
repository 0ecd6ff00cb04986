/** What work costs, for limits of CPU: what is meant is the work, not the machine it happens to run on. */

/** A busy machine may take the processor away, or collect garbage, in the middle of a few runs; not of every one. */
const TRIES = 25;

/**
 * Least CPU time of the work, ms. It is repeated until it cost no more than `enough`, `tries` times at most. The
 * processor's time is all threads', the compiler's and the collector's too: where the clock shows less, that counts.
 */
export function costOf(work: () => unknown, { enough = 0, tries = TRIES } = {}): number {
  let least = Infinity;
  for (let run = 0; run < tries && least > enough; run++) {
    const before = process.cpuUsage();
    const start = performance.now();
    work();
    const elapsed = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000, elapsed);
  }
  return least;
}
