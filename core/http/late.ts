/** A request that was given up while in progress (smart forwarding ran out of time): its answer is still used if waiting for it blocks no other request. */
import type { Clock } from './types';

/** How long such an answer is still listened to, ms. */
const LATE_MS = 5_000;

export interface Late {
  /** For the transport; undefined: the request had no signal. Aborted when nobody listens any more. */
  signal: AbortSignal | undefined;
  /** Somebody waits for the place of this request: it is broken off now if it was given up, else once it is. */
  yield(): void;
  /** The request has ended. */
  end(): void;
}

/** Takes the signal of whoever asked; returns how long the transport goes on after that is aborted. */
export function listenLate(asked: AbortSignal | undefined, clock: Pick<Clock, 'sleep'>): Late {
  if (!asked) return { signal: undefined, yield: () => undefined, end: () => undefined };
  const broken = new AbortController();
  const ended = new AbortController();
  let wanted = false;
  const breakOff = (): void => {
    if (!ended.signal.aborted) broken.abort();
  };
  const onGivenUp = (): void => {
    if (wanted) breakOff();
    else clock.sleep(LATE_MS, ended.signal).then(breakOff, () => undefined);
  };
  if (asked.aborted) onGivenUp();
  else asked.addEventListener('abort', onGivenUp, { once: true });
  return {
    signal: broken.signal,
    yield() {
      wanted = true;
      if (asked.aborted) breakOff();
    },
    end() {
      ended.abort();
      asked.removeEventListener('abort', onGivenUp);
    },
  };
}
