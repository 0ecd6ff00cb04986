/**
 * A report as one HTML page that loads nothing and runs nothing: figures open the list of their calls, charts are SVG, colours
 * follow the reader's light or dark.
 */
import type { Language } from '../model/plan';
import { escapeHtml } from '../text/html';
import { say } from '../text/text';
import { chartOf } from './chart';
import { COLUMN_IDS, columnOf, type ColumnId } from './columns';
import { PAGE_STYLE } from './page-style';
import type { Figure, Report, ReportRow, ReportTable } from './report';
import { columnAbout, columnLabel, groupLabel, rowLabel, shownValue, spanLabel } from './words';

/** Calls listed behind one figure; a page of a year would not open otherwise. CSV and rows have all of them. */
const MAX_CALLS = 200;

/** 1:02:05: many columns stand beside each other. */
function clockOf(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function figureCell(id: ColumnId, { value, calls }: Figure, name: string, language: Language): string {
  const seconds = columnOf(id).unit === 'seconds';
  // No seconds of no call are no 0 seconds.
  if (calls.length === 0) return seconds ? '–' : String(value);
  const shown = seconds ? clockOf(value) : String(value);
  const label = say(language, 'report.callsBehind', {
    row: name,
    column: columnLabel(id, language),
    // As it is shown: who speaks to the page says what he sees.
    value: shown,
  });
  const listed = calls.slice(0, MAX_CALLS).map((call) => `<li>${escapeHtml(call)}</li>`);
  if (calls.length > MAX_CALLS)
    listed.push(
      `<li>${escapeHtml(say(language, 'report.moreCalls', { count: calls.length - MAX_CALLS }))}</li>`,
    );
  // Whatever can be scrolled must be reached by the keyboard.
  return `<details><summary aria-label="${escapeHtml(label)}">${shown}</summary><ol tabindex="0" aria-label="${escapeHtml(label)}">${listed.join('')}</ol></details>`;
}

const line = (name: string, figures: ReportRow['figures'], language: Language): string =>
  `<tr><th scope="row">${escapeHtml(name)}</th>${COLUMN_IDS.map((id) => `<td>${figureCell(id, figures[id], name, language)}</td>`).join('')}</tr>`;

function section(table: ReportTable, report: Report, language: Language): string {
  const { by, rows } = table;
  const title = escapeHtml(groupLabel(by, language));
  const heads = COLUMN_IDS.map((id) => `<th scope="col">${escapeHtml(columnLabel(id, language))}</th>`);
  const body = rows.map((row) => line(rowLabel(row, by, language), row.figures, language));
  return [
    `<section aria-labelledby="by-${by}"><h2 id="by-${by}">${title}</h2>`,
    `<div class="wide" tabindex="0" role="group" aria-labelledby="by-${by}">${chartOf(table, language)}<table>`,
    `<thead><tr><th scope="col">${escapeHtml(say(language, 'report.row'))}</th>${heads.join('')}</tr></thead>`,
    `<tbody>${body.join('')}</tbody>`,
    `<tfoot>${line(say(language, 'report.total'), report.total, language)}</tfoot>`,
    '</table></div></section>',
  ].join('');
}

const tiles = ({ total }: Report, language: Language): string =>
  COLUMN_IDS.filter((id) => columnOf(id).told === true)
    .map(
      (id) =>
        `<div><dt>${escapeHtml(columnLabel(id, language))}</dt><dd>${escapeHtml(shownValue(id, total[id].value, language))}</dd></div>`,
    )
    .join('');

const about = (language: Language): string =>
  COLUMN_IDS.map(
    (id) =>
      `<dt>${escapeHtml(columnLabel(id, language))}</dt><dd>${escapeHtml(columnAbout(id, language))}</dd>`,
  ).join('');

/** Takes a report; returns the page. */
export function reportPage(report: Report, language: Language): string {
  const title = say(language, 'report.title');
  const notes = [
    ...(report.internal > 0 ? [say(language, 'report.internal', { count: report.internal })] : []),
    ...report.warnings,
  ];
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    // Nothing is loaded, whatever a name in the log says.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">',
    `<title>${escapeHtml(`${title}: ${spanLabel(report, language)}`)}</title><style>${PAGE_STYLE}</style></head><body>`,
    `<header><h1>${escapeHtml(title)}</h1><p class="soft">${escapeHtml(spanLabel(report, language))}, ${escapeHtml(report.timeZone)}</p></header>`,
    `<main><dl class="tiles">${tiles(report, language)}</dl>`,
    ...report.tables.map((table) => section(table, report, language)),
    `<section aria-labelledby="about"><h2 id="about">${escapeHtml(say(language, 'report.aboutColumns'))}</h2><dl class="about">${about(language)}</dl></section></main>`,
    `<footer>${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('')}</footer></body></html>`,
  ].join('');
}
