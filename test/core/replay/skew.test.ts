/** E2-22: this machine's clock and Ringostat's differ by five minutes; the reconciler runs every hour. */
import { beginRun } from '../../../core/replay/checkpoint';
import { reconcile } from '../../../core/replay/reconcile';
import type { Checkpoint } from '../../../core/replay/types';
import { clockAt, fakeLog, idAt, ZONE, type LogCall } from './log';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY = Date.UTC(2026, 6, 2);
const RUNS = 6;
const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * A call each minute; each runs for 7 minutes, some over the edge of a run. None in the first ten minutes: where the very
 * first span begins, this machine's clock says.
 */
const CALLS = Array.from({ length: RUNS * 60 - 10 }, (_, n) => DAY + (n + 10) * MINUTE_MS);
const TALK_MS = 7 * MINUTE_MS;
/** As Ringostat's log stands at that time of Ringostat's. */
const logAt = (now: number): LogCall[] =>
  CALLS.filter((at) => at <= now).map((at, n) => ({ id: idAt(at, n), at, running: at + TALK_MS > now }));

/** Ids as they came; what came is in the CRM. */
async function runs(skewMs: number): Promise<string[]> {
  let kept: Checkpoint | null = null;
  const came: string[] = [];
  for (let run = 1; run <= RUNS + 1; run += 1) {
    const theirs = DAY + run * HOUR_MS;
    const mine = theirs + skewMs;
    const { ringostat } = fakeLog(() => logAt(theirs), ZONE);
    const seen = (keys: string[]): Promise<Set<string>> => {
      const there = new Set(came.map((id) => `11111_${id.replace('.', '_')}`));
      return Promise.resolve(new Set(keys.filter((key) => there.has(key))));
    };
    const start: Checkpoint = beginRun(
      { from: iso(mine - HOUR_MS), to: iso(mine) },
      { projectId: '11111', timeZone: ZONE },
      { earlier: kept, kind: 'last' },
    );
    const event = { timeZone: ZONE, defaultCountry: 'UA', projectId: '11111' };
    const deps = { ringostat, provider: { seen }, clock: clockAt(mine), event };
    for await (const { events, checkpoint } of reconcile(start, deps)) {
      came.push(...events.map(({ callId }) => callId ?? ''));
      kept = checkpoint;
    }
    expect(kept?.complete).toBe(true);
  }
  return came;
}

test.each([-5, 0, 5])(
  '%i minutes off: 350 calls, some running at the edge of each run, come once each',
  async (minutes) => {
    const came = await runs(minutes * MINUTE_MS);
    expect(came).toHaveLength(CALLS.length);
    expect(new Set(came)).toEqual(new Set(logAt(Infinity).map(({ id }) => id)));
  },
);
