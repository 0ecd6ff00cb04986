/** How long the machine itself kept everybody waiting, for tests of answers in time. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Between two trivial questions to the host, ms. */
const PAUSE_MS = 50;
/** A machine that stalls for longer than this excuses nothing, ms. */
const MOST_MS = 3000;

/**
 * Does the work and measures beside it the longest stall, ms: of this process, and of the host by what `trivial` takes, a
 * question that needs none of the product. On a quiet machine a few milliseconds.
 */
export async function withStall<T>(
  work: () => Promise<T>,
  trivial?: () => Promise<unknown>,
): Promise<{ result: T; stallMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let worst = 0;
  let ended = false;
  const asking = (async () => {
    while (trivial && !ended) {
      const start = performance.now();
      await trivial().catch(() => undefined);
      worst = Math.max(worst, performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  try {
    const result = await work();
    ended = true;
    await asking;
    return { result, stallMs: Math.min(MOST_MS, Math.max(worst, delay.max / 1e6)) };
  } finally {
    ended = true;
    delay.disable();
  }
}
