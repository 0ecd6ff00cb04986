/** Finds the recording links that a text in the CRM has already; some CRMs store texts as HTML. */
import { escapeHtml } from '../text/html';

/** A call card is a link of Ringostat too, and no recording. */
const ANY_RECORDING = /https?:\/\/[^\s"'<>]{1,300}\/recordings\/[^\s"'<>]/i;

/** Takes the links of an event and the text of an activity; returns those it lacks. */
export function absentLinks(links: readonly string[], text: string): string[] {
  return links.filter((link) => !text.includes(link) && !text.includes(escapeHtml(link)));
}

/**
 * True when the text shows a recording of these, or any of Ringostat's: the log gives other links to the same sound than the
 * webhook did (.ogg and .wav, other tokens), and a call that has one is not offered again for another.
 */
export function showsRecording(links: readonly string[], text: string): boolean {
  return ANY_RECORDING.test(text) || absentLinks(links, text).length < links.length;
}
