/**
 * The search language, as far as docs/reference/nethunt.md#finding tells: quoted phrases, OR, AND, groups, `Field:value`, created:today.
 * Mean where the vendor is silent: inside a formatted phone no part is found, and long numbers match fuzzily.
 */
import { listOf } from './check-values';
import { bad } from './refusal';
import type { FakeFolder, FieldValues } from './types';

type Term = { field: string | null; text: string; quoted: boolean };
type Node = { or: Node[] } | { and: Node[] } | { not: Node } | { term: Term };
export interface Searched {
  folder: FakeFolder;
  fields: FieldValues;
  createdAt: number;
  now: number;
  /** Names of linked records, which search covers; their ids it does not. */
  nameOf: (id: string) => string;
}

const TOKEN =
  /\s*(?:(\()|(\))|(-)|((?:[^\s":()]+:)?"(?:[^"\\]|\\.)*")|([^\s":()]+:(?=\())|([^\s"()]+)|(.))/gy;

function lex(text: string): string[] {
  const tokens: string[] = [];
  for (const match of text.trim().matchAll(TOKEN)) {
    // A lone quote is a phrase that never ends.
    if (match[7] !== undefined) throw bad('Invalid search query');
    tokens.push(match[0].trim());
  }
  return tokens;
}

function termOf(token: string, field: string | null): Term {
  const named = /^([^\s":()]+):(.+)$/s.exec(token);
  const own = named?.[1] ?? field;
  const rest = named?.[2] ?? token;
  const quoted = rest.startsWith('"');
  return { field: own, text: quoted ? rest.slice(1, -1).replace(/\\(.)/g, '$1') : rest, quoted };
}

/** Takes a query; returns its tree. Throws Refusal when it cannot be read. */
export function parseQuery(text: string): Node {
  const tokens = lex(text);
  let at = 0;
  const group = (field: string | null): Node => {
    const node = either(field);
    if (tokens[at] !== ')') throw bad('Invalid search query');
    at += 1;
    return node;
  };
  function unary(field: string | null): Node {
    const token = tokens[at];
    if (token === undefined || token === ')' || token === 'OR' || token === 'AND')
      throw bad('Invalid search query');
    at += 1;
    if (token === '-' || token === 'NOT') return { not: unary(field) };
    if (token === '(') return group(field);
    if (token.endsWith(':') && tokens[at] === '(') {
      at += 1;
      return group(token.slice(0, -1));
    }
    return { term: termOf(token, field) };
  }
  function every(field: string | null): Node {
    const parts = [unary(field)];
    while (at < tokens.length && tokens[at] !== ')' && tokens[at] !== 'OR') {
      if (tokens[at] === 'AND') at += 1;
      parts.push(unary(field));
    }
    return parts.length === 1 && parts[0] ? parts[0] : { and: parts };
  }
  function either(field: string | null): Node {
    const parts = [every(field)];
    while (tokens[at] === 'OR') {
      at += 1;
      parts.push(every(field));
    }
    return parts.length === 1 && parts[0] ? parts[0] : { or: parts };
  }
  if (tokens.length === 0) throw bad('Please enter either Record ID or Search Query');
  const node = either(null);
  if (at < tokens.length) throw bad('Invalid search query');
  return node;
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Long numbers that differ in the last digit only are alike to a fuzzy index. */
const alike = (a: string, b: string): boolean =>
  a === b ||
  (/^\d{7,}$/.test(a) && /^\d+$/.test(b) && a.length === b.length && a.slice(0, -1) === b.slice(0, -1));

function textMatches({ text, quoted }: Term, stored: string, whole: boolean): boolean {
  const wanted = words(text);
  const given = words(stored);
  if (wanted.length === 0) return false;
  if (!quoted) return wanted.every((word) => given.some((other) => other.startsWith(word)));
  if (whole && wanted.length !== given.length) return false;
  return given.some((_, start) => wanted.every((word, index) => alike(word, given[start + index] ?? '')));
}

function termMatches(term: Term, { folder, fields, createdAt, now, nameOf }: Searched): boolean {
  if (term.field === 'created' && term.text === 'today')
    return new Date(createdAt).toDateString() === new Date(now).toDateString();
  const wanted = term.field?.toLowerCase();
  return folder.fields
    .filter(({ name }) => wanted === undefined || name.toLowerCase() === wanted)
    .some(({ name, type }) =>
      listOf(fields[name]).some((value) =>
        textMatches(term, type === 'reference' ? nameOf(String(value)) : String(value), type === 'phone'),
      ),
    );
}

export function matches(node: Node, searched: Searched): boolean {
  if ('or' in node) return node.or.some((part) => matches(part, searched));
  if ('and' in node) return node.and.every((part) => matches(part, searched));
  if ('not' in node) return !matches(node.not, searched);
  return termMatches(node.term, searched);
}
