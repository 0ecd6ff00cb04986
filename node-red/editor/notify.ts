import type { EditorRED } from '../host/red';

declare const RED: EditorRED;

/** A note of Node-RED's editor. RED.notify takes a text for HTML: whatever came out of a file or an answer would run. */
export function notifyText(text: string, type: 'error' | 'warning' | 'success'): void {
  const line = document.createElement('p');
  line.textContent = text;
  // It takes elements too, which its type does not say.
  RED.notify(line as unknown as string, type);
}
