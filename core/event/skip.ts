/** Why a valid event is not passed on to the flow. */
import { neverRecorded } from './never-record';
import type { EventName, RingostatEvent } from '../model/event';

/**
 * Takes an event and the trigger's filter (an empty list of events means all); returns the reason to drop it in
 * words, or null to pass it on. Routing questions are never dropped: Ringostat waits for an answer.
 */
export function skipReason(
  event: RingostatEvent,
  filter: { events: EventName[]; dropInternal: boolean; neverRecord: readonly string[] },
): string | null {
  if (event.kind === 'routing') return null;
  if (event.moment === 'ended' && event.status === 'running')
    return 'The call is still running; its end will be sent.';
  if (filter.dropInternal && event.internal)
    return 'A call between two employees; "drop internal calls" is on.';
  const listed = neverRecorded(event, filter.neverRecord);
  if (listed !== null) return `"${listed}" is among the numbers that are never recorded.`;
  if (filter.events.length && !filter.events.includes(event.name))
    return `${event.name} is not among the events chosen in the trigger.`;
  return null;
}
