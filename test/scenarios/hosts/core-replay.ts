/** The product's reconciler as both hosts' nodes run it: batch after batch, each from the checkpoint of the one before. */
import { openRingostat } from '../../../node-red/host/accounts';
import type { CrmProvider } from '../../../core/crm/port';
import type { RingostatEvent } from '../../../core/model/event';
import type { Clock } from '../../../core/http/types';
import { readNeverRecord } from '../../../core/event/never-record-entries';
import { beginRun, readCheckpoint } from '../../../core/replay/checkpoint';
import { reconcile, takeBatch } from '../../../core/replay/reconcile';
import type { Checkpoint } from '../../../core/replay/types';
import type { FakeRingostat } from '../../../sandbox/ringostat/types';
import type { Settings } from '../types';

/** As the templates have it. */
const SPAN_MS = 3 * 24 * 3_600_000;
const BATCH = 100;

/** A checkpoint as a host keeps it: JSON, read again. */
function kept(checkpoint: Checkpoint): Checkpoint {
  const read = readCheckpoint(JSON.parse(JSON.stringify(checkpoint)));
  if (!read) throw new Error('The reconciler does not take its own checkpoint.');
  return read;
}

/**
 * Takes the scenario's settings, its Ringostat, the CRM and the clock; gives the calls of the last three days that the CRM
 * lacks, oldest first, in batches. A batch is asked for when the one before is dealt with.
 */
export async function* missingCalls(
  { timeZone, defaultCountry, neverRecord }: Settings,
  { url, authKey, projectId }: FakeRingostat,
  provider: CrmProvider,
  clock: Clock,
): AsyncGenerator<RingostatEvent[], void, undefined> {
  const now = clock.now();
  const iso = (ms: number): string => new Date(ms).toISOString();
  const deps = {
    ringostat: openRingostat({ baseUrl: url, authKey, projectId, timeZone }),
    provider,
    clock,
    event: { timeZone, defaultCountry, projectId },
    filter: { neverRecord: readNeverRecord(neverRecord) },
  };
  const begin = { earlier: null, kind: 'last' } as const;
  let checkpoint = beginRun({ from: iso(now - SPAN_MS), to: iso(now) }, { projectId, timeZone }, begin);
  while (!checkpoint.complete) {
    const batches = reconcile(checkpoint, deps);
    const taken = await takeBatch(batches, BATCH);
    await batches.return();
    if (!taken) return;
    yield taken.events;
    checkpoint = kept(taken.checkpoint);
  }
}
