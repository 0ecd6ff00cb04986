import { clock } from './clock';

/** Lists of a CRM change seldom, and each costs a request per call. */
export const CACHE_MS = 10 * 60 * 1000;

/** Answers by key for some minutes; parallel askers share one request, and a fault is not kept. */
export function createCache<T>(): (key: string, ask: () => Promise<T>, ms?: number) => Promise<T> {
  const answers = new Map<string, { until: number; value: Promise<T> }>();
  return (key, ask, ms = CACHE_MS) => {
    const now = clock.now();
    const known = answers.get(key);
    if (known && known.until > now) return known.value;
    for (const [old, { until }] of answers) if (until <= now) answers.delete(old);
    const value = ask();
    answers.set(key, { until: now + ms, value });
    value.catch(() => answers.delete(key));
    return value;
  };
}
