const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** LIKE: `%` any text, `_` one character, both with a backslash themselves; letter case aside; the whole value. */
export function like(value: string, pattern: string): boolean {
  const source = pattern.replace(/\\([%_])|[%_]|[^%_\\]+|\\/g, (part, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (part === '%') return '[\\s\\S]*?';
    return part === '_' ? '[\\s\\S]' : part.replace(SPECIAL, '\\$&');
  });
  return new RegExp(`^${source}$`, 'i').test(value);
}
