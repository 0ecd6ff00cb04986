/** Where a replay starts, and how the checkpoint that a host returns is read. */
import { asRecord } from '../event/records';
import { readSpan } from '../ringostat/windows';
import type { Span } from '../ringostat/types';
import type { Checkpoint, Compared, RunningCall } from './types';

const DAY_MS = 86_400_000;
/** A schedule that slept longer does not begin a read of a year by itself: give it the span by hand. */
const CATCH_UP_MS = 31 * DAY_MS;

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string';

function isRunningCall(value: unknown): value is RunningCall {
  const record = asRecord(value);
  return record !== null && isText(record.id) && isTime(record.startedAt);
}

function comparedOf(kept: unknown): Compared | null {
  const { lacking, otherwise } = asRecord(kept) ?? {};
  return isCount(lacking) && isCount(otherwise) ? { lacking, otherwise } : null;
}

/** Takes what a host kept; returns the checkpoint, or null when it is none: the run then begins anew and loses nothing. */
export function readCheckpoint(kept: unknown): Checkpoint | null {
  const one = asRecord(kept);
  const span = asRecord(one?.span);
  if (!one || !span || one.version !== 1) return null;
  const good =
    (one.projectId === null || isText(one.projectId)) &&
    isTime(span.from) &&
    isTime(span.to) &&
    isTime(one.from) &&
    Array.isArray(one.done) &&
    one.done.every(isText) &&
    Array.isArray(one.running) &&
    one.running.every(isRunningCall) &&
    isCount(one.read) &&
    (one.total === null || isCount(one.total)) &&
    typeof one.complete === 'boolean';
  // The two counts only tell; where they lack the run goes on all the same.
  return good ? ({ ...one, compared: comparedOf(one.compared) } as unknown as Checkpoint) : null;
}

/**
 * Takes the span wanted, the project, and what an earlier run of the same task left (null: nothing). Returns where the run
 * begins. `last`: the span ends now and moves on with every run; it begins earlier when the run before stopped earlier (31
 * days at most), so that no outage is too long for it. `between`: a span by itself; the same one is gone on with where it
 * was left. Times without offset are of the project's zone. Throws CrmError for a span that is none.
 */
export function beginRun(
  wanted: Span,
  { projectId, timeZone }: { projectId: string | null; timeZone: string },
  { earlier, kind }: { earlier: Checkpoint | null; kind: 'last' | 'between' },
): Checkpoint {
  const { start, end } = readSpan(wanted, timeZone);
  const span = { from: start.toJSDate().toISOString(), to: end.toJSDate().toISOString() };
  const fresh: Checkpoint = {
    version: 1,
    projectId,
    span,
    from: span.from,
    done: [],
    running: [],
    read: 0,
    total: null,
    compared: null,
    complete: false,
  };
  if (!earlier || earlier.projectId !== projectId) return fresh;
  if (kind === 'between')
    return !earlier.complete && earlier.span.from === span.from && earlier.span.to === span.to
      ? earlier
      : fresh;
  const oldest = Date.parse(span.to) - CATCH_UP_MS;
  const left = Math.max(Date.parse(earlier.from), oldest);
  const from = new Date(Math.min(Date.parse(span.from), left)).toISOString();
  return { ...fresh, span: { from, to: span.to }, from, running: earlier.running };
}
