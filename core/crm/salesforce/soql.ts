/** Values inside SOQL. Whatever comes from outside goes through here (SOQL reference, quoted string escapes). */

const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** Takes any text; returns it as a SOQL literal, quotes included. Other control characters are left out. */
export function quoted(text: string): string {
  const safe = text.replace(/[\\'"\n\r\t\b\f]/g, (sign) => ESCAPES[sign] ?? '').replace(/\p{Cc}/gu, '');
  return `'${safe}'`;
}

/** Takes texts; returns them as the right side of IN. */
export const inList = (texts: readonly string[]): string => `(${texts.map(quoted).join(',')})`;

/** Takes a number; returns a LIKE pattern that meets its digits in any notation, an extension included. */
export const likeDigits = (number: string): string => `'%${[...number.replace(/\D/g, '')].join('%')}%'`;

/** Takes a key of ours; returns a LIKE pattern of all that begin with it. Its _ may meet other signs: check the hits. */
export const likePrefix = (key: string): string => `'${key.replace(/[^A-Za-z0-9_-]/g, '_')}%'`;
