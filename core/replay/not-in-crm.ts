/** Finds the calls that the CRM does not have; a replay sends only these (G-16). */
import type { CrmProvider, WrittenCall } from '../crm/port';
import type { RingostatEvent } from '../model/event';
import { callResult } from '../matrix/decide';
import { allRecordings } from '../matrix/lines';
import { showsRecording } from '../matrix/links-shown';
import { missedByTitle } from '../matrix/missed-titles';
import { keyOfCall } from '../matrix/this-call';

/** Calls of one question; each provider parts them into the requests its API takes. */
const BATCH = 500;

/**
 * Whether the CRM has the call otherwise than the log tells it: as missed though it was a conversation, or without the recording
 * that there is by now (G-33). Decided by the title and the text that the question for the keys brings along; where a CRM
 * gives no text with it (Zoho's tasks), a recording that lacks is not seen.
 */
function isOtherwise(event: RingostatEvent, { title, text }: WrittenCall): boolean {
  const links = allRecordings(event);
  const talked = callResult(event) === 'talked';
  if (talked && missedByTitle(title) !== null) return true;
  return links.length > 0 && text !== null && !showsRecording(links, text);
}

async function writtenOf(
  keys: string[],
  { seen, earlier }: Pick<CrmProvider, 'seen' | 'earlier'>,
): Promise<Map<string, WrittenCall | null>> {
  if (earlier) return earlier.written(keys);
  return new Map([...(await seen(keys))].map((key) => [key, null]));
}

/**
 * Takes events and the CRM; returns those whose call it lacks, and, marked, those it has otherwise, in the same order. Throws
 * CrmError.
 */
export async function notInCrm(
  events: RingostatEvent[],
  provider: Pick<CrmProvider, 'seen' | 'earlier'>,
): Promise<RingostatEvent[]> {
  const written = new Map<string, WrittenCall | null>();
  for (let start = 0; start < events.length; start += BATCH) {
    const keys = events.slice(start, start + BATCH).map(keyOfCall);
    for (const [key, one] of await writtenOf(keys, provider)) written.set(key, one);
  }
  return events.flatMap((event) => {
    const one = written.get(keyOfCall(event));
    if (one === undefined) return [event];
    return one !== null && isOtherwise(event, one) ? [{ ...event, writtenOtherwise: true as const }] : [];
  });
}
