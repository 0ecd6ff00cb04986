/** Translates JavaScript's syntax of regular expressions into RE2's where they differ. */
import type { Said } from '../model/said';
import { said } from '../text/said';

/** A look-ahead right behind ^, which needs no backtracking. */
interface Ahead {
  /** Anchored. */
  source: string;
  wanted: boolean;
}
export interface Alternative {
  ahead: Ahead[];
  /** In RE2's words. */
  rest: string;
}
type Read = { alternatives: Alternative[] } | { fault: Said };

/** Escapes, classes, beginnings of groups, and any other sign. */
const TOKEN =
  /\\(?:u[\da-f]{4}|x[\da-f]{2}|c[a-z]|[^])|\[(?:\\[^]|[^\]\\])*\]|\((?:\?(?:<[=!]|<\w+>|[:=!]))?|[^]/giu;
/** What \s means in JavaScript; in RE2 it is ASCII only. */
const SPACE =
  '\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const NO_SPACE =
  '\\x00-\\x08\\x0e-\\x1f!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';

function escape(token: string, inClass: boolean): string {
  const [sign = '', digits] = [token[1], token.slice(2)];
  if (/^[ux]$/.test(sign) && digits) return `\\x{${digits}}`;
  if (sign === 'c' && digits) return `\\x{${(digits.toUpperCase().charCodeAt(0) % 32).toString(16)}}`;
  if (sign === 's') return inClass ? SPACE : `[${SPACE}]`;
  if (sign === 'S') return inClass ? NO_SPACE : `[${NO_SPACE}]`;
  if (sign === 'b' && inClass) return '\\x08';
  if (sign === '0') return '\\x00';
  if (/[dDwWbBnrtfv]/.test(sign)) return token;
  // Any other sign means itself.
  return /[a-z\d]/i.test(sign) || sign > '\x7f' ? sign : token;
}

function classOf(token: string): string {
  if (token === '[]') return '[^\\x00-\\x{10ffff}]';
  if (token === '[^]') return '[\\x00-\\x{10ffff}]';
  const inside = token
    .slice(1, -1)
    .replace(/\\(?:u[\da-f]{4}|x[\da-f]{2}|c[a-z]|[^])|\[/giu, (part) =>
      part === '[' ? '\\[' : escape(part, true),
    );
  return `[${inside}]`;
}

function translate(token: string): string {
  if (token.startsWith('\\')) return escape(token, false);
  if (token.startsWith('[')) return classOf(token);
  if (token.startsWith('(?<')) return token.replace('(?<', '(?P<');
  return token === '.' ? '[^\\n\\r\\x{2028}\\x{2029}]' : token;
}

/** Where the group that begins at `from` ends: the index behind its bracket. */
function groupEnd(tokens: string[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at]?.startsWith('(')) depth += 1;
    else if (tokens[at] === ')' && --depth === 0) return at + 1;
  }
  return tokens.length;
}

/** The parts between the | that stand in no group. */
function split(tokens: string[]): string[][] {
  const parts: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.startsWith('(')) depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** `^((?!x).)*` says "x stands nowhere": said at the start, as everything looked for ahead. */
function temperedDot(tokens: string[]): string[] {
  const [start, open = '', look] = tokens;
  const end = groupEnd(tokens, 2);
  const [dot, close, repeat = ''] = tokens.slice(end);
  if (start !== '^' || !/^\((?:\?:)?$/.test(open) || look !== '(?!') return tokens;
  if (dot !== '.' || close !== ')' || !/^[*+]$/.test(repeat)) return tokens;
  const inside = tokens.slice(3, end - 1);
  return ['^', '(?!', '.', '*', '(?:', ...inside, ')', ')', '.', repeat, ...tokens.slice(end + 3)];
}

const isAhead = (token: string | undefined): boolean => token === '(?=' || token === '(?!';
const isBackReference = (token: string): boolean => /^\\(?:[1-9]|k$)/.test(token);

function readAlternative(written: string[]): Alternative {
  const tokens = temperedDot(written);
  const ahead: Ahead[] = [];
  let at = tokens[0] === '^' ? 1 : 0;
  while (at > 0 && isAhead(tokens[at])) {
    const end = groupEnd(tokens, at);
    // JavaScript lets it be repeated, to no purpose: it is refused below, as it stands.
    if (/^[*+?{]$/.test(tokens[end] ?? '')) break;
    const inside = tokens
      .slice(at + 1, end - 1)
      .map(translate)
      .join('');
    ahead.push({ source: `^(?:${inside})`, wanted: tokens[at] === '(?=' });
    at = end;
  }
  const rest = tokens.slice(at).map(translate).join('');
  return { ahead, rest: at > 0 ? `^${rest}` : rest };
}

/** Takes a pattern that JavaScript takes; returns its alternatives for RE2, or in words what cannot be matched. */
export function alternativesOf(source: string): Read {
  const tokens = source.match(TOKEN) ?? [];
  if (tokens.some(isBackReference)) return { fault: said('pattern.refersBack') };
  if (tokens.some((token) => token === '(?<=' || token === '(?<!'))
    return { fault: said('pattern.looksBehind') };
  const parts = split(tokens);
  // A look-ahead inside a group, or behind anything that takes signs, holds at many places.
  const alternatives = parts.map(readAlternative);
  const left = alternatives.flatMap(({ ahead, rest }) => [rest, ...ahead.map((one) => one.source)]);
  if (left.some((text) => (text.match(TOKEN) ?? []).some(isAhead)))
    return { fault: said('pattern.looksAhead') };
  return { alternatives };
}
