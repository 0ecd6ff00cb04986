/** Reads the call log of a span and counts it, window by window: no call is kept. */
import { EventError } from '../event/errors';
import { neverRecorded } from '../event/never-record';
import type { NormaliseOptions } from '../event/options';
import type { Clock } from '../http/types';
import type { Ringostat } from '../ringostat/client';
import { rowToEvent } from '../ringostat/row';
import type { CallRow } from '../ringostat/types';
import { isInternal } from '../routing/client-card';
import { countedCall } from './call';
import { ReportCount } from './count';
import type { Report, ReportOptions } from './report';

export interface ReportDeps {
  ringostat: Pick<Ringostat, 'windows'>;
  clock: Pick<Clock, 'now'>;
  /** How rows become events. */
  event: Omit<NormaliseOptions, 'event' | 'routing' | 'receivedAt'>;
  /** Entries of whom no call is counted, as the trigger has them. */
  neverRecord?: readonly string[];
  signal?: AbortSignal | undefined;
  /** Told after each window: calls counted so far. */
  onProgress?: (calls: number) => void;
}

/**
 * Takes what is to be counted and where calls come from; returns the report. Calls that are still running are not counted. A row
 * that cannot be read is left out and told. Throws CrmError.
 */
export async function readReport(options: ReportOptions, deps: ReportDeps): Promise<Report> {
  const { ringostat, clock, event: how, neverRecord = [], signal } = deps;
  const count = new ReportCount(options);
  const team = { employees: [...options.employees], senior: null };
  const told = new Set<string>();
  let calls = 0;

  const add = (row: CallRow): void => {
    try {
      const event = rowToEvent(row, { ...how, receivedAt: clock.now() });
      if (event.status === 'running' || neverRecorded(event, [...neverRecord]) !== null) return;
      if (isInternal(event, team)) return count.leaveOut();
      const call = countedCall(event, team);
      if (!call) return void told.add('A call without direction or date was left out.');
      count.add(call);
      calls += 1;
    } catch (error) {
      if (!(error instanceof EventError)) throw error;
      told.add(`A call was left out. ${error.message}`);
    }
  };
  for await (const { rows, warnings } of ringostat.windows(options.span, { signal })) {
    for (const warning of warnings) told.add(warning);
    // Of calls that began at one instant the order in the log says nothing.
    const ordered = [...rows].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    for (const { row } of ordered) add(row);
    deps.onProgress?.(calls);
  }
  return count.finish([...told]);
}
