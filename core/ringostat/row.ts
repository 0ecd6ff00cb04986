/** A row of the call log as an event: what a lost webhook would have given. */
import { toEvent } from '../event/normalise';
import type { NormaliseOptions } from '../event/options';
import type { RingostatEvent } from '../model/event';
import type { CallRow } from './types';

/**
 * Takes a row of the call log; returns it as a payload for toEvent: names in the log are the canonical ones. A row
 * without result fields (asked for with few `fields`) still is an ended call, for the log holds no other.
 */
export function rowToPayload(row: CallRow): Record<string, unknown> {
  return { ...row };
}

/**
 * Takes a row and the trigger's options; returns the event of the call's end, with the key its webhook has. Throws
 * EventError when the row lacks the fields an event needs (call_type, at least).
 */
export function rowToEvent(
  row: CallRow,
  options: Omit<NormaliseOptions, 'event' | 'routing'>,
): RingostatEvent {
  return toEvent(rowToPayload(row), { ...options, event: 'ended' });
}
