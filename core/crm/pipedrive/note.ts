/** Notes of activities and call logs are HTML. They end in our marker, by which the activity is known again. */
import { escapeHtml } from '../../text/html';
import { isRingostatLink, toHtml } from '../engine/html';

/** Longest note we write; a call has some lines, a hostile form many. */
const NOTE_MAX = 60_000;
/** Room kept for links that the text lacks. */
const LINKS_MAX = 20_000;
const BREAK = '<br>';

/** `call`: key of the call whose plan ends with this task. Stored for ever: the form must never change. */
export const markerOf = (key: string, call: string | null = null): string =>
  ['Ringostat', key, call].filter((part) => part !== null).join(' ');
const MARKER = /Ringostat ([A-Za-z0-9_-]+)(?: ([A-Za-z0-9_-]+))?/g;

/** The last marker: ours stands at the end, whatever somebody wrote before it. */
const lastMarker = (note: string | null | undefined): RegExpExecArray | undefined =>
  [...(note ?? '').matchAll(MARKER)].at(-1);

/** Key of the task or call record with this note. Null when there is none. */
export function keyIn(note: string | null | undefined): string | null {
  return lastMarker(note)?.[1] ?? null;
}

/** Key of the call whose plan ends with this activity: a last task names it, a call record has it. Null when neither. */
export function endedCallIn(note: string | null | undefined): string | null {
  const [, key = null, call] = lastMarker(note) ?? [];
  return call !== undefined && key?.startsWith(`${call}_`) ? call : key;
}

/** The note of a task, which from now on names the call as well; null when it does already or has no room. */
export function noteEnding(note: string, call: string): string | null {
  const [marker, key] = lastMarker(note) ?? [];
  if (marker === undefined || key === undefined || endedCallIn(note) === call) return null;
  const end = note.lastIndexOf(marker) + markerOf(key).length;
  const longer = `${note.slice(0, end)} ${call}${note.slice(end)}`;
  return longer.length > NOTE_MAX ? null : longer;
}

const joined = (...parts: string[]): string => parts.filter(Boolean).join(BREAK);

/** Text, links that are not in it, marker; `call`: as in markerOf. */
export function noteOf(
  body: string,
  links: readonly string[],
  key: string,
  call: string | null = null,
): string {
  const absent = links.filter((link) => !body.includes(link));
  const more = absent.length > 0 ? toHtml(absent.join('\n'), links, LINKS_MAX) : '';
  const marker = escapeHtml(markerOf(key, call));
  const room = NOTE_MAX - more.length - marker.length - 2 * BREAK.length;
  const shown = [...links, ...body.split(/\s+/).filter(isRingostatLink)];
  return joined(toHtml(body, shown, room), more, marker);
}

/** The note with lines before its marker; the note as it is when it has no room. */
export function noteWithLines(note: string, lines: readonly string[]): string {
  const marker = lastMarker(note);
  const at = marker ? note.lastIndexOf(marker[0]) : note.length;
  const text = note.slice(0, at).replace(/(<br\s*\/?>)+$/i, '');
  const longer = joined(
    text,
    toHtml(lines.join('\n'), lines.filter(isRingostatLink), LINKS_MAX),
    note.slice(at),
  );
  return longer.length > NOTE_MAX ? note : longer;
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
