import { decodedText } from './text';
import type { Variables } from './variables';

const MAX_RECORDINGS = 20;
const SEPARATORS = new Set([' ', ',', ';', '|', '\t', '\n', '\r']);

/** Links of one text, told apart by separators before `http`. No pattern: those that do it take squared time. */
function split(text: string): string[] {
  const starts = [...text.matchAll(/https?:\/\//gi)]
    .map(({ index }) => index)
    .filter((index) => index === 0 || SEPARATORS.has(text.charAt(index - 1)));
  return starts.map((start, n) => {
    let end = starts[n + 1] ?? text.length;
    while (end > start && SEPARATORS.has(text.charAt(end - 1))) end -= 1;
    return text.slice(start, end);
  });
}

/** Takes any value; returns the web links in it, 20 at most of a list. */
export function textLinks(value: unknown): string[] {
  const texts = Array.isArray(value) ? value.slice(0, MAX_RECORDINGS).map(decodedText) : [decodedText(value)];
  return texts
    .flatMap((text) => (text === null ? [] : split(text)))
    .filter((link) => /^https?:\/\/[^\s"'<>]+$/i.test(link));
}

/**
 * Takes the variables; returns the links to listen, one per talk: the WAV where the call has both formats. Empty
 * when the payload says there is no recording.
 */
export function recordingList(variables: Variables): string[] {
  if (variables.text('has_recording') === '0') return [];
  const all = [variables.value('recording_wav'), variables.value('recording'), variables.value('record')].map(
    textLinks,
  );
  const most = Math.max(...all.map((found) => found.length));
  return [...new Set(all.find((found) => found.length === most) ?? [])].slice(0, MAX_RECORDINGS);
}
