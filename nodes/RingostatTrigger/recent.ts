import type { IWebhookFunctions } from 'n8n-workflow';
import { clock, Recent } from '../shared/product';

/** What is changed or taken back in a credential counts after this at the latest, ms. */
const KEPT_MS = 30_000;
/** What was read this lately is not read again for a request it refuses, ms: strangers may send many. */
const FRESH_MS = 2_000;
/** Triggers whose credential a process remembers; the one read first is forgotten first. */
const MAX_TRIGGERS = 500;

/** One trigger with one credential: another workflow may not be allowed to read it. */
function keyOf(context: IWebhookFunctions, type: string): string {
  const { id, credentials } = context.getNode();
  return JSON.stringify([context.getWorkflow().id, id, type, credentials?.[type]?.id]);
}

type Read<T> = (context: IWebhookFunctions, type: string, anew?: boolean) => Promise<T>;

/**
 * Reads a credential of a trigger at most every half minute: n8n opens an expression isolate for each reading, which costs more
 * than all else a webhook does. `anew`: what is known refused the request, so that a secret entered since counts at once. A
 * fault is not kept.
 */
export function createRecent<T>(read: (context: IWebhookFunctions, type: string) => Promise<T>): Read<T> {
  const recent = new Recent<string, Promise<T>>(KEPT_MS, MAX_TRIGGERS);
  return (context, type, anew = false) => {
    const key = keyOf(context, type);
    const now = clock.now();
    const known = recent.get(key, now, anew ? FRESH_MS : KEPT_MS);
    if (known) return known;
    const value = read(context, type);
    recent.set(key, value, now);
    value.catch(() => {
      if (recent.get(key, clock.now()) === value) recent.delete(key);
    });
    return value;
  };
}
