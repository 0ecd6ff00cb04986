/** Takes secrets out of texts that people or logs may see. One place for the whole product. */

const MASK = '***';
/** Names whose value is a secret, in a query, a form, a header line or JSON. */
const SECRET_NAMES =
  'auth[-_]?key|authorization|x-api-token|x-auth-token|api[-_]?token|api[-_]?key|hapikey|(?:access|refresh|id)_token|token|' +
  'client_secret|secret|password|passwd|signature|sig';

const RULES: [RegExp, string][] = [
  // Credentials of a URL: https://user:password@host
  [/(\bhttps?:\/\/)[^\s/@"'<>]+@/gi, `$1${MASK}@`],
  [/\b(Bearer|Basic|Zoho-oauthtoken|Token)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${MASK}`],
  // "name":"value" and name: value and name=value; the value ends at a quote, separator or space.
  [
    new RegExp(
      `(["']?(?:\\b|%[0-9a-f]{2})(?:${SECRET_NAMES})["']?\\s*(?:[:=]|%3[AD])\\s*["']?)(?!(?:Bearer|Basic|Zoho-oauthtoken)\\b)[^\\s"'&,;<>}]+`,
      'gi',
    ),
    `$1${MASK}`,
  ],
  // Links to listen work without a login: host is kept, path and query are not.
  [/(\bhttps?:\/\/[^\s/"'<>?#]+)\/[^\s"'<>]*(?:record|listen)[^\s"'<>]*/gi, `$1/${MASK}`],
  [/(\bhttps?:\/\/(?:[\w-]+\.)*ringostat\.(?:com|net))\/[^\s"'<>]+/gi, `$1/${MASK}`],
  [/(\bhttps?:\/\/[^\s/"'<>?#]+)\/[^\s"'<>]*\.(?:mp3|wav|ogg)\b[^\s"'<>]*/gi, `$1/${MASK}`],
  // Tokens known by their form: HubSpot, JSON web tokens.
  [/\bpat-[a-z]{2}\d?-[A-Za-z0-9-]{6,}/g, MASK],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, MASK],
];

/** Takes a text; returns it with tokens, keys, passwords and links to recordings masked. */
export function redact(text: string): string {
  return RULES.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

/** Longest vendor text that goes into an error message. */
export const ERROR_TEXT_MAX = 400;

/** Takes any vendor text; returns one redacted line of at most `max` characters. */
export function boundedText(value: unknown, max = ERROR_TEXT_MAX): string {
  const raw =
    typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
  // Cut before masking so that a body of megabytes costs nothing, with room for what masking takes away.
  const plain = raw
    .slice(0, max * 4)
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const text = redact(plain);
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
