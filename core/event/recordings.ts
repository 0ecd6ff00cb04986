import { decodeEntities, textOf } from './text';
import type { Variables } from './variables';

const MAX_RECORDINGS = 20;

function links(value: unknown): string[] {
  const texts = Array.isArray(value) ? value.map(textOf) : [textOf(value)];
  return texts
    .flatMap((text) => (text === null ? [] : decodeEntities(text).split(/[\s,;|]+(?=https?:\/\/)/i)))
    .map((link) => link.trim())
    .filter((link) => /^https?:\/\/[^\s"'<>]+$/i.test(link));
}

/**
 * Takes the variables; returns the links to listen, one per talk: the WAV where the call has both formats. Empty
 * when the payload says there is no recording.
 */
export function recordingList(variables: Variables): string[] {
  if (variables.text('has_recording') === '0') return [];
  const all = [variables.value('recording_wav'), variables.value('recording'), variables.value('record')].map(
    links,
  );
  const most = Math.max(...all.map((found) => found.length));
  return [...new Set(all.find((found) => found.length === most) ?? [])].slice(0, MAX_RECORDINGS);
}
