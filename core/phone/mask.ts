/** Numbers in log texts, with the part hidden that tells whose they are. */

/** Digits kept at the head (country and network) and at the tail. */
const HEAD = 5;
const TAIL = 4;
const HIDDEN = '•••';

/**
 * Takes a number or a text that should be one; returns it masked: +380671234567 → +38067•••4567.
 * Numbers of 9 digits and less keep two digits at the end; texts without digits come back as they are.
 */
export function maskNumber(number: string): string {
  const digits = number.replace(/\D/g, '');
  if (!digits) return number;
  const plus = number.trim().startsWith('+') ? '+' : '';
  if (digits.length < HEAD + TAIL + 1) return `${plus}${HIDDEN}${digits.slice(-2)}`;
  return `${plus}${digits.slice(0, HEAD)}${HIDDEN}${digits.slice(-TAIL)}`;
}

/** Takes a text; returns it with every run of 9 to 15 digits (spaces, brackets, dashes between) masked. */
export function maskNumbers(text: string): string {
  return text.replace(/\+?\d(?:[\s()-]{0,2}\d){8,14}(?!\d)/g, (found) => maskNumber(found));
}
