import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { resolveColumn, type Column } from './coql-columns';
import { parseCoql, type Condition, type Operator, type Where } from './coql-parse';
import { asObject, badValue, invalidData, mandatory, Refusal } from './errors';
import { byId, isModule, type Org } from './org';
import { idOf } from './render';
import type { Stored, ZohoModule, FieldType } from './types';

const EQUALITY: Operator[] = ['=', '!=', 'in', 'not in', 'is null', 'is not null'];
const RANGES: Operator[] = [...EQUALITY, '<', '<=', '>', '>=', 'between'];
const TEXTS: Operator[] = [...EQUALITY, 'like', 'not like'];
function operatorsOf(type: FieldType): Operator[] {
  if (type === 'textarea' || type === 'event_reminder' || type === 'profileimage') return [];
  if (type === 'boolean') return ['='];
  if (['date', 'datetime', 'integer', 'double', 'currency'].includes(type)) return RANGES;
  if (['lookup', 'ownerlookup', 'multi_module_lookup'].includes(type)) return EQUALITY;
  return type === 'bigint' ? RANGES : TEXTS;
}
function refuse(column: string, operator: Operator, reason: string): Refusal {
  return new Refusal(400, 'INVALID_QUERY', 'invalid operator found', {
    reason,
    column_name: column,
    operator,
  });
}
/** Text as COQL compares it: without regard to case; phones as stored. */
const plain = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : (idOf(value) ?? String(value as string | number | boolean)).toLowerCase();

function like(have: string, pattern: string, condition: Condition): boolean {
  const inner = pattern.replace(/^%|%$/g, '');
  const [start, end] = [pattern.startsWith('%'), pattern.length > 1 && pattern.endsWith('%')];
  if ((!start && !end) || inner.includes('%') || inner === '')
    throw refuse(condition.column, condition.operator, 'only %x, x% and %x% are supported');
  if (start && end) return have.includes(inner);
  return start ? have.endsWith(inner) : have.startsWith(inner);
}
function compare(have: string, want: string, type: FieldType): number {
  if (type === 'date' || type === 'datetime') return Date.parse(have) - Date.parse(want);
  if (type === 'bigint') return have.length - want.length || (have < want ? -1 : have > want ? 1 : 0);
  if (type === 'integer' || type === 'double' || type === 'currency') return Number(have) - Number(want);
  return have === want ? 0 : have < want ? -1 : 1;
}
function holds(record: Stored, condition: Condition, column: Column): boolean {
  const { operator } = condition;
  const have = plain(column.read(record));
  const type = column.def?.type ?? 'text';
  const values = condition.values.map((value) => value.toLowerCase());
  const [first = '', second = ''] = values;
  if (operator === 'is null') return have === null;
  if (operator === 'is not null') return have !== null;
  // Patterns are judged even when there is nothing to compare.
  if (operator === 'like') return like(have ?? '', first, condition) && have !== null;
  if (operator === 'not like') return !like(have ?? '', first, condition);
  if (operator === '!=' || operator === 'not in')
    return have === null || values.every((value) => compare(have, value, type) !== 0);
  if (have === null) return false;
  const difference = compare(have, first, type);
  switch (operator) {
    case 'in':
      return values.some((value) => compare(have, value, type) === 0);
    case 'between':
      return difference >= 0 && compare(have, second, type) <= 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    default:
      return difference === 0;
  }
}
/** A test of records; columns and operators are judged here, before any record is seen. */
function compile(org: Org, module: ZohoModule, where: Where): (record: Stored) => boolean {
  if ('op' in where) {
    const [left, right] = [compile(org, module, where.left), compile(org, module, where.right)];
    return where.op === 'and' ? (r) => left(r) && right(r) : (r) => left(r) || right(r);
  }
  const column = resolveColumn(org, module, where.column);
  const type = column.def?.type ?? 'text';
  if (!operatorsOf(type).includes(where.operator))
    throw refuse(where.column, where.operator, `not supported for ${type}`);
  const bad = where.values.find(
    (value) =>
      (type === 'datetime' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/.test(value)) ||
      (type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)),
  );
  if (bad !== undefined) throw refuse(where.column, where.operator, `the value is no ${type}`);
  if (where.operator.endsWith('like')) like('', where.values[0] ?? '', where);
  return (record) => holds(record, where, column);
}

/** The module a query reads, for the check of scopes; null when the query does not say. */
export function moduleOf(request: SandboxRequest): string | null {
  const query = asObject(request.body)['select_query'];
  return typeof query === 'string' ? (/\bfrom\s+!?(\w+)/i.exec(query)?.[1] ?? null) : null;
}

/** POST coql. Reads the store itself, not the search index. 204 when empty. `maxRows` is lower inside a composite. */
export function coqlApi(org: Org, { body }: SandboxRequest, maxRows: number): SandboxAnswer {
  const place = { api_name: 'select_query', json_path: '$.select_query' };
  const text = asObject(body)['select_query'];
  if (text === undefined || text === null) throw mandatory(place);
  if (typeof text !== 'string') throw badValue(place, 'text');
  const extra = Object.keys(asObject(body)).find((key) => key !== 'select_query' && key !== 'include_meta');
  if (extra) throw invalidData('invalid data', { api_name: extra, json_path: `$.${extra}` });
  const query = parseCoql(text);
  if (!isModule(query.module))
    throw new Refusal(400, 'INVALID_QUERY', 'the module is not supported', { module: query.module });
  const module = query.module;
  if (query.limit !== null && query.limit > maxRows)
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { by: 'limit', limit: maxRows });
  const columns = query.columns.map((name) => resolveColumn(org, module, name));
  const test = compile(org, module, query.where);
  const order = query.order.map(({ column, descending }) => ({
    column: resolveColumn(org, module, column),
    descending,
  }));
  const found = org.visible(module).filter(test);
  found.sort((a, b) => {
    for (const { column, descending } of order) {
      const [left, right] = [plain(column.read(a)) ?? '', plain(column.read(b)) ?? ''];
      const difference = compare(left, right, column.def?.type ?? 'text');
      if (difference) return descending ? -difference : difference;
    }
    return byId(a, b);
  });
  const limit = query.limit ?? Math.min(200, maxRows);
  const rows = found.slice(query.offset, query.offset + limit);
  if (rows.length === 0) return { status: 204 };
  const data = rows.map((record) => ({
    ...Object.fromEntries(columns.map((column) => [column.name, column.read(record)])),
    id: record.id,
  }));
  const info = { count: rows.length, more_records: found.length > query.offset + limit };
  return { status: 200, body: { data, info } };
}
