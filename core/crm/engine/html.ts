/** Plain text into the HTML that CRMs show in bodies of calls, tasks and notes. */
import { escapeHtml } from '../../text/html';

/** Longest value HubSpot takes; others say theirs with `max`. */
export const HTML_MAX = 65_536;

/** Only Ringostat's own pages become links: a link in a form field or name stays text. */
const OUR_HOSTS = /(^|\.)ringostat\.(com|net)$/i;

/** True for an https link to Ringostat. */
export function isRingostatLink(text: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(text);
    return protocol === 'https:' && OUR_HOSTS.test(hostname) && !username && !password;
  } catch {
    return false;
  }
}

/** As much of the text as fits into `room` characters of HTML, never cut inside an entity or a character. */
function cutHtml(text: string, room: number): string {
  let html = '';
  for (const sign of text) {
    const safe = escapeHtml(sign);
    if (html.length + safe.length > room) break;
    html += safe;
  }
  return html;
}

function word(text: string, links: ReadonlySet<string>): string {
  const safe = escapeHtml(text);
  return links.has(text) && isRingostatLink(text)
    ? `<a href="${safe}" target="_blank" rel="noopener">${safe}</a>`
    : safe;
}

/**
 * Takes text of several lines and the links it may hold; returns HTML of at most `max` characters with everything else
 * escaped. Escaping makes text up to six times longer, so the HTML is measured, not the text.
 */
export function toHtml(text: string, links: readonly string[] = [], max = HTML_MAX): string {
  const known = new Set(links);
  const end = '…';
  let html = '';
  for (const part of text.split(/(\r?\n|[^\S\r\n]+)/)) {
    const piece = /^\r?\n$/.test(part) ? '<br>' : word(part, known);
    if (html.length + piece.length > max - end.length) {
      const isBreak = piece === '<br>';
      return html + (isBreak ? '' : cutHtml(part, max - end.length - html.length)) + end;
    }
    html += piece;
  }
  return html;
}
