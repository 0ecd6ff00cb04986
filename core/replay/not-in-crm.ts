/** Which calls the CRM lacks: replay does these and leaves the others alone (G-16). */
import type { CrmProvider } from '../crm/port';
import type { RingostatEvent } from '../event/types';
import { keyOfCall } from '../matrix/this-call';

/** Calls of one question; each provider parts them into the requests its API takes. */
const BATCH = 500;

/** Takes events and the CRM; returns those whose call record it lacks, in the same order. Throws CrmError. */
export async function notInCrm(
  events: RingostatEvent[],
  provider: Pick<CrmProvider, 'seen'>,
): Promise<RingostatEvent[]> {
  const seen = new Set<string>();
  for (let start = 0; start < events.length; start += BATCH) {
    const keys = events.slice(start, start + BATCH).map(keyOfCall);
    for (const key of await provider.seen(keys)) seen.add(key);
  }
  return events.filter((event) => !seen.has(keyOfCall(event)));
}
