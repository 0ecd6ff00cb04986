/** The reconciler killed anywhere: every ended call is recorded once, whatever was kept. */
import fc from 'fast-check';
import { beginRun, readCheckpoint } from '../../../core/replay/checkpoint';
import { keyOfCall } from '../../../core/matrix/this-call';
import { reconcile } from '../../../core/replay/reconcile';
import type { Checkpoint, ReplayBatch, ReplayDeps } from '../../../core/replay/types';
import { clockAt, fakeLog, idAt, ZONE, type LogCall } from './log';

const HOUR_MS = 3_600_000;
const DAY = Date.UTC(2026, 6, 2);
const iso = (ms: number): string => new Date(ms).toISOString();
const event = { timeZone: ZONE, defaultCountry: 'UA', projectId: '11111' };

/** A CRM that remembers keys. */
function fakeCrm(): {
  has: Map<string, number>;
  seen: (keys: string[]) => Promise<Set<string>>;
  asked: number[];
} {
  const has = new Map<string, number>();
  const asked: number[] = [];
  return {
    has,
    asked,
    seen: (keys) => {
      asked.push(keys.length);
      return Promise.resolve(new Set(keys.filter((key) => has.has(key))));
    },
  };
}
const kept = (checkpoint: Checkpoint): Checkpoint | null =>
  readCheckpoint(JSON.parse(JSON.stringify(checkpoint)));
const logOf = (count: number, stepMs: number): LogCall[] =>
  Array.from({ length: count }, (_, n) => ({ id: idAt(DAY + n * stepMs, n), at: DAY + n * stepMs }));

function depsOf(log: () => LogCall[], now: number, more: Partial<ReplayDeps> = {}, cap = 6500): ReplayDeps {
  const { ringostat } = fakeLog(log, ZONE, cap);
  return { ringostat, provider: null, clock: clockAt(now), event, ...more };
}
async function all(start: Checkpoint, deps: ReplayDeps): Promise<ReplayBatch[]> {
  const batches: ReplayBatch[] = [];
  for await (const batch of reconcile(start, deps)) batches.push(batch);
  return batches;
}
const idsOf = (batches: ReplayBatch[]): string[] =>
  batches.flatMap(({ events }) => events.map(({ callId }) => callId ?? ''));
const fresh = (from: number, to: number): Checkpoint =>
  beginRun(
    { from: iso(from), to: iso(to) },
    { projectId: '11111', timeZone: ZONE },
    { earlier: null, kind: 'between' },
  );

const story = fc.record({
  calls: fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 120 }),
  cap: fc.integer({ min: 12, max: 50 }),
  batchSize: fc.integer({ min: 1, max: 20 }),
  // After so many calls recorded the host dies; whether it had kept the newest checkpoint, and whether it keeps any.
  kills: fc.array(fc.record({ after: fc.integer({ min: 0, max: 40 }), lost: fc.boolean() }), {
    maxLength: 6,
  }),
  span: fc.integer({ min: 1, max: 45_000 }),
  nowIn: fc.integer({ min: 0, max: 20_000 }),
});

