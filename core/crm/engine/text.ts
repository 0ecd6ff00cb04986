/** Helpers for texts and sets of values, used by several CRMs. */

/** At most `max` UTF-16 units, never half a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** The same with an ellipsis where something is missing. */
export const shorten = (text: string, max: number): string =>
  text.length > max ? `${cut(text, max - 1)}…` : text;

/** The values but one. */
export function without<T>(values: Record<string, T>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}
