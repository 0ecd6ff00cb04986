/** Helpers for values of unknown type. */

/** Takes any value; returns it as a record when it is a plain object, else null. */
export function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** Takes a text; returns what it holds as JSON object or array, or null. Never throws. */
export function parseObject(text: string): unknown {
  const start = text.trimStart()[0];
  if (start !== '{' && start !== '[') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
