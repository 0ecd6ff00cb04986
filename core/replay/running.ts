/** Calls that were still running when an earlier replay read them: they are read again, by their start time, until they have ended. */
import { isRunning } from '../ringostat/running';
import type { DatedRow, Span } from '../ringostat/types';
import type { ReplayDeps } from './types';

const HOUR_MS = 3_600_000;
/** No call lasts this long: Ringostat has forgotten to end it. */
const GIVE_UP_MS = 24 * HOUR_MS;

/** Starts (ms) as spans that hold them, those less than an hour apart in one. */
function spansOf(starts: number[]): Span[] {
  const spans: { from: number; to: number }[] = [];
  for (const at of [...starts].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && at - last.to < HOUR_MS) last.to = at;
    else spans.push({ from: at, to: at });
  }
  const iso = (ms: number): string => new Date(ms).toISOString();
  return spans.map(({ from, to }) => ({ from: iso(from), to: iso(to + 1000) }));
}

/**
 * Takes the running calls by id with their start (ms), and the beginning of the span (ms), which brings the later ones itself;
 * gives the rows of those that have ended, window by window. Those given up are taken out of the map and told.
 */
export async function* readAgain(
  running: Map<string, number>,
  until: number,
  { ringostat, clock, format, signal }: ReplayDeps,
): AsyncGenerator<{ rows: DatedRow[]; warnings: string[] }, void, undefined> {
  const early = [...running].filter(([, at]) => at < until);
  for (const span of spansOf(early.map(([, at]) => at))) {
    for await (const window of ringostat.windows(span, { format, signal, withRunning: true })) {
      const now = clock.now();
      const rows = window.rows.filter((row) => row.at < until && running.has(row.id) && !isRunning(row, now));
      if (rows.length > 0 || window.warnings.length > 0) yield { rows, warnings: window.warnings };
    }
  }
  const old = early.flatMap(([id, at]) => (running.has(id) && clock.now() - at > GIVE_UP_MS ? [id] : []));
  for (const id of old) running.delete(id);
  if (old.length > 0)
    yield {
      rows: [],
      warnings: [
        `Ringostat's log still shows ${old.length} calls of more than a day ago as running; they are not waited for any longer.`,
      ],
    };
}
