/** One request to the call log, and the request that is sent instead when it is refused. */
import { CrmError } from '../http/errors';
import fields from './fields.json';
import { ACTION, MISFIT, REFUSED, rowsOf } from './log-answer';
import type { CallRow, CallsOptions, RingostatDeps } from './types';
import { stampOf } from './wall-clock';

const CSV_MISFIT =
  "Ringostat's CSV could not be read where a text holds a semicolon; JSON was asked for instead.";
const FIELD_REFUSED = 'Ringostat refused one of the fields asked for; only the common ones were read.';

/** What the questions of one reading share. */
export interface Reading {
  deps: RingostatDeps;
  options: CallsOptions;
  format: 'json' | 'csv';
  /** Narrowed to the common ones when Ringostat refuses one. */
  fields: string[];
  /** Sentences not told yet. */
  warnings: string[];
}

export function startReading(deps: RingostatDeps, options: CallsOptions): Reading {
  const names = options.fields?.length
    ? [...new Set([...options.fields, 'uniqueid', 'calldate'])]
    : fields.all;
  return { deps, options, format: options.format ?? 'json', fields: names, warnings: [] };
}

async function ask(
  { deps, options, format, fields: names }: Reading,
  span: [number, number],
): Promise<CallRow[]> {
  const query: Record<string, string> = {
    export_type: format,
    from: stampOf(span[0]),
    to: stampOf(span[1]),
    fields: names.join(','),
    order: 'calldate asc',
  };
  if (options.filters?.length) query.filters = options.filters.join(',');
  const response = await deps.http.request(
    { method: 'GET', path: '/calls/list', query, signal: options.signal },
    { action: ACTION, idempotent: true },
  );
  return rowsOf(response.body);
}

/** What to change before asking again, null when nothing helps; the person is told once. */
function remedy(error: CrmError, reading: Reading): Partial<Reading> | null {
  // Some projects refuse a whole request for one field they do not know, and not all say that it was a field.
  const refused = error.kind === 'invalidField' || error.code === REFUSED;
  if (refused && reading.fields !== fields.safe) return { fields: fields.safe };
  if (error.code === MISFIT && reading.format === 'csv') return { format: 'json' };
  return null;
}

/** Takes a reading and a window of wall clocks, both ends belong to it; returns its rows. Throws CrmError. */
export async function requestWindow(reading: Reading, from: number, to: number): Promise<CallRow[]> {
  try {
    return await ask(reading, [from, to]);
  } catch (error) {
    const change = error instanceof CrmError ? remedy(error, reading) : null;
    if (!change) throw error;
    const rows = await requestWindow({ ...reading, ...change }, from, to);
    Object.assign(reading, change);
    reading.warnings.push(change.fields ? FIELD_REFUSED : CSV_MISFIT);
    return rows;
  }
}
