import { Refusal } from '../errors';
import type { Order, Query, Selected } from './ast';
import { readConditions, readPath } from './conditions';
import { Reader } from './reader';

/** Longest statement the vendor takes, characters. */
const MAX_LENGTH = 100_000;
const RESERVED = new Set([
  'where',
  'order',
  'limit',
  'offset',
  'for',
  'with',
  'group',
  'having',
  'using',
  'all',
]);

function readSelected(reader: Reader, nested: boolean): Selected {
  if (reader.accept('(')) {
    if (nested) throw reader.error('Only one level of child queries is allowed');
    const query = readQuery(reader, true);
    reader.expect(')');
    return { kind: 'child', query };
  }
  const path = readPath(reader);
  if (!reader.accept('(')) return { kind: 'path', path };
  const call = path.parts.join('.').toLowerCase();
  if (call === 'fields') {
    const group = reader.word().text.toLowerCase();
    reader.expect(')');
    return { kind: 'all', group };
  }
  if (call !== 'count' || !reader.accept(')'))
    throw new Error(`The fake Salesforce has no ${call}() in SOQL.`);
  return { kind: 'count' };
}

function readOrder(reader: Reader): Order[] {
  if (!reader.accept('order')) return [];
  reader.expect('by');
  const order: Order[] = [];
  do {
    const path = readPath(reader);
    const descending = reader.accept('desc');
    if (!descending) reader.accept('asc');
    let nullsLast = false;
    if (reader.accept('nulls')) {
      nullsLast = reader.accept('last');
      if (!nullsLast) reader.expect('first');
    }
    order.push({ path, descending, nullsLast });
  } while (reader.accept(','));
  return order;
}

function readQuery(reader: Reader, nested: boolean): Query {
  reader.expect('select');
  const selected = [readSelected(reader, nested)];
  while (reader.accept(',')) selected.push(readSelected(reader, nested));
  reader.expect('from');
  const { text: from, at: fromAt } = reader.word();
  const isAlias = reader.next.kind === 'word' && !RESERVED.has(reader.next.text.toLowerCase());
  const alias = isAlias ? reader.take().text : null;
  const where = reader.accept('where') ? readConditions(reader, (inner) => readQuery(inner, true)) : null;
  for (const word of ['group', 'having', 'using', 'with'])
    if (reader.peek(word)) throw new Error(`The fake Salesforce has no ${word.toUpperCase()} in SOQL.`);
  const order = readOrder(reader);
  const limit = reader.accept('limit') ? reader.integer() : null;
  const offset = reader.accept('offset') ? reader.integer() : 0;
  return { selected, from, fromAt, alias, where, order, limit, offset };
}

/** Parses a whole statement. Throws MALFORMED_QUERY where the vendor would; anything after the statement included. */
export function parseSoql(text: string): Query {
  if (text.length > MAX_LENGTH)
    throw new Refusal(
      400,
      'QUERY_TOO_COMPLICATED',
      'SOQL statements cannot be longer than 100000 characters.',
    );
  const reader = new Reader(text);
  const query = readQuery(reader, false);
  if (reader.next.kind !== 'end') throw reader.unexpected();
  return query;
}
