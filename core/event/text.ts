/** Turns any value of a payload into clean text. */
import { asRecord } from './records';
import words from './words.json';

/** A form's comment may be long; a CRM text field rarely takes more than 32 000 characters. */
const MAX_LENGTH = 16_000;
/** Placeholders of advertising systems stand alone or in twos and threes; longer texts are none. */
const MAX_PLACEHOLDER = 200;
/** Characters in which entities are decoded: Ringostat escapes names and sides of a call, no novels. */
const MAX_ESCAPED = 4000;
/** Characters of a name that are compared; compatibility forms make up to eighteen of one. */
const MAX_KEY = 200;
/** Longest forms: "00:01:10", "123456789.123456". */
const MAX_NUMBER = 32;

const ENTITIES: Record<string, string> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', nbsp: ' ' };
const NOTHING = new Set<string>(words.nothing);

/**
 * What no text may carry: control characters (databases refuse NUL) save tab and line ends, and every sign without a
 * width or that turns the direction of the text around it. Variation selectors stay: they choose how an emoji looks.
 */
const INVISIBLE =
  /(?![\t\n\r\u200c\u200d]|[\ufe00-\ufe0f])[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** Joiners are part of spelling in these scripts, and hold an emoji of several together; elsewhere they only hide. */
const JOINER =
  /(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)[\u200c\u200d]/gu;

/**
 * Takes text that may hold the HTML entities Ringostat's escaped names use; returns it decoded once
 * (`&amp;lt;` becomes `&lt;`, not `<`) and not cleaned: what an entity stands for may be a control character. Unknown
 * entities stay.
 */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : parseInt(String(hex), 16);
    return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

/**
 * Takes any text; returns its first 16,000 characters without control characters, signs without width, direction
 * overrides and lone surrogates.
 */
export function cleanText(text: string): string {
  const cut = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  return cut
    .replace(/\p{Surrogate}+/gu, '\ufffd')
    .replace(INVISIBLE, '')
    .replace(JOINER, '');
}

/** True for a template's variable that nobody filled (braces around a name): `{adgroupid}`, `{{campaign.name}}`, `${x}`, `__CID__`, also several. */
function isPlaceholder(text: string): boolean {
  if (text.length > MAX_PLACEHOLDER || !/[{}_]|%7b/i.test(text)) return false;
  const rest = text
    .replace(/%7b/gi, '{')
    .replace(/%7d/gi, '}')
    .replace(/\$?\{{1,3} {0,3}[\p{L}\p{N}_][\p{L}\p{N}_.:| -]{0,60}\}{1,3}|__[A-Z0-9_]{1,40}__/gu, '');
  return rest !== text && !/[\p{L}\p{N}]/u.test(rest);
}

const filled = (text: string): string | null =>
  text === '' || NOTHING.has(text.toLowerCase()) || isPlaceholder(text) ? null : text;

/**
 * Takes any value of a payload; returns its text, trimmed and clean, or null when there is none: "" is absent, as
 * Ringostat's form bodies send it, and so are "null", "(not set)" and a template's variable that nobody filled. Lists
 * are joined by ", "; objects have no text.
 */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return Number.isNaN(value) ? null : String(value);
  }
  if (typeof value === 'string') return filled(cleanText(value).trim());
  if (Array.isArray(value)) {
    const texts = value
      .slice(0, 50)
      .flatMap((item) => (asRecord(item) || Array.isArray(item) ? [] : (textOf(item) ?? [])));
    return texts.join(', ').slice(0, MAX_LENGTH) || null;
  }
  return null;
}

/** As textOf, with the HTML entities of Ringostat's escaped names decoded, once, before the text is cleaned. */
export function decodedText(value: unknown): string | null {
  if (typeof value === 'string') {
    const decoded = value.includes('&')
      ? decodeEntities(value.slice(0, MAX_ESCAPED))
      : value.slice(0, MAX_ESCAPED);
    return textOf(decoded + value.slice(MAX_ESCAPED, MAX_LENGTH));
  }
  return textOf(Array.isArray(value) ? value.slice(0, 50).map((item) => decodedText(item)) : value);
}

/** Takes any value; returns a number of seconds ≥ 0 from `12`, `"12"`, `"12.4"`, `"00:01:10"`; null otherwise. */
export function secondsOf(value: unknown): number | null {
  const text = textOf(value);
  if (text === null || text.length > MAX_NUMBER) return null;
  const clock = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})$/.exec(text);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const seconds = /^\d{1,9}(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  return Number.isFinite(seconds) ? Math.round(seconds) : null;
}

/** Takes a key in any spelling; returns it folded: `billSec`, `bill_sec`, `{{Bill Sec}}` are one. */
export function foldKey(key: string): string {
  return key
    .slice(0, MAX_KEY)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
