/** Reads the call log of a short period as one list; long periods are read in parts (windows.ts). */
import type { CallLog, CallsOptions, RingostatDeps, Span } from './types';
import { readWindows } from './windows';

/** Enough to count calls and to know each again. */
const COUNTED = ['uniqueid', 'calldate', 'disposition'];

/**
 * Takes what the client needs, a span (ISO 8601) and options; returns the rows of calls that began in the span, oldest
 * first. Throws CrmError.
 */
export async function readCalls(deps: RingostatDeps, span: Span, options: CallsOptions): Promise<CallLog> {
  const log: CallLog = { rows: [], warnings: [] };
  for await (const { rows, until, warnings } of readWindows(deps, span, options)) {
    for (const { row } of rows) log.rows.push(row);
    log.warnings.push(...warnings);
    options.onWindow?.({ rows: log.rows.length, until });
  }
  return log;
}

/** How many calls began in the span, running ones included; reads ids and dates only. Throws CrmError. */
export async function countCalls(deps: RingostatDeps, span: Span, options: CallsOptions): Promise<number> {
  let count = 0;
  const few = { ...options, fields: COUNTED, withRunning: true };
  for await (const { rows } of readWindows(deps, span, few)) count += rows.length;
  return count;
}
