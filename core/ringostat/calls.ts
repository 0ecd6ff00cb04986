/** The call log: windows small enough for the API's cap, each call once (reference ringostat.md §3.2). */
import { DateTime } from 'luxon';
import { asRecord, parseObject } from '../event/records';
import { statusClass } from '../event/status';
import { readDate } from '../event/times';
import { textOf } from '../event/text';
import { CrmError } from '../http/errors';
import { csvRows } from './csv';
import { ringostatError } from './errors';
import fields from './fields.json';
import { refuseHtml } from './rpc';
import type { CallLog, CallRow, CallsOptions, RingostatDeps, Span } from './types';

/** Calls one answer holds at most; there is no paging, so a full answer may be a cut one. */
export const CAP = 6500;
const WINDOW_HOURS = 24;
/** A window this short that is still full cannot be split further. */
const SHORTEST_MS = 60_000;
const ACTION = 'reading the call log';

const stamp = (date: DateTime): string => date.toFormat('yyyy-MM-dd HH:mm:ss');

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

interface Reading {
  deps: RingostatDeps;
  options: CallsOptions;
  fields: string[];
  warnings: string[];
  byId: Map<string, CallRow>;
}

async function request(reading: Reading, from: DateTime, to: DateTime): Promise<CallRow[]> {
  const ask = async (names: string[]): Promise<CallRow[]> => {
    const query: Record<string, string> = {
      export_type: 'json',
      from: stamp(from),
      to: stamp(to),
      fields: names.join(','),
      order: 'calldate asc',
    };
    if (reading.options.filters?.length) query.filters = reading.options.filters.join(',');
    const response = await reading.deps.http.request(
      { method: 'GET', path: '/calls/list', query, signal: reading.options.signal },
      { action: ACTION, idempotent: true },
    );
    return rowsOf(response.body);
  };
  try {
    return await ask(reading.fields);
  } catch (error) {
    // Some projects refuse a whole request for one field they do not know.
    if (!(error instanceof CrmError) || error.status !== 400 || reading.fields === fields.safe) throw error;
    const rows = await ask(fields.safe);
    reading.fields = fields.safe;
    reading.warnings.push('Ringostat refused one of the fields asked for; only the common ones were read.');
    return rows;
  }
}

/** Reads a window; one that is full is read again in halves. */
async function readWindow(reading: Reading, from: DateTime, to: DateTime): Promise<void> {
  const rows = await request(reading, from, to);
  const length = to.diff(from).toMillis();
  if (rows.length >= CAP && length > SHORTEST_MS) {
    const middle = from.plus({ seconds: Math.floor(length / 2000) });
    await readWindow(reading, from, middle);
    return readWindow(reading, middle, to);
  }
  if (rows.length >= CAP)
    reading.warnings.push(
      `More than ${CAP} calls in the minute from ${stamp(from)}; Ringostat shows no more, some may be missing.`,
    );
  rows.forEach((row, index) => {
    const key = textOf(row.uniqueid) ?? `${stamp(from)}#${index}#${JSON.stringify(row)}`;
    const known = reading.byId.get(key);
    // Of two copies the one that is no longer running tells more.
    if (!known || statusClass(textOf(known.disposition)) === 'running') reading.byId.set(key, row);
  });
}

/**
 * Takes what the client needs, a span (ISO 8601) and options; returns the rows of calls that started in the span,
 * oldest first. Asks in windows of a day. Clients disagree on whether the API means the project's zone or UTC, so
 * more is asked for and the dates' own offsets decide. Throws CrmError.
 */
export async function readCalls(deps: RingostatDeps, span: Span, options: CallsOptions): Promise<CallLog> {
  const zone = deps.timeZone;
  const start = readDate(span.from, zone);
  const end = readDate(span.to, zone);
  if (!start || !end || end <= start) {
    throw ringostatError('permanent', 'the span of the call log cannot be read.', {
      advice: 'Give "from" and "to" as ISO dates, "to" later than "from".',
    });
  }
  const names = options.fields?.length
    ? [...new Set([...options.fields, 'uniqueid', 'calldate'])]
    : fields.all;
  const reading: Reading = { deps, options, fields: names, warnings: [], byId: new Map() };
  const spare = { minutes: Math.max(Math.abs(start.offset), Math.abs(end.offset)) };
  const last = end.plus(spare);
  for (let from = start.minus(spare); from < last;) {
    const next = DateTime.min(from.plus({ hours: WINDOW_HOURS }), last);
    await readWindow(reading, from, next);
    options.onWindow?.({ rows: reading.byId.size, until: next.toISO() ?? '' });
    from = next;
  }
  const dated = [...reading.byId.values()].map((row) => ({ row, at: readDate(textOf(row.calldate), zone) }));
  const rows = dated
    .filter(({ at }) => at === null || (at >= start && at < end))
    .filter(({ row }) => options.withRunning || statusClass(textOf(row.disposition)) !== 'running')
    .sort((a, b) => (a.at?.toMillis() ?? 0) - (b.at?.toMillis() ?? 0))
    .map(({ row }) => row);
  return { rows, warnings: reading.warnings };
}
