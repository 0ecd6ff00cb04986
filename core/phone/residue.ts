/** Removes what spreadsheets, SIP devices and links add to a number, or turns it back into digits. */

/** 3.80671234567E11: a number that a program printed as a quantity. Digits before, after the point, the exponent. */
const EXPONENT = /(?<![\d.,])(\d)[.,](\d{1,14})e\+?(\d{1,2})(?!\d)/gi;
/** Zeros at the end that such printing leaves out; more are missing only where the number was rounded. */
const ZEROS_MAX = 2;
/** 380671234567.0: the same, with a fraction. */
const FRACTION = /(?<![\d.,])(\+?\d{9,15})[.,]0{1,2}(?!\d)/g;
/** 380,671,234,567 and 0,671,234,567: thousands. */
const THOUSANDS = /(?<![\d,])(\d{1,3})((?:,\d{3}){3})(?![\d,])/g;
const DATE = /(?<![\d.-])(?:\d{4}-\d{2}-\d{2}|\d{2}\.\d{2}\.\d{4})(?![\d.-])/g;
/** user@host, with the scheme before it. */
const ADDRESS = /[^\s@,<>"']{0,128}@[^\s,<>"']*/g;
/** ;user=phone, ;ext=12 */
const PARAMETER = /;\s?([a-z-]{2,30})=([^\s;,>]*)/gi;

function digitsOfQuantity(_found: string, first: string, rest: string, exponent: string): string {
  const missing = Number(exponent) - rest.length;
  if (missing > ZEROS_MAX) return ' ? ';
  if (missing >= 0) return first + rest + '0'.repeat(missing);
  return /^0*$/.test(rest.slice(missing)) ? first + rest.slice(0, missing) : ' ? ';
}

/** The user of an address when it is a number; a login with a number in it is nobody's number. */
function userOf(address: string): string {
  const user = address.slice(0, address.indexOf('@')).split(';')[0]?.split(':').at(-1) ?? '';
  return /^[+\d().-]+$/.test(user) ? ` ${user} ` : ' ';
}

/** Takes a plain text; returns it with its numbers as people would write them. */
export function withoutResidue(text: string): string {
  const context = /;phone-context=(\+\d{1,7})/i.exec(text)?.[1];
  const own = text
    .replace(/%2B/gi, '+')
    .replace(/%20/g, ' ')
    .replace(EXPONENT, digitsOfQuantity)
    .replace(FRACTION, '$1')
    .replace(THOUSANDS, (_, head: string, tail: string) => head + tail.replace(/,/g, ''))
    .replace(DATE, ' | ')
    .replace(ADDRESS, userOf)
    .replace(PARAMETER, ' ; ');
  // RFC 3966: the country stands beside the number.
  const local = context === undefined ? null : /^(?:tel:)?\s*([\d(][\d().-]*)/i.exec(own)?.[1];
  return local ? `${context}${local}` : own;
}
