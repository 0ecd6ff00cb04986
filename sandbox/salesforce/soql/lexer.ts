import { malformed } from '../errors';

export interface Token {
  kind: 'word' | 'string' | 'number' | 'date' | 'datetime' | 'sign' | 'end';
  /** As written; the value of a string with its escapes resolved. */
  text: string;
  at: number;
}

const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:?\d\d)/;
const RULES: [Token['kind'], RegExp][] = [
  ['datetime', DATETIME],
  ['date', /^\d{4}-\d\d-\d\d(?![\dT])/],
  ['number', /^[+-]?\d+(\.\d+)?(?![\w-])/],
  ['word', /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(:\d+)?/],
  ['sign', /^(<=|>=|!=|<>|[=<>(),])/],
];
const ESCAPES: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** Position as the vendor's messages tell it. */
export function place(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `Row:${lines.length}:Column:${(lines.at(-1) ?? '').length + 1}`;
}
/** The words around a mistake with a caret under it, as the vendor shows them. */
export function pointAt(text: string, at: number, message: string): string {
  const from = Math.max(0, at - 20);
  const excerpt = text.slice(from, at + 20).replaceAll('\n', ' ');
  return `\n${excerpt}\n${' '.repeat(at - from)}^\nERROR at ${place(text, at)}\n${message}`;
}

/** Reads a string literal from its opening quote. `\%` and `\_` keep the backslash: LIKE needs it. */
function readString(text: string, from: number): { token: Token; next: number } {
  let value = '';
  for (let i = from + 1; i < text.length; i += 1) {
    const sign = text[i] ?? '';
    if (sign === "'") return { token: { kind: 'string', text: value, at: from }, next: i + 1 };
    if (sign === '\n' || sign === '\r')
      throw malformed(pointAt(text, i, 'Line breaks not allowed in string literals'));
    if (sign !== '\\') {
      value += sign;
      continue;
    }
    i += 1;
    const escaped = text[i] ?? '';
    const plain = ESCAPES[escaped.toLowerCase()];
    if (plain === undefined && escaped !== '%' && escaped !== '_')
      throw malformed(
        `Invalid string literal '${text.slice(from + 1, i + 1)}'. Illegal character sequence '\\${escaped}' in string literal.`,
      );
    value += plain ?? `\\${escaped}`;
  }
  throw malformed(
    pointAt(text, from, `line ${place(text, from)} mismatched character '<EOF>' expecting '''`),
  );
}

/** Cuts a query into tokens. Throws MALFORMED_QUERY for what SOQL does not know. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    if (text[at] === "'") {
      const { token, next } = readString(text, at);
      found.push(token);
      at = next;
      continue;
    }
    const rest = text.slice(at);
    const rule = RULES.map(([kind, pattern]) => ({ kind, match: pattern.exec(rest)?.[0] })).find(
      ({ match }) => match !== undefined,
    );
    if (!rule?.match)
      throw malformed(
        pointAt(text, at, `line ${place(text, at)} no viable alternative at character '${text[at] ?? ''}'`),
      );
    found.push({ kind: rule.kind, text: rule.match, at });
    at += rule.match.length;
  }
  return [...found, { kind: 'end', text: '<EOF>', at }];
}
