import { sleep } from 'n8n-workflow';
import type { Clock } from '../../../core/http/types';

/** A sleep that was broken off resolves at once; n8n's own cannot be ended, so its timer runs out unheard. */
function breakable(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
    void sleep(ms).then(resolve);
  });
}

/** n8n allows its packs no timers of their own; `sleep` is the one it offers. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => (signal ? breakable(ms, signal) : sleep(ms)),
};
