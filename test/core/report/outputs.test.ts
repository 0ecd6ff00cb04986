/** E-04: rows, CSV, page and message of a report. */
import '../../seed';
import fc from 'fast-check';
import { COLUMN_IDS } from '../../../core/report/columns';
import { ReportCount } from '../../../core/report/count';
import { csvCell } from '../../../core/report/csv';
import { GROUP_IDS, type GroupBy } from '../../../core/report/groups';
import { reportOutputs } from '../../../core/report/outputs';
import { PAGE_STYLE } from '../../../core/report/page-style';
import type { Report } from '../../../core/report/report';
import { parseCsv } from '../../../core/ringostat/csv';
import { LANGUAGES } from '../../../core/text/text';
import { EMPLOYEES } from './month';

const FROM = Date.parse('2026-10-19T00:00:00+03:00');
const HOSTILE = `=HYPERLINK("http://x") <script>alert(1)</script> "'&`;

/** A week: each call a minute after the one before, of alternating employees. */
function week(
  by: readonly GroupBy[],
  calls: number,
  names: string[] = EMPLOYEES.map(({ name }) => name),
): Report {
  const employees = names.map((name, index) => ({ ...EMPLOYEES[0]!, id: String(index), name }));
  const span = { from: '2026-10-19T00:00:00+03:00', to: '2026-10-26T00:00:00+02:00' };
  const count = new ReportCount({ span, timeZone: 'Europe/Kyiv', employees, by });
  for (let index = 0; index < calls; index++) {
    const talked = index % 3 > 0;
    const name = names[index % names.length]!;
    count.add({
      id: `ua0_-1.${index}`,
      startedAt: FROM + index * 60_000,
      endedAt: FROM + index * 60_000 + 30_000,
      direction: index % 3 === 2 ? 'outgoing' : 'incoming',
      talked,
      talk: talked ? 90 : 0,
      wait: 7,
      client: `+3806712345${index % 50}`,
      talkers: [{ whose: { key: `id ${index % names.length}`, name }, talk: talked ? 90 : 0 }],
      department: HOSTILE,
      pool: null,
      utmSource: 'google',
    });
  }
  return count.finish([]);
}
const linesOf = (csv: string): string[][] => parseCsv(csv, ',');

