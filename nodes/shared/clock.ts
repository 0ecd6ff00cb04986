import { sleep } from 'n8n-workflow';
import type { Clock } from '../../core/http/types';

/** n8n's sleep cannot be ended, so a breakable one is a row of short ones. */
const SLICE_MS = 100;

async function slices(ms: number, signal: AbortSignal): Promise<void> {
  const until = Date.now() + ms;
  for (let left = ms; left > 0 && !signal.aborted; left = until - Date.now())
    await sleep(Math.min(left, SLICE_MS));
}

/** Resolves at once when broken off. */
function breakable(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const broken = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return Promise.race([broken, slices(ms, signal)]);
}

/** n8n allows its packs no timers of their own; `sleep` is the one it offers. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => (signal ? breakable(ms, signal) : sleep(ms)),
};
