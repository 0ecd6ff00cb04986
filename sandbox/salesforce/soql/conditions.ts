import type { Compare, Condition, Literal, Path, Query } from './ast';
import type { Reader } from './reader';

const SIGNS: Record<string, Compare> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const RANGES = /^(yesterday|today|tomorrow|(last|next)_n_days:\d+)$/i;

export function readPath(reader: Reader): Path {
  const { text, at } = reader.word();
  return { parts: text.split('.'), at };
}

function readLiteral(reader: Reader): Literal {
  const { kind, text } = reader.next;
  const word = text.toLowerCase();
  if (kind === 'string') return { type: 'string', value: reader.take().text };
  if (kind === 'number') return { type: 'number', value: Number(reader.take().text) };
  if (kind === 'date' || kind === 'datetime') return { type: kind, value: reader.take().text };
  if (kind !== 'word') throw reader.unexpected();
  if (word === 'true' || word === 'false') {
    reader.take();
    return { type: 'boolean', value: word === 'true' };
  }
  if (word === 'null') {
    reader.take();
    return { type: 'null', value: null };
  }
  if (!RANGES.test(text))
    throw reader.error(`Bind variables only allowed in Apex code, or unexpected token: '${text}'`);
  return { type: 'range', value: reader.take().text };
}

function readList(reader: Reader): Literal[] {
  const values = [readLiteral(reader)];
  while (reader.accept(',')) values.push(readLiteral(reader));
  reader.expect(')');
  return values;
}

function readComparison(reader: Reader, subquery: (reader: Reader) => Query): Condition {
  const path = readPath(reader);
  const negated = reader.accept('not');
  if (reader.accept('in')) {
    reader.expect('(');
    if (!reader.peek('select')) return { kind: 'in', path, negated, values: readList(reader) };
    const query = subquery(reader);
    reader.expect(')');
    return { kind: 'semiJoin', path, negated, query };
  }
  if (negated) throw reader.unexpected();
  if (reader.accept('like')) return { kind: 'compare', path, op: 'like', value: readLiteral(reader) };
  const op = reader.next.kind === 'sign' ? SIGNS[reader.next.text] : undefined;
  if (!op) throw reader.unexpected();
  reader.take();
  return { kind: 'compare', path, op, value: readLiteral(reader) };
}

/**
 * AND and OR never stand beside each other without parentheses, and NOT only opens an expression: the vendor refuses
 * both with "unexpected token".
 */
export function readConditions(reader: Reader, subquery: (reader: Reader) => Query): Condition {
  const single = (first: boolean): Condition => {
    if (first && reader.accept('not')) return { kind: 'not', part: single(false) };
    if (!reader.accept('(')) return readComparison(reader, subquery);
    const inner = readConditions(reader, subquery);
    reader.expect(')');
    return inner;
  };
  const parts = [single(true)];
  const word = reader.peek('or') ? 'or' : 'and';
  while (reader.accept(word)) parts.push(single(false));
  if (reader.peek('or') || reader.peek('and')) throw reader.unexpected();
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: word, parts };
}