test('200 random logs, spans, batches and up to 6 kills each: every call of the span once, in order, none twice', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ calls, cap, batchSize, kills, span, nowIn }) => {
      const log = [...new Set(calls)].map((second, n) => {
        const at = DAY + second * 1000;
        return { id: idAt(at, n), at };
      });
      const end = DAY + span * 1000;
      const crm = fakeCrm();
      const now = end + nowIn * 1000;
      let checkpoint: Checkpoint = fresh(DAY, end);
      const order: number[] = [];
      for (const kill of [...kills, null]) {
        let left = kill?.after ?? Infinity;
        const deps = depsOf(() => log, now, { provider: crm, batchSize }, cap);
        for await (const batch of reconcile(checkpoint, deps)) {
          for (const one of batch.events) {
            if (left-- <= 0) break;
            crm.has.set(keyOfCall(one), (crm.has.get(keyOfCall(one)) ?? 0) + 1);
            order.push(Date.parse(one.times.startedAt ?? ''));
          }
          // Dead between the last call and the keeping, or right after it.
          if (left < 0 || (left === 0 && kill?.lost)) break;
          checkpoint = kept(batch.checkpoint) ?? fresh(DAY, end);
          if (left === 0) break;
        }
      }
      const wanted = log.filter(({ at }) => at < end);
      expect(checkpoint.complete).toBe(true);
      expect([...crm.has.values()].every((times) => times === 1)).toBe(true);
      expect(crm.has.size).toBe(wanted.length);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('without a CRM a kept checkpoint is exact: 1000 calls, killed after every batch of 70, each comes once', async () => {
  const log = logOf(1000, 30_000);
  const end = DAY + 12 * HOUR_MS;
  let checkpoint = fresh(DAY, end);
  const ids: string[] = [];
  for (let runs = 0; !checkpoint.complete; runs += 1) {
    expect(runs).toBeLessThan(20);
    const batches = reconcile(
      checkpoint,
      depsOf(() => log, end + HOUR_MS, { batchSize: 70 }),
    );
    const { value } = await batches.next();
    ids.push(...idsOf(value ? [value] : []));
    checkpoint = kept(value!.checkpoint)!;
  }
  expect(ids).toEqual(log.map(({ id }) => id));
});

test('a log of 6000 calls, 5988 of them in the CRM: 12 come out, and the progress ends with 6000 of 6000 (100 %)', async () => {
  const log = logOf(6000, 40_000);
  const crm = fakeCrm();
  log.forEach(({ id }, n) => n % 500 !== 7 && crm.has.set(`11111_${id.replace('.', '_')}`, 1));
  const batches = await all(
    fresh(DAY, DAY + 72 * HOUR_MS),
    depsOf(() => log, DAY + 73 * HOUR_MS, { provider: crm }),
  );
  expect(idsOf(batches)).toHaveLength(12);
  const shown = batches.map(({ progress: { read, total, percent } }) => `${read} of ${total} (${percent} %)`);
  expect(shown.slice(1, 4)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^\d+ of 6000 \(\d+ %\)$/)]),
  );
  expect(shown.at(-1)).toBe('6000 of 6000 (100 %)');
  const percents = batches.map(({ progress }) => progress.percent);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
});

test('3 running calls are kept, read again by the next run, and come once each when they have ended', async () => {
  const now = DAY + 30 * HOUR_MS;
  const log: LogCall[] = logOf(100, 600_000);
  // One began long before the hours that are read again anyway.
  const running = [log[5]!, log[60]!, log[98]!];
  for (const call of running) call.running = true;
  const crm = fakeCrm();
  const run = async (earlier: Checkpoint | null, at: number): Promise<ReplayBatch[]> => {
    const span = { from: iso(at - 24 * HOUR_MS), to: iso(at) };
    const start = beginRun(span, { projectId: '11111', timeZone: ZONE }, { earlier, kind: 'last' });
    const batches = await all(
      start,
      depsOf(() => log, at, { provider: crm }),
    );
    batches.flatMap(({ events }) => events).forEach((one) => crm.has.set(keyOfCall(one), 1));
    return batches;
  };
  const began = DAY + 5 * 600_000;
  const first = await run(null, began + 23 * HOUR_MS);
  expect(first.at(-1)?.checkpoint.running.map(({ id }) => id)).toEqual(running.map(({ id }) => id));
  expect(first.at(-1)?.warnings).toEqual([expect.stringContaining('Calls still running: 3')]);
  expect(crm.has.size).toBe(97);

  delete running[0]!.running;
  delete running[2]!.running;
  // The first one began before the 24 hours of this run.
  const second = await run(kept(first.at(-1)!.checkpoint), began + 24.5 * HOUR_MS);
  expect(idsOf(second)).toEqual([running[0]!.id, running[2]!.id]);
  expect(second.at(-1)?.checkpoint.running.map(({ id }) => id)).toEqual([running[1]!.id]);
  delete running[1]!.running;
  const third = await run(kept(second.at(-1)!.checkpoint), now);
  expect(idsOf(third)).toEqual([running[1]!.id]);
  expect(third.at(-1)?.checkpoint.running).toEqual([]);
  expect(crm.has.size).toBe(100);
});

