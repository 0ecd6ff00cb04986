/** One question to the call log and what may come back: JSON, CSV, an error page (reference ringostat.md §3.2). */
import { asRecord, parseObject } from '../event/records';
import { CrmError } from '../http/errors';
import { csvRows } from './csv';
import { ringostatError } from './errors';
import fields from './fields.json';
import { refuseHtml } from './rpc';
import type { CallRow, CallsOptions, RingostatDeps } from './types';
import { stampOf } from './wall-clock';

const ACTION = 'reading the call log';
export const FIELD_REFUSED = 'Ringostat refused one of the fields asked for; only the common ones were read.';

/** A list of rows in whatever dress it came. Throws CrmError when it is none. */
function rowsOf(body: unknown): CallRow[] {
  refuseHtml(body, ACTION);
  if (typeof body === 'string') {
    const parsed = parseObject(body);
    return parsed === null ? csvRows(body) : rowsOf(parsed);
  }
  if (Array.isArray(body)) return body.filter((row): row is CallRow => asRecord(row) !== null);
  const record = asRecord(body);
  if (record && record.error !== undefined) throw ringostatError('permanent', `${ACTION} was refused.`);
  if (record && Array.isArray(record.data)) return rowsOf(record.data);
  if (body === null || body === undefined) return [];
  throw ringostatError('temporary', `${ACTION} got an answer that is no list of calls.`);
}

/** What the questions of one reading share. */
export interface Reading {
  deps: RingostatDeps;
  options: CallsOptions;
  /** Narrowed to the common ones when Ringostat refuses one. */
  fields: string[];
  /** Sentences not told yet. */
  warnings: string[];
}

export function startReading(deps: RingostatDeps, options: CallsOptions): Reading {
  const names = options.fields?.length
    ? [...new Set([...options.fields, 'uniqueid', 'calldate'])]
    : fields.all;
  return { deps, options, fields: names, warnings: [] };
}

async function ask({ deps, options }: Reading, span: [number, number], names: string[]): Promise<CallRow[]> {
  const query: Record<string, string> = {
    export_type: options.format ?? 'json',
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

/** Takes a reading and a window of wall clocks, both ends belong to it; returns its rows. Throws CrmError. */
export async function requestWindow(reading: Reading, from: number, to: number): Promise<CallRow[]> {
  try {
    return await ask(reading, [from, to], reading.fields);
  } catch (error) {
    // Some projects refuse a whole request for one field they do not know.
    if (!(error instanceof CrmError) || error.status !== 400 || reading.fields === fields.safe) throw error;
    const rows = await ask(reading, [from, to], fields.safe);
    reading.fields = fields.safe;
    reading.warnings.push(FIELD_REFUSED);
    return rows;
  }
}
