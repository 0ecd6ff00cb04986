/** A report as CSV (RFC 4180, with the mark by which spreadsheets read it as UTF-8). No cell can become a formula. */
import type { Language } from '../model/plan';
import { say } from '../text/text';
import { COLUMN_IDS, columnOf } from './columns';
import type { Report } from './report';
import { flatRows } from './rows';
import { columnLabel, groupLabel } from './words';

const BOM = '\ufeff';
/** What a spreadsheet may calculate, also behind blanks, in full width, or behind a tab or line break. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** Takes the text of a cell; returns it as CSV has it. What would be read as a formula begins with an apostrophe. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Takes a report; returns a line per row of its tables: figures first, seconds as numbers, then the calls behind each. */
export function reportCsv(report: Report, language: Language): string {
  const heads = COLUMN_IDS.map((id) => {
    const label = columnLabel(id, language);
    return columnOf(id).unit === 'seconds' ? say(language, 'report.inSeconds', { column: label }) : label;
  });
  const head = [
    ...[say(language, 'report.group'), say(language, 'report.row')],
    ...[say(language, 'report.from'), say(language, 'report.to'), ...heads],
    ...COLUMN_IDS.map((id) => say(language, 'report.callsOf', { column: columnLabel(id, language) })),
  ];
  const lines = flatRows(report, language).map((row) => [
    groupLabel(row.by, language),
    row.name,
    row.from,
    row.to,
    ...COLUMN_IDS.map((id) => row[id]),
    ...COLUMN_IDS.map((id) => row.calls[id].join(' ')),
  ]);
  return `${BOM}${[head, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
