/** Small charts of a table's conversations and missed calls, as SVG: bars for people and places, columns for time. */
import type { Language } from '../model/plan';
import { escapeHtml } from '../text/html';
import { say } from '../text/text';
import type { ColumnId } from './columns';
import { groupOf } from './groups';
import type { ReportRow, ReportTable } from './report';
import { columnLabel, groupLabel, rowLabel } from './words';

/** In this order from the left and from below; no call is in both. */
const SERIES: readonly { id: ColumnId; style: string }[] = [
  { id: 'conversations', style: 'talked' },
  { id: 'missed', style: 'missed' },
];
/** Units of the drawing. */
const WIDTH = 720;
const BAR = { height: 18, gap: 8, left: 170, right: 50 };
const COLUMN = { height: 130, top: 14, bottom: 20 };
/** Rows of bars; the table has all of them. */
const MAX_BARS = 12;
const MAX_LABEL = 24;
/** A label below a column needs so much room. */
const LABEL_WIDTH = 42;

const short = (text: string): string => (text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL - 1)}…` : text);
const sum = (row: ReportRow): number => SERIES.reduce((all, { id }) => all + row.figures[id].value, 0);
const round = (value: number): number => Math.round(value * 10) / 10;
const rect = (x: number, y: number, width: number, height: number, style: string): string =>
  width > 0 && height > 0
    ? `<rect class="${style}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`
    : '';
const text = (x: number, y: number, anchor: string, content: string): string =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeHtml(content)}</text>`;

/** A row each: its name, its parts one after the other, their sum. */
function bars(rows: ReportRow[], nameOf: (row: ReportRow) => string): { height: number; inner: string } {
  const shown = rows.slice(0, MAX_BARS);
  const scale = (WIDTH - BAR.left - BAR.right) / Math.max(1, ...shown.map(sum));
  const step = BAR.height + BAR.gap;
  const drawn = shown.map((row, index) => {
    const y = index * step;
    let x = BAR.left;
    const parts = SERIES.map(({ id, style }) => {
      const width = row.figures[id].value * scale;
      const part = rect(x, y, width, BAR.height, style);
      x += width;
      return part;
    });
    const middle = y + BAR.height - 5;
    return [
      text(BAR.left - 8, middle, 'end', short(nameOf(row))),
      ...parts,
      text(x + 6, middle, 'start', String(sum(row))),
    ].join('');
  });
  return { height: shown.length * step, inner: drawn.join('') };
}

/** A column each, in the order of time; where there are many, some of their names. */
function columns(rows: ReportRow[], nameOf: (row: ReportRow) => string): { height: number; inner: string } {
  const most = Math.max(1, ...rows.map(sum));
  const step = WIDTH / Math.max(1, rows.length);
  const every = Math.ceil(LABEL_WIDTH / step);
  const base = COLUMN.top + COLUMN.height;
  const drawn = rows.map((row, index) => {
    let y = base;
    const parts = SERIES.map(({ id, style }) => {
      const height = (row.figures[id].value / most) * COLUMN.height;
      y -= height;
      return rect(index * step + step * 0.15, y, step * 0.7, height, style);
    });
    const label = index % every === 0 ? text((index + 0.5) * step, base + 14, 'middle', nameOf(row)) : '';
    return [...parts, label].join('');
  });
  const axis = `<line class="axis" x1="0" y1="${base}" x2="${WIDTH}" y2="${base}"/>`;
  return {
    height: base + COLUMN.bottom,
    inner: `${text(0, 10, 'start', String(most))}${drawn.join('')}${axis}`,
  };
}

/** Days without the year, which the heading has. */
const timeName = (label: string): string => (/^\d{4}-\d\d-\d\d$/.test(label) ? label.slice(5) : label);

/** Takes a table; returns its chart with a legend, empty when there is nothing to draw. The table itself is its text. */
export function chartOf({ by, rows }: ReportTable, language: Language): string {
  if (rows.every((row) => sum(row) === 0)) return '';
  const nameOf = (row: ReportRow): string => rowLabel(row, by, language);
  const { height, inner } = groupOf(by).inOrder
    ? columns(rows, (row) => timeName(nameOf(row)))
    : bars(
        rows.filter((row) => sum(row) > 0),
        nameOf,
      );
  const title = escapeHtml(say(language, 'report.chart', { by: groupLabel(by, language) }));
  const legend = SERIES.map(
    ({ id, style }) =>
      `<span><svg class="key" viewBox="0 0 12 12" aria-hidden="true">${rect(0, 0, 12, 12, style)}</svg>${escapeHtml(columnLabel(id, language))}</span>`,
  ).join('');
  return `<p class="legend">${legend}</p><svg class="chart" viewBox="0 0 ${WIDTH} ${Math.ceil(height)}" role="img" aria-label="${title}">${inner}</svg>`;
}
