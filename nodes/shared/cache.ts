import { Recent } from '../../core/http/recent';
import { clock } from './clock';

/** Lists of a CRM change seldom, and each costs a request per call. */
const CACHE_MS = 10 * 60 * 1000;
/** Lists remembered; an n8n asks a handful of accounts. */
const MAX_LISTS = 2000;

/** Answers by key for some minutes; parallel askers share one request, and a fault is not kept. */
export function createCache<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const answers = new Recent<string, Promise<T>>(CACHE_MS, MAX_LISTS);
  return (key, ask) => {
    const known = answers.get(key, clock.now());
    if (known) return known;
    const value = ask();
    answers.set(key, value, clock.now());
    value.catch(() => answers.delete(key));
    return value;
  };
}
