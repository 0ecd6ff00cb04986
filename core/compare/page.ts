/**
 * A comparison as one HTML page that loads nothing and runs nothing: a line per kind of difference with its count, which opens
 * its calls with the reason under each table. Colours follow the reader's light or dark.
 */
import type { Language } from '../model/plan';
import type { Team } from '../model/team';
import { PAGE_STYLE } from '../report/page-style';
import { escapeHtml } from '../text/html';
import { formatTime, say } from '../text/text';
import { groupsOf, type Group } from './groups';
import type { Comparison, Difference } from './types';
import { groupLabel, leftLabel } from './words';

/** Calls shown of one kind; rows have all of them. */
const MAX_EXAMPLES = 20;
/** Reasons are sentences, not figures. */
const STYLE = `${PAGE_STYLE}
.calls th,.calls td{text-align:left;white-space:normal;min-width:110px}.calls .why{color:var(--soft);font-size:13px}
.kind{margin:14px 0}.kind>summary{font-weight:600;font-size:17px}.kind>p{color:var(--soft)}
`;

interface Look {
  team: Team;
  language: Language;
  timeZone: string;
}

function side(left: Difference['a'], reason: string, { team, language }: Look): string {
  const label = leftLabel(left, team, language);
  const head = label === '' ? '' : `<div>${escapeHtml(label)}</div>`;
  return `<td>${head}<div class="why">${escapeHtml(reason)}</div></td>`;
}

function line(one: Difference, look: Look): string {
  const { language, timeZone } = look;
  const { id, number, startedAt } = one.call;
  const time = startedAt === null ? '' : (formatTime(startedAt, timeZone, language) ?? '');
  return [
    `<tr><th scope="row">${escapeHtml(id)}</th>`,
    `<td>${escapeHtml(time)}</td><td>${escapeHtml(number ?? say(language, 'compare.hidden'))}</td>`,
    `${side(one.a, one.reasonA, look)}${side(one.b, one.reasonB, look)}</tr>`,
  ].join('');
}

function section({ kind, thing, differences }: Group, look: Look): string {
  const { language } = look;
  const title = groupLabel(kind, thing, language);
  const heads = [
    ...(['call', 'time', 'client'] as const).map((name) => say(language, `compare.column.${name}`)),
    say(language, 'compare.a'),
    say(language, 'compare.b'),
  ].map((head) => `<th scope="col">${escapeHtml(head)}</th>`);
  const more = differences.length - MAX_EXAMPLES;
  return [
    `<details class="kind"><summary>${escapeHtml(title)}: ${differences.length}</summary>`,
    `<div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(title)}"><table class="calls">`,
    `<thead><tr>${heads.join('')}</tr></thead>`,
    `<tbody>${differences
      .slice(0, MAX_EXAMPLES)
      .map((one) => line(one, look))
      .join('')}</tbody></table></div>`,
    more > 0 ? `<p>${escapeHtml(say(language, 'report.moreCalls', { count: more }))}</p>` : '',
    '</details>',
  ].join('');
}

function tiles({ calls, differing, nothing }: Comparison, language: Language): string {
  const ofSide = (name: 'a' | 'b'): string =>
    say(language, 'compare.nothing', { table: say(language, `compare.${name}`) });
  const all: [string, number][] = [
    [say(language, 'compare.calls'), calls],
    [say(language, 'compare.differing'), differing],
    [ofSide('a'), nothing.a],
    [ofSide('b'), nothing.b],
  ];
  return all.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${value}</dd></div>`).join('');
}

/** Takes a comparison; returns the page. */
export function comparisonPage(comparison: Comparison, look: Look): string {
  const { language } = look;
  const title = escapeHtml(say(language, 'compare.title'));
  const groups = groupsOf(comparison.differences).map((group) => section(group, look));
  const same = `<p>${escapeHtml(say(language, 'compare.same'))}</p>`;
  const { recorded } = comparison;
  const note = recorded > 0 ? escapeHtml(say(language, 'compare.recorded', { count: recorded })) : '';
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    // Nothing is loaded, whatever a name in the CRM says.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">',
    `<title>${title}</title><style>${STYLE}</style></head><body>`,
    `<header><h1>${title}</h1><p class="soft">${escapeHtml(say(language, 'compare.about'))}</p></header>`,
    `<main><dl class="tiles">${tiles(comparison, language)}</dl>${groups.join('') || same}</main>`,
    `<footer>${note === '' ? '' : `<p>${note}</p>`}</footer></body></html>`,
  ].join('');
}
