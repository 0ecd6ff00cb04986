import { Refusal } from './errors';

export interface Token {
  kind: 'word' | 'text' | 'number' | 'sign';
  value: string;
  /** Column in the query, from 1. */
  column: number;
}
export const syntaxError = (details: Record<string, unknown>): Refusal =>
  new Refusal(400, 'SYNTAX_ERROR', 'error occurred while parsing the query', details);

const PATTERNS: [Token['kind'], RegExp][] = [
  ['text', /^'((?:[^'\\]|\\.)*)'|^"((?:[^"\\]|\\.)*)"/],
  ['word', /^!?[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*/],
  ['number', /^-?\d+(?:\.\d+)?/],
  ['sign', /^(?:<=|>=|!=|=|<|>|\(|\)|,)/],
];

/** Cuts a query into tokens; text comes without quotes and with escapes resolved. Throws SYNTAX_ERROR. */
export function lex(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const rest = query.slice(at);
    const blank = /^\s+/.exec(rest);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const found = PATTERNS.map(([kind, pattern]) => ({ kind, match: pattern.exec(rest) })).find(
      ({ match }) => match,
    );
    if (!found?.match) throw syntaxError({ line: 1, column: at + 1, near: rest.slice(0, 20) });
    const [whole, single, double] = found.match;
    const inner = (single ?? double ?? '').replace(/\\(.)/g, '$1');
    const value = { text: inner, word: whole.replace(/^!/, ''), number: whole, sign: whole }[found.kind];
    tokens.push({ kind: found.kind, value, column: at + 1 });
    at += whole.length;
  }
  return tokens;
}
