/** Reads the call log in windows, each small enough for the API's limit, so that a long period is never in memory as a whole. */
import { said } from '../text/said';
import type { DateTime } from 'luxon';
import { textOf } from '../event/text';
import { dateOfCallId, readDate } from '../event/times';
import { ringostatError } from './errors';
import { requestWindow, startReading } from './log-request';
import { hasTalk, isRunning } from './running';
import type { CallRow, CallsOptions, CallWindow, DatedRow, RingostatDeps, Span } from './types';
import { cutAt, instantOf, stampOf, wallOf } from './wall-clock';

/** Calls one answer holds at most; there is no paging, so a full answer may be a cut one. */
export const CAP = 6500;
/** Share of the cap from which an answer is not trusted: nobody has documented what else counts against it. */
const NEARLY_FULL = 0.92;
const DAY_MS = 86_400_000;
const SECOND_MS = 1000;

/** Takes an ISO span and the project's zone; returns both ends as instants. Throws CrmError when it is none. */
export function readSpan(span: Span, zone: string): { start: DateTime; end: DateTime } {
  const start = readDate(span.from, zone);
  const end = readDate(span.to, zone);
  if (!start || !end || end <= start) {
    throw ringostatError('permanent', said('ringostat.span'), {
      advice: said('ringostat.span.advice'),
    });
  }
  return { start: start.setZone(zone), end: end.setZone(zone) };
}

/** Rows of one answer, each call once, oldest first. A row without a date keeps its place behind the one before. */
function dated(rows: CallRow[], from: number, zone: string, now: number | null): DatedRow[] {
  const byId = new Map<string, DatedRow>();
  let before = instantOf(from, zone).toMillis();
  rows.forEach((row, index) => {
    const id = textOf(row.uniqueid);
    const at = readDate(textOf(row.calldate), zone) ?? dateOfCallId(id);
    before = at?.toMillis() ?? before;
    const key = id ?? `${stampOf(from)}#${index}#${JSON.stringify(row)}`;
    const known = byId.get(key);
    // Of two copies the one that is no longer running tells more.
    if (!known || isRunning(known, now) || (hasTalk(row) && !hasTalk(known.row)))
      byId.set(key, { row, id: key, at: before });
  });
  return [...byId.values()].sort((a, b) => a.at - b.at);
}

/**
 * Takes what the client needs, a span (ISO 8601) and options; gives the rows of calls that began in the span, window by
 * window, oldest first, each call once. Asks for a day at a time; an answer that is full or nearly so is not used but asked
 * for again in halves, down to a second. Clients disagree on whether the API means the project's zone or UTC, so more is
 * asked for and the dates' own offsets decide. Throws CrmError.
 */
export async function* readWindows(
  deps: RingostatDeps,
  span: Span,
  options: CallsOptions = {},
): AsyncGenerator<CallWindow, void, undefined> {
  const zone = deps.timeZone;
  const { start, end } = readSpan(span, zone);
  const reading = startReading(deps, options);
  const cap = deps.cap ?? CAP;
  const full = Math.floor(cap * NEARLY_FULL);
  const spare = Math.max(Math.abs(start.offset), Math.abs(end.offset)) * 60_000;
  const last = wallOf(end) + spare + (end.millisecond > 0 ? SECOND_MS : 0);
  let length = DAY_MS;
  // A call at the very second where two windows touch is in both.
  let before = new Set<string>();
  for (let from = wallOf(start) - spare; from < last;) {
    const to = cutAt(Math.min(from + length, last), from, zone);
    const answer = await requestWindow(reading, from, to);
    const now = deps.clock?.now() ?? null;
    if (answer.length >= full && to - from > SECOND_MS) {
      length = Math.max(SECOND_MS, Math.floor((to - from) / 2 / SECOND_MS) * SECOND_MS);
      continue;
    }
    if (answer.length >= cap)
      reading.warnings.push(
        `More than ${cap} calls in the second from ${stampOf(from)}; Ringostat shows no more, some may be missing.`,
      );
    const all = dated(answer, from, zone, now);
    const rows = all.filter(
      (one) =>
        one.at >= start.toMillis() &&
        one.at < end.toMillis() &&
        !before.has(one.id) &&
        (options.withRunning === true || !isRunning(one, now)),
    );
    before = new Set(all.map(({ id }) => id));
    yield { rows, until: instantOf(to, zone).toISO() ?? '', warnings: reading.warnings.splice(0) };
    from = to;
    if (answer.length < full / 4) length = Math.min(DAY_MS, length * 2);
  }
}
