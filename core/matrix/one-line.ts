/**
 * Values come from outside (forms, caller names): they must not break lines, carry control characters
 * or turn the direction of the text around them.
 */

/** CRM titles hold 255 characters at least; a value takes at most this much of them. */
const MAX_VALUE = 200;

/** Makes a value fit for one line of text: no control characters, no double spaces, at most 200 characters. */
export function oneLine(value: string, max = MAX_VALUE): string {
  const clean = value.replace(/[\p{Cc}\s\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const characters = [...clean];
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : clean;
}