describe.each(LANGUAGES)('in %s', (language) => {
  const report = week(GROUP_IDS, 300, ['Олена Коваль', HOSTILE, 'Petro']);
  const { rows, csv, html, text } = reportOutputs(report, language);

  test('rows are flat numbers under names that never change, with the calls behind each', () => {
    expect(rows[0]).toMatchObject({
      by: 'employee',
      name: 'Олена Коваль',
      from: '2026-10-19T00:00:00+03:00',
      to: '2026-10-26T00:00:00+02:00',
      incoming: 100,
      missed: 100,
    });
    for (const row of rows)
      for (const id of COLUMN_IDS) {
        expect(typeof row[id]).toBe('number');
        if (['incoming', 'outgoing', 'conversations', 'missed'].includes(id))
          expect(row.calls[id]).toHaveLength(row[id]);
      }
  });

  test('CSV has the same rows, with a line of names that differ', () => {
    const [head = [], ...lines] = linesOf(csv);
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(new Set(head).size).toBe(head.length);
    expect(lines).toHaveLength(rows.length);
    lines.forEach((line, index) => {
      expect(line.slice(4, 4 + COLUMN_IDS.length)).toEqual(COLUMN_IDS.map((id) => String(rows[index]?.[id])));
      expect(line.slice(4 + COLUMN_IDS.length)).toEqual(
        COLUMN_IDS.map((id) => rows[index]?.calls[id].join(' ')),
      );
    });
    expect(lines.map((line) => line[1])).toContain(`'${HOSTILE}`);
  });

  test('the page loads nothing, runs nothing and shows hostile names as text', () => {
    expect(html).not.toMatch(/<script|<img|<iframe|javascript:|@import|url\(/i);
    expect(html.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain("default-src 'none'");
  });

  test('each figure of the page opens its calls, at most 200, and tells how many more there are', () => {
    const cells = html.match(/<details>.*?<\/details>/g) ?? [];
    const figures = [...report.tables.flatMap((table) => [...table.rows, { figures: report.total }])].flatMap(
      (row) => COLUMN_IDS.map((id) => row.figures[id].calls),
    );
    const wanted = figures.filter((calls) => calls.length > 0);
    expect(cells.map((cell) => cell.match(/<li>/g)?.length)).toEqual(
      wanted.map((calls) => (calls.length > 200 ? 201 : calls.length)),
    );
  });

  test('every chart has a name, every table a heading and scopes; ids are not twice there', () => {
    const charts = html.match(/<svg class="chart"[^>]*>/g) ?? [];
    expect(charts).toHaveLength(GROUP_IDS.length);
    for (const chart of charts) expect(chart).toMatch(/role="img" aria-label="[^"]+"/);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html).not.toMatch(/<th>|<th [^>]*(?<!scope="(?:row|col)")>/);
  });

  test('the message tells the total and a line per employee', () => {
    expect(text.split('\n')).toHaveLength(5 + 3);
    expect(text).toContain('• Олена Коваль: ');
    expect(text).not.toMatch(/[{}]/);
  });
});

test('a message of a thousand rows is cut and says how many are missing', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `Employee number ${index}`);
  const { text } = reportOutputs(week(['employee'], 3000, names), 'en');
  expect(text.length).toBeLessThanOrEqual(4000);
  const shown = text.split('\n').filter((line) => line.startsWith('• ')).length;
  expect(text).toMatch(new RegExp(`… rows more: ${1000 - shown}$`));
});

test('a week without calls is a page, a table and a message all the same', () => {
  const { rows, html, text } = reportOutputs(week(['employee', 'day'], 0), 'en');
  expect(rows).toHaveLength(EMPLOYEES.length + 7);
  expect(html).not.toContain('<svg class="chart"');
  expect(text).toContain('Total: no calls');
});

test('no text becomes a formula, and what is quoted is read again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({
          unit: fc.constantFrom(
            '=',
            '+',
            '-',
            '@',
            '\t',
            '\r',
            '\n',
            ' ',
            '"',
            ',',
            ';',
            'a',
            '\u200b',
            '＝',
          ),
        }),
      ),
      (value) => {
        const [[cell = ''] = []] = parseCsv(`${csvCell(value)},x`, ',');
        expect(cell).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u);
        expect([value, `'${value}`]).toContain(
          cell.replace(/^\ufeff/, value.startsWith('\ufeff') ? '\ufeff' : ''),
        );
      },
    ),
  );
});

/** WCAG 2: relative luminance of #rgb or #rrggbb. */
function luminance(colour: string): number {
  const full = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
test.each(['light', 'dark'])('texts have enough contrast in %s', (mode) => {
  const [light = '', dark = ''] = PAGE_STYLE.split('@media (prefers-color-scheme:dark)');
  const colours = Object.fromEntries(
    [...(mode === 'light' ? light : dark).matchAll(/--(\w+):(#[0-9a-f]+)/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  ) as Record<string, string>;
  const contrast = (one: string, other: string): number => {
    const [dim = 0, bright = 0] = [luminance(colours[one]!), luminance(colours[other]!)].sort(
      (a, b) => a - b,
    );
    return (bright + 0.05) / (dim + 0.05);
  };
  for (const ground of ['ground', 'raised'])
    for (const ink of ['text', 'soft']) expect(contrast(ground, ink)).toBeGreaterThanOrEqual(4.5);
  // Graphics need 3.
  for (const ink of ['talked', 'missed']) expect(contrast('ground', ink)).toBeGreaterThanOrEqual(3);
});
