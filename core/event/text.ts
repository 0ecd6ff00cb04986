/** From whatever a payload holds to clean text. */
import { asRecord } from './records';

/** A form's comment may be long; a CRM text field rarely takes more than 32 000 characters. */
const MAX_LENGTH = 16_000;

const ENTITIES: Record<string, string> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', nbsp: ' ' };

/**
 * Takes text that may hold the HTML entities Ringostat's escaped names use; returns it decoded once
 * (`&amp;lt;` becomes `&lt;`, not `<`). Unknown entities stay.
 */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : parseInt(String(hex), 16);
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}

/** Takes any text; returns it without control characters (databases refuse NUL), lone surrogates and overlength. */
export function cleanText(text: string): string {
  return (
    text
      .slice(0, MAX_LENGTH)
      // eslint-disable-next-line no-control-regex -- these are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
  );
}

/**
 * Takes any value of a payload; returns its text, trimmed, or null when there is none ("" is absent, as
 * Ringostat's form bodies send it). Lists are joined by ", "; objects have no text.
 */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return Number.isNaN(value) ? null : String(value);
  }
  if (typeof value === 'string') return cleanText(value).trim() || null;
  if (Array.isArray(value)) {
    const texts = value
      .slice(0, 50)
      .flatMap((item) => (asRecord(item) || Array.isArray(item) ? [] : (textOf(item) ?? [])));
    return texts.join(', ') || null;
  }
  return null;
}

/** Takes any value; returns a number of seconds ≥ 0 from `12`, `"12"`, `"12.4"`, `"00:01:10"`; null otherwise. */
export function secondsOf(value: unknown): number | null {
  const text = textOf(value);
  if (text === null) return null;
  const clock = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})$/.exec(text);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const seconds = /^\d{1,9}(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  return Number.isFinite(seconds) ? Math.round(seconds) : null;
}

/** Takes a key in any spelling; returns it folded: `billSec`, `bill_sec`, `{{Bill Sec}}` are one. */
export function foldKey(key: string): string {
  return key
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
