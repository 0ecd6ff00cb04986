/** A report as plain text for a messenger. */
import type { Language } from '../model/plan';
import { say } from '../text/text';
import { COLUMN_IDS, columnOf } from './columns';
import type { Report, ReportRow } from './report';
import { columnLabel, groupLabel, rowLabel, shownValue, spanLabel } from './words';

/** Telegram takes 4,096 characters, the smallest of the usual ones. */
const MAX_TEXT = 4000;
const MAX_NAME = 60;

/** "Conversations 12 · Missed 3 · Talk 1 h 2 min 0 s": the columns that are told in messages, without those of nothing. */
function told(figures: ReportRow['figures'], language: Language): string {
  const parts = COLUMN_IDS.filter((id) => columnOf(id).told === true && figures[id].calls.length > 0).map(
    (id) => `${columnLabel(id, language)} ${shownValue(id, figures[id].value, language)}`,
  );
  return parts.join(' · ') || say(language, 'report.noCalls');
}

/** Takes a report; returns a text of 4,000 characters at most: the total, and a line per row of its first table. */
export function reportMessage(report: Report, language: Language): string {
  const [table] = report.tables;
  const head = [
    say(language, 'report.title'),
    spanLabel(report, language),
    `${say(language, 'report.total')}: ${told(report.total, language)}`,
    ...(table ? ['', groupLabel(table.by, language)] : []),
  ];
  const rows = (table?.rows ?? []).map(
    (row) => `• ${rowLabel(row, table!.by, language).slice(0, MAX_NAME)}: ${told(row.figures, language)}`,
  );
  let text = head.join('\n');
  for (const [index, row] of rows.entries()) {
    const more = say(language, 'report.moreRows', { count: rows.length - index });
    if (text.length + row.length + more.length + 2 > MAX_TEXT) return `${text}\n${more}`;
    text = `${text}\n${row}`;
  }
  return text;
}
