/** Takes secrets out of texts that people or logs may see. One place for the whole product. */
import words from './common-words.json';

const MASK = '***';
/** Names whose value is a secret, in a query, a form, a header line or JSON. */
const SECRET_NAMES =
  'auth[-_]?key|authorization|x-api-token|x-auth-token|api[-_]?token|api[-_]?key|hapikey|(?:access|refresh|id)_token|token|' +
  'client_secret|secret|password|passwd|signature|sig';

/** Words of messages that stand where a value would: "token: expired". No key was ever one of them. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(words);
/** Nothing of a sentence is this long; tokens are longer. */
const MADE_LENGTH = 20;
/** What a link to listen holds. */
const LISTEN = /record|listen|\.(?:mp3|wav|ogg)\b/i;
const HOST = /^https?:\/\/[^/?#]+\//i;
const RINGOSTAT = /^https?:\/\/(?:[\w-]+\.)*ringostat\.(?:com|net)\//i;

type Rule = [RegExp, string | ((whole: string, before: string, value: string) => string)];

/** What stands behind a blank may be the rest of a sentence. */
function masked(before: string, value: string): string {
  const word = value.replace(/[.:!?]+$/, '');
  const isWord = /\s$/.test(before) && COMMON_WORDS.has(word.charAt(0).toLowerCase() + word.slice(1));
  return before + (isWord ? value : MASK);
}
/** Behind a word of plain English stands a secret only when it looks like one: "the token server", "Basic settings". */
const looksMade = (value: string): boolean => value.length >= MADE_LENGTH || /\d|[^A-Z][A-Z]/.test(value);

/** A link and all that hangs on it, which may be further links: it is read once, from the left. */
function withoutListening(run: string): string {
  const links = run.split(/(?=https?:\/\/)/i);
  const hosts = links.map((link) => HOST.exec(link)?.[0] ?? '');
  const first = hosts.findIndex((host) => host !== '');
  const tail = (from: number): string => links.slice(from).join('').slice(hosts[from]?.length);
  // What stands behind a later link stands behind the first one too.
  const from =
    first >= 0 && LISTEN.test(tail(first)) ? first : hosts.findIndex((host) => RINGOSTAT.test(host));
  return from < 0 || tail(from) === '' ? run : `${links.slice(0, from).join('')}${hosts[from]}${MASK}`;
}

/** None of them reads a sign more often than a fixed number of times: texts come from anywhere and may be long. */
const RULES: Rule[] = [
  // Credentials of a URL: https://user:password@host
  [/(\bhttps?:\/\/)[^\s/@"'<>]+@/gi, `$1${MASK}@`],
  [
    /(\b(?:Bearer|Zoho-oauthtoken)\s+)([A-Za-z0-9._~+/=-]{6,})/gi,
    (_, before, value) => masked(before, value),
  ],
  [
    /(\b(?:Basic|Token)\s+)([A-Za-z0-9._~+/=-]{6,})/gi,
    (whole, before, value) => (looksMade(value) ? masked(before, value) : whole),
  ],
  // "name":"value" and name: value and name=value; the value ends at a quote, separator or space.
  [
    new RegExp(
      `(["']?(?:\\b|%[0-9a-f]{2})(?:${SECRET_NAMES})["']?\\s*(?:[:=]|%3[AD])\\s*["']?)(?!(?:Bearer|Basic|Zoho-oauthtoken)\\b)([^\\s"'&,;<>}]+)`,
      'gi',
    ),
    (_, before, value) => masked(before, value),
  ],
  // Links to listen work without a login: host is kept, path and query are not.
  [/https?:\/\/[^\s"'<>]+/gi, withoutListening],
  // Tokens known by their form: HubSpot, JSON web tokens.
  [/\bpat-[a-z]{2}\d?-[A-Za-z0-9-]{6,}/g, MASK],
  [/\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,4}/g, MASK],
];

/** Takes a text; returns it with tokens, keys, passwords and links to recordings masked. Linear time. */
export function redact(text: string): string {
  return RULES.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement as string),
    text,
  );
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
