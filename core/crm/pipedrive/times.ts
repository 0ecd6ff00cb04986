/** Times and lengths as Pipedrive takes them. */

/** Longest subject of an activity or call log. */
export const SUBJECT_MAX = 255;

/** Takes ISO 8601; returns UTC as YYYY-MM-DD HH:MM:SS, moved by seconds. */
export function pipedriveTime(iso: string, plus = 0): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : new Date(ms + plus * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