test('a call that the log never ends is given up after 24 hours, with a word', async () => {
  const log: LogCall[] = [{ id: idAt(DAY, 1), at: DAY, running: true }];
  const first = await all(
    fresh(DAY, DAY + HOUR_MS),
    depsOf(() => log, DAY + HOUR_MS),
  );
  const later = DAY + 30 * HOUR_MS;
  const start = beginRun(
    { from: iso(later - HOUR_MS), to: iso(later) },
    { projectId: '11111', timeZone: ZONE },
    {
      earlier: first.at(-1)!.checkpoint,
      kind: 'last',
    },
  );
  // The span of the next run begins where the first one stopped, so the row is met again and again left out.
  const second = await all(
    { ...start, from: iso(later - HOUR_MS) },
    depsOf(() => log, later),
  );
  expect(second.flatMap(({ warnings }) => warnings)).toEqual([
    expect.stringContaining('more than a day ago'),
  ]);
  expect(second.at(-1)?.checkpoint.running).toEqual([]);
});

test('a call that the log learns of 90 minutes late is found by the next run of the last hour', async () => {
  const log = logOf(10, 600_000);
  const late: LogCall = { id: 'ua0_-1782900000.77', at: DAY + 20 * 60_000 };
  const at = DAY + 100 * 60_000;
  const span = (now: number): { from: string; to: string } => ({ from: iso(now - HOUR_MS), to: iso(now) });
  const first = await all(
    fresh(DAY, at),
    depsOf(() => log, at),
  );
  expect(idsOf(first)).toHaveLength(10);
  const start = beginRun(
    span(at + HOUR_MS / 2),
    { projectId: '11111', timeZone: ZONE },
    {
      earlier: first.at(-1)!.checkpoint,
      kind: 'last',
    },
  );
  const crm = fakeCrm();
  log.forEach(({ id }) => crm.has.set(`11111_${id.replace('.', '_')}`, 1));
  const second = await all(
    start,
    depsOf(() => [...log, late], at + HOUR_MS / 2, { provider: crm }),
  );
  expect(idsOf(second)).toEqual([late.id]);
});

describe('where a run begins', () => {
  const done = (from: number, to: number): Checkpoint => ({
    ...fresh(from, to),
    from: iso(to),
    complete: true,
  });
  const hours = (n: number): string => iso(DAY + n * HOUR_MS);
  test.each([
    ['5 days of outage with a schedule of 72 hours: where the last run stopped', -120, -72],
    ['an hour after the last run: 72 hours, so that what failed is tried again', -1, -72],
    ['a year after the last run: 31 days', -8760, -744],
  ])('%s', (_, stopped, expected) => {
    const earlier = done(DAY - 9000 * HOUR_MS, DAY + stopped * HOUR_MS);
    const span = { from: hours(-72), to: hours(0) };
    const start = beginRun(span, { projectId: '11111', timeZone: ZONE }, { earlier, kind: 'last' });
    const from = hours(Math.min(expected, Math.max(stopped, -744)));
    expect(start).toMatchObject({ from, span: { from, to: hours(0) }, done: [], read: 0, complete: false });
  });
  test('a span by itself: gone on with when it is the same and unfinished, else from its beginning', () => {
    const earlier = { ...fresh(DAY, DAY + HOUR_MS), from: iso(DAY + 1000), read: 7, total: 9 };
    const span = { from: '2026-07-02T03:00:00+03:00', to: hours(1) };
    const begin = (one: Checkpoint | null, project = '11111'): Checkpoint =>
      beginRun(span, { projectId: project, timeZone: ZONE }, { earlier: one, kind: 'between' });
    expect(begin(earlier)).toEqual(earlier);
    expect(begin({ ...earlier, complete: true })).toMatchObject({ from: hours(0), read: 0 });
    expect(begin(earlier, '22222')).toMatchObject({ from: hours(0), read: 0, projectId: '22222' });
    expect(begin({ ...earlier, span: { from: hours(0), to: hours(2) } })).toMatchObject({ read: 0 });
  });
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', '{"version":1}'],
    ['another version', { ...fresh(DAY, DAY + 1000), version: 2 }],
    ['a time that is none', { ...fresh(DAY, DAY + 1000), from: 'yesterday' }],
    ['ids that are none', { ...fresh(DAY, DAY + 1000), done: [1] }],
    ['a running call without a start', { ...fresh(DAY, DAY + 1000), running: [{ id: 'a' }] }],
    ['a count below zero', { ...fresh(DAY, DAY + 1000), read: -1 }],
  ])('%s kept by a host is no checkpoint', (_, one) => {
    expect(readCheckpoint(one)).toBeNull();
  });
});
