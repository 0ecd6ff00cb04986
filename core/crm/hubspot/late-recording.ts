/** Adds recordings that became available after the call record was written. Only empty fields are filled. */
import type { CallRecordStep } from '../../model/plan';
import type { Properties } from './api';
import { escapeHtml } from '../../text/html';
import { HTML_MAX, toHtml } from '../engine/html';
import type { ApiRecord } from './records';

export const RECORDING = 'hs_call_recording_url';
export const BODY = 'hs_call_body';

/**
 * Takes the record that is there, the step and the values it would be made with now. Returns what to add: the player's
 * link when it has none, else the links it does not show below its text; null when nothing is new.
 */
export function missingRecordings(
  { properties }: ApiRecord,
  { values: { recordings } }: CallRecordStep,
  wanted: Properties,
): Properties | null {
  const playable = wanted[RECORDING];
  const body = properties[BODY] ?? '';
  // Whatever player link is there was put there on purpose.
  if (recordings.length === 0 || properties[RECORDING]) return null;
  const shown = (link: string): boolean => body.includes(escapeHtml(link));
  if (playable && !shown(playable)) return { [RECORDING]: playable };
  const absent = recordings.filter((link) => !shown(link));
  if (playable || absent.length === 0) return null;
  const links = toHtml(absent.join('\n'), recordings);
  const longer = body ? `${body}<br>${links}` : links;
  return longer.length > HTML_MAX ? null : { [BODY]: longer };
}
