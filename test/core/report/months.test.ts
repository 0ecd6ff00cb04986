/** E-03: a thousand random months equal a count made another way, to the last second and the last call behind a figure. */
import { GROUP_IDS } from '../../../core/report/groups';
import { readReport } from '../../../core/report/read';
import type { Report } from '../../../core/report/report';
import { EMPLOYEES, monthOf, type Month } from './month';
import { recount, recountAll, type Recounted } from './recount';

const MONTHS = 1000;
/** All groupings are checked in one month of so many; employees and the total in every month. */
const FULL = 5;

async function reportOf(month: Month, full: boolean): Promise<Report> {
  return readReport(
    {
      span: month.span,
      timeZone: month.zone,
      employees: EMPLOYEES,
      by: full ? GROUP_IDS : ['employee'],
    },
    {
      ringostat: { windows: () => month.windows() },
      clock: { now: () => Date.parse('2027-06-01T00:00:00Z') },
      event: { timeZone: month.zone, defaultCountry: 'UA', projectId: '1' },
    },
  );
}
/** As one text: a thousand months are too many for jest to walk through each. */
const textOf = (figures: Recounted): string =>
  Object.entries(figures)
    .map(([id, { value, calls }]) => `${id} ${value}: ${[...calls].sort().join(' ')}`)
    .join('\n');
const textsOf = (rows: [label: string, figures: Recounted][]): string =>
  rows
    .map(([label, figures]) => `${label}\n${textOf(figures)}`)
    .sort()
    .join('\n\n');

test('E-03 a thousand random months, clocks changing among them, equal an independent count', async () => {
  let compared = 0;
  const seen = { changes: 0, callbacks: 0, passedOn: 0, waiting: 0 };
  for (let seed = 1; seed <= MONTHS; seed++) {
    const month = monthOf(seed);
    const report = await reportOf(month, seed % FULL === 0);
    expect(report.warnings).toEqual([]);
    const total = recountAll(month);
    if (textOf(report.total) !== textOf(total))
      expect({ seed, total: report.total }).toEqual({ seed, total });
    for (const { by, rows } of report.tables) {
      const counted = rows.map(({ label, figures }): [string, Recounted] => [label ?? '', figures]);
      const wanted = Object.entries(recount(month, by));
      if (textsOf(counted) !== textsOf(wanted))
        expect({ seed, by, rows: textsOf(counted) }).toEqual({ seed, by, rows: textsOf(wanted) });
      compared += rows.length;
    }
    const hours = (Date.parse(month.span.to) - Date.parse(month.span.from)) / 3_600_000;
    if (hours % 24 !== 0) seen.changes += 1;
    for (const id of ['callbacks', 'passedOn', 'waiting'] as const) seen[id] += report.total[id].value;
  }
  expect(compared).toBeGreaterThan(4 * MONTHS);
  // The months hold what is hard to count.
  expect(seen.changes).toBeGreaterThan(80);
  for (const id of ['callbacks', 'passedOn', 'waiting'] as const) expect(seen[id]).toBeGreaterThan(500);
}, 300_000);
