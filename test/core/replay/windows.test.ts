/** Windows of the call log: every call of a span once, whatever the cap, the zone and the night of the clocks. */
import fc from 'fast-check';
import { fakeLog, idAt, type LogCall, type Meaning } from './log';

const HOUR_MS = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();
/** Clocks go back in Kyiv on 2026-10-25 at 01:00 UTC and forward on 2026-03-29 at 01:00 UTC. */
const NIGHTS = {
  back: Date.UTC(2026, 9, 25, 1),
  forward: Date.UTC(2026, 2, 29, 1),
  none: Date.UTC(2026, 6, 2),
};
const meanings: Meaning[] = ['Europe/Kyiv', 'UTC', 'text'];

interface Read {
  ids: string[];
  ats: number[];
  warnings: string[];
}
async function read(
  log: ReturnType<typeof fakeLog>,
  span: { from: string; to: string },
  format: 'json' | 'csv' = 'json',
): Promise<Read> {
  const all: Read = { ids: [], ats: [], warnings: [] };
  for await (const { rows, warnings } of log.ringostat.windows(span, { format })) {
    all.ids.push(...rows.map(({ id }) => id));
    all.ats.push(...rows.map(({ at }) => at));
    all.warnings.push(...warnings);
  }
  return all;
}
const spread = fc.record({
  night: fc.constantFrom(...Object.values(NIGHTS)),
  meaning: fc.constantFrom(...meanings),
  format: fc.constantFrom<('json' | 'csv')[]>('json', 'csv'),
  cap: fc.integer({ min: 12, max: 60 }),
  // Seconds before and after the night; half of them crowd into one hour of it.
  calls: fc.array(
    fc.oneof(fc.integer({ min: -200_000, max: 200_000 }), fc.integer({ min: -3600, max: 3600 })),
    {
      maxLength: 300,
    },
  ),
  from: fc.integer({ min: -150_000, max: -1 }),
  to: fc.integer({ min: 0, max: 150_000 }),
});

test('200 random logs of up to 300 calls, caps of 12 to 60, both formats, nights of the clocks: each call of the span once', async () => {
  await fc.assert(
    fc.asyncProperty(spread, async ({ night, meaning, format, cap, calls, from, to }) => {
      const seconds = [...new Set(calls)];
      const log: LogCall[] = seconds.map((second, n) => {
        const at = night + second * 1000;
        return { id: idAt(at, n), at };
      });
      const fake = fakeLog(() => log, meaning, cap);
      const [start, end] = [night + from * 1000, night + to * 1000];
      const wanted = log.filter(({ at }) => at >= start && at < end).map(({ id }) => id);
      const found = await read(fake, { from: iso(start), to: iso(end) }, format);
      expect([...found.ids].sort()).toEqual([...wanted].sort());
      expect(found.warnings).toEqual([]);
      expect(await fake.ringostat.count({ from: iso(start), to: iso(end) })).toBe(wanted.length);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test.each(meanings)(
  'the night the clocks go back, dates meant as %s: 7200 calls in order, none lost',
  async (meaning) => {
    const log = Array.from({ length: 7200 }, (_, n) => {
      const at = NIGHTS.back - 2 * HOUR_MS + n * 2000;
      return { id: idAt(at, n), at };
    });
    const found = await read(
      fakeLog(() => log, meaning),
      {
        from: iso(NIGHTS.back - 3 * HOUR_MS),
        to: iso(NIGHTS.back + 3 * HOUR_MS),
      },
    );
    expect(found.ids).toEqual(log.map(({ id }) => id));
  },
);

test('20000 calls of one day: no answer at the cap of 6500 is used, 20000 come out', async () => {
  const day = NIGHTS.none;
  const log = Array.from({ length: 20_000 }, (_, n) => ({ id: idAt(day + n * 4320, n), at: day + n * 4320 }));
  const fake = fakeLog(() => log);
  const used: number[] = [];
  for await (const { rows } of fake.ringostat.windows({ from: iso(day), to: iso(day + 24 * HOUR_MS) }))
    used.push(rows.length);
  expect(used.reduce((sum, rows) => sum + rows, 0)).toBe(20_000);
  expect(Math.max(...used)).toBeLessThan(5980);
  // The size that fits is kept: four windows, three full answers before, and the growing again.
  expect(fake.asked.length).toBeLessThan(16);
});

test('an answer of 6200, short of the cap of 6500, is asked for again in halves', async () => {
  const day = NIGHTS.none;
  const log = Array.from({ length: 6200 }, (_, n) => ({ id: idAt(day + n * 1000, n), at: day + n * 1000 }));
  const fake = fakeLog(() => log);
  const found = await read(fake, { from: iso(day), to: iso(day + 2 * HOUR_MS) });
  expect(found.ids).toHaveLength(6200);
  expect(fake.fullest()).toBe(6200);
  expect(fake.asked.length).toBeGreaterThan(2);
});

test('7000 calls in one second: 6500 come and the loss is told', async () => {
  const at = NIGHTS.none;
  const log = Array.from({ length: 7000 }, (_, n) => ({ id: idAt(at, n), at }));
  const found = await read(
    fakeLog(() => log),
    { from: iso(at), to: iso(at + HOUR_MS) },
  );
  expect(found.ids).toHaveLength(6500);
  expect(found.warnings).toContainEqual(expect.stringContaining('some may be missing'));
});

test('JSON and CSV of 500 calls give the same', async () => {
  const at = NIGHTS.none;
  const log = Array.from({ length: 500 }, (_, n) => ({ id: idAt(at + n * 60_000, n), at: at + n * 60_000 }));
  const span = { from: iso(at), to: iso(at + 12 * HOUR_MS) };
  const [json, csv] = [fakeLog(() => log), fakeLog(() => log)];
  expect(await read(csv, span, 'csv')).toEqual(await read(json, span));
  expect([...new Set(csv.asked.map(({ query }) => query?.export_type))]).toEqual(['csv']);
});
