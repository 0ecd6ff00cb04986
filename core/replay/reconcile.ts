/** Compares the call log with the CRM, batch by batch, and returns the calls that the CRM does not have (scenario G-16). */
import { maskedFault, masking } from '../apply/masked';
import { forPeople } from '../phone/mask';
import type { DatedRow } from '../ringostat/types';
import { isRunning } from '../ringostat/running';
import { Ledger } from './ledger';
import { eventsOfLog } from './log-events';
import { notInCrm } from './not-in-crm';
import { readAgain } from './running';
import type { Checkpoint, ReplayBatch, ReplayDeps } from './types';
import type { RingostatEvent } from '../model/event';

const BATCH = 500;
const OVERLAP_MS = 2 * 3_600_000;

function* parts<T>(all: T[], size: number): Generator<T[], void, undefined> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

async function lacking(
  rows: DatedRow[],
  ledger: Ledger,
  { provider, event, filter, clock }: ReplayDeps,
): Promise<{ events: RingostatEvent[]; warnings: string[] }> {
  const log = { rows: rows.map(({ row }) => row), warnings: [] };
  const { events, warnings } = eventsOfLog(log, { ...event, receivedAt: clock.now() }, filter);
  if (!provider) return { events, warnings };
  const wanted = await notInCrm(events, provider);
  ledger.compare(wanted);
  return { events: wanted, warnings };
}

async function* batchesOf(start: Checkpoint, deps: ReplayDeps): AsyncGenerator<ReplayBatch, void, undefined> {
  if (start.complete) return;
  const { ringostat, clock, format, signal, batchSize = BATCH, overlapMs = OVERLAP_MS } = deps;
  const total = start.total ?? (await ringostat.count(start.span, { format, signal }));
  const ledger = new Ledger(start, total, () => clock.now(), overlapMs);
  const told = new Set<string>();
  const news = (warnings: string[]): string[] =>
    warnings
      .map((one) => forPeople(masking(deps.event), one))
      .filter((one) => !told.has(one) && told.add(one) !== undefined);
  const batch = (events: RingostatEvent[], warnings: string[], complete = false): ReplayBatch => ({
    events,
    warnings: news(warnings),
    progress: ledger.progress(complete),
    checkpoint: ledger.checkpoint(complete),
  });

  // Only at the very beginning: a run that is gone on with has asked for them already.
  if (start.total === null)
    for await (const { rows, warnings } of readAgain(ledger.running, Date.parse(start.from), deps)) {
      for (const some of rows.length > 0 ? parts(rows, batchSize) : [[]]) {
        const { events, warnings: more } = await lacking(some, ledger, deps);
        for (const { id } of some) ledger.running.delete(id);
        yield batch(events, [...warnings, ...more]);
      }
    }

  const span = { from: start.from, to: start.span.to };
  const options = { format, signal, withRunning: true };
  const windows = Date.parse(span.from) < Date.parse(span.to) ? ringostat.windows(span, options) : [];
  for await (const window of windows) {
    const readAt = clock.now();
    const runs = (row: DatedRow): boolean => isRunning(row, readAt);
    const rows = window.rows.filter((row) => !ledger.has(row));
    for (const some of parts(rows, batchSize)) {
      const { events, warnings } = await lacking(
        some.filter((row) => !runs(row)),
        ledger,
        deps,
      );
      ledger.add(some, runs);
      yield batch(events, [...window.warnings.splice(0), ...warnings]);
    }
    if (window.warnings.length > 0) yield batch([], window.warnings);
  }
  const count = ledger.running.size;
  const waits = count > 0 ? [`Calls still running: ${count}. The next run reads them again.`] : [];
  yield batch([], waits, true);
}

/**
 * Takes where to begin (beginRun) and what it works with; gives the calls of the span in batches, oldest first: first those
 * that were running before and have ended. The last batch is empty and its checkpoint complete. A host keeps the checkpoint of
 * a batch after it has dealt with it; beginning again with a kept one gives no call of the batches before, and every call
 * after them. Memory holds one window and one batch, whatever the span. Throws CrmError. With `event.maskNumbers` the numbers
 * in warnings and errors are masked, as the trigger does it, and the events tell the nodes behind.
 */
export async function* reconcile(
  start: Checkpoint,
  deps: ReplayDeps,
): AsyncGenerator<ReplayBatch, void, undefined> {
  try {
    yield* batchesOf(start, deps);
  } catch (error) {
    throw maskedFault(masking(deps.event), error);
  }
}

/**
 * Takes the batches of a run; returns the first of them as one, with `atLeast` calls to record or, when there are no more so
 * many, the rest of the run. Null when there is none. For hosts that deal with so many calls at a time: unless the checkpoint
 * is complete, there are more calls to record, so that nobody comes back for nothing.
 */
export async function takeBatch(
  batches: AsyncIterator<ReplayBatch>,
  atLeast: number,
): Promise<ReplayBatch | null> {
  const first = await batches.next();
  if (first.done) return null;
  let taken = first.value;
  while (!taken.checkpoint.complete) {
    const next = await batches.next();
    // One batch too many is asked for: it tells that there is more, and is read again by whoever goes on.
    if (next.done || (taken.events.length >= atLeast && next.value.events.length > 0)) break;
    const { events, warnings } = taken;
    taken = {
      ...next.value,
      events: [...events, ...next.value.events],
      warnings: [...warnings, ...next.value.warnings],
    };
  }
  return taken;
}
