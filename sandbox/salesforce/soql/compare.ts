import { Refusal } from '../errors';
import { readId } from '../ids';
import type { FieldDef, FieldType } from '../schema/types';
import type { Value } from '../types';
import type { Compare, Literal } from './ast';
import { like } from './like';

const DAY = 86_400_000;
type Wanted = 'string' | 'number' | 'boolean' | 'date' | 'datetime';
const WANTED: Partial<Record<FieldType, Wanted>> = {
  int: 'number',
  double: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
};

/** Throws INVALID_FIELD when the literal is of another kind than the field, as the vendor does. */
export function checkLiteral(field: FieldDef, { type, value }: Literal): void {
  const wanted = WANTED[field.type] ?? 'string';
  const isTime = wanted === 'date' || wanted === 'datetime';
  if (type === 'null' || type === wanted || (isTime && type === 'range')) {
    const isId = field.type === 'id' || field.type === 'reference';
    if (isId && typeof value === 'string' && value !== '' && readId(value) === null)
      throw new Refusal(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value}`);
    return;
  }
  const name =
    wanted === 'datetime'
      ? 'dateTime'
      : wanted === 'number'
        ? field.type === 'int'
          ? 'int'
          : 'double'
        : wanted;
  const quotes = wanted === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  throw new Refusal(
    400,
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${name} and ${quotes}`,
  );
}

/** Days from today that a date literal spans, first and last. */
function rangeOf(text: string): [number, number] {
  const [word = '', count = '0'] = text.toLowerCase().split(':');
  const n = Number(count);
  if (word === 'last_n_days') return [-n, 0];
  if (word === 'next_n_days') return [1, n];
  const day = word === 'yesterday' ? -1 : word === 'tomorrow' ? 1 : 0;
  return [day, day];
}
function compareRange(ms: number, op: Compare, text: string, now: number): boolean {
  const today = Math.floor(now / DAY) * DAY;
  const [first, last] = rangeOf(text);
  const [start, end] = [today + first * DAY, today + (last + 1) * DAY];
  if (op === '=') return ms >= start && ms < end;
  if (op === '!=') return ms < start || ms >= end;
  if (op === '<') return ms < start;
  if (op === '<=') return ms < end;
  return op === '>' ? ms >= end : ms >= start;
}

/** Strings compare without letter case, ids in either length. */
function comparable(field: FieldDef, value: Value, literal: Literal): [string | number, string | number] {
  if (literal.type === 'datetime' || literal.type === 'date')
    return [
      Date.parse(String(value)),
      Date.parse(String(literal.value).replace(/([+-]\d\d)(\d\d)$/, '$1:$2')),
    ];
  if (typeof value === 'number') return [value, Number(literal.value)];
  const text = String(literal.value);
  const isId = field.type === 'id' || field.type === 'reference';
  if (isId) return [String(value), readId(text) ?? text];
  return [String(value).toLowerCase(), text.toLowerCase()];
}

/** Whether a stored value stands in this relation to the literal. */
export function holds(field: FieldDef, value: Value, op: Compare, literal: Literal, now: number): boolean {
  const isEmpty = value === null || value === '';
  if (literal.type === 'null' || literal.value === '') return op === '!=' ? !isEmpty : op === '=' && isEmpty;
  if (isEmpty) return op === '!=';
  if (op === 'like') return like(String(value), String(literal.value));
  if (literal.type === 'range') return compareRange(Date.parse(String(value)), op, literal.value, now);
  const [left, right] = comparable(field, value, literal);
  if (op === '=') return left === right;
  if (op === '!=') return left !== right;
  if (op === '<') return left < right;
  if (op === '<=') return left <= right;
  return op === '>' ? left > right : left >= right;
}
