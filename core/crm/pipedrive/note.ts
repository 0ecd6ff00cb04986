/** Notes of activities and call logs are HTML. They end in our marker, by which the activity is known again. */
import { escapeHtml, isRingostatLink, toHtml } from '../shared/html';

/** Longest note we write; a call has some lines, a hostile form many. */
const NOTE_MAX = 60_000;
/** Room kept for links that the text lacks. */
const LINKS_MAX = 20_000;
const BREAK = '<br>';

export const markerOf = (key: string): string => `Ringostat ${key}`;
const MARKER = /Ringostat ([A-Za-z0-9_-]+)/g;

/** Key in the note's last marker: ours stands at the end, whatever somebody wrote before it. Null when there is none. */
export function keyIn(note: string | null | undefined): string | null {
  return [...(note ?? '').matchAll(MARKER)].at(-1)?.[1] ?? null;
}

const joined = (...parts: string[]): string => parts.filter(Boolean).join(BREAK);

/** Text, links that are not in it, marker. */
export function noteOf(body: string, links: readonly string[], key: string): string {
  const absent = links.filter((link) => !body.includes(link));
  const more = absent.length > 0 ? toHtml(absent.join('\n'), links, LINKS_MAX) : '';
  const marker = escapeHtml(markerOf(key));
  const room = NOTE_MAX - more.length - marker.length - 2 * BREAK.length;
  const shown = [...links, ...body.split(/\s+/).filter(isRingostatLink)];
  return joined(toHtml(body, shown, room), more, marker);
}

/** The note with links it does not show yet, before its marker; null when it shows them all or has no room. */
export function noteWith(note: string, links: readonly string[], key: string): string | null {
  const absent = links.filter((link) => !note.includes(escapeHtml(link)));
  if (absent.length === 0) return null;
  const marker = escapeHtml(markerOf(key));
  const at = note.lastIndexOf(marker);
  const [before, after] = at < 0 ? [note, ''] : [note.slice(0, at), note.slice(at)];
  const text = before.replace(/(<br\s*\/?>)+$/i, '');
  const longer = joined(text, toHtml(absent.join('\n'), links, LINKS_MAX), after || marker);
  return longer.length > NOTE_MAX ? null : longer;
}
