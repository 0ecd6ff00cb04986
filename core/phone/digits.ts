/** Prepares a text for reading numbers: one kind of digit, dash and space, no invisible characters, limited length. */

/** Longest text looked at: two numbers with words around them fit; what comes after is not read. */
export const MAX_TEXT = 256;

// NFKC knows the full-width digits; those of Arabic (from U+0660) and Persian (from U+06F0) end in their value.
const ascii = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));

/** The digits of a text, Unicode digits (full-width, Arabic) included as ASCII. */
export const digitsOf = (text: string): string => ascii(text).replace(/\D/g, '');

/** Takes any text; returns its first 256 signs with ASCII digits, dashes and blanks, without direction marks and such. */
export function plainText(text: string): string {
  return ascii(text.slice(0, MAX_TEXT))
    .slice(0, MAX_TEXT)
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[^\S\r\n\t]/gu, ' ')
    .trim();
}
