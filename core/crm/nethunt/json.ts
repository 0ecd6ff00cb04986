/** What an answer of either API holds. */
export type Json = Record<string, unknown>;

/** True for an object; a list is none. */
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** The text, or an empty one for whatever is no text. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
