/** Turns the call log into events, for the operation "get many" of both hosts. */
import { EventError } from '../event/errors';
import { neverRecorded } from '../event/never-record';
import type { NormaliseOptions } from '../event/options';
import type { Direction, RingostatEvent } from '../model/event';
import { rowToEvent } from '../ringostat/row';
import type { CallLog } from '../ringostat/types';

export interface LogFilter {
  direction?: 'any' | Direction;
  /** missed: everything without a conversation. */
  status?: 'any' | 'answered' | 'missed';
  /** Entries of whom no call is recorded, as the trigger has them. */
  neverRecord?: readonly string[];
}

function fits(event: RingostatEvent, filter: LogFilter): boolean {
  const { direction = 'any', status = 'any', neverRecord = [] } = filter;
  return (
    (direction === 'any' || event.direction === direction) &&
    (status === 'any' || (event.status === 'answered') === (status === 'answered')) &&
    neverRecorded(event, neverRecord) === null
  );
}

/**
 * Takes the log, the trigger's options and the filter. Returns the events in the log's order, as the webhooks after
 * these calls would have given them, and what a person should know, each sentence once. A row that cannot be read is
 * left out and told.
 */
export function eventsOfLog(
  { rows, warnings }: CallLog,
  options: Omit<NormaliseOptions, 'event' | 'routing'>,
  filter: LogFilter = {},
): { events: RingostatEvent[]; warnings: string[] } {
  const told = new Set(warnings);
  const events = rows.flatMap((row) => {
    try {
      return [rowToEvent(row, options)];
    } catch (error) {
      if (!(error instanceof EventError)) throw error;
      told.add(`A call was left out. ${error.message}`);
      return [];
    }
  });
  return { events: events.filter((event) => fits(event, filter)), warnings: [...told] };
}
