/** Filters and order that v2 lists share. */
import { isHidden } from './account-rules';
import { READER_ID, type Context } from './context';
import type { Row, Values } from './types';

const MAX_IDS = 100;
const LIST_MAX = 500;

/** Rows that pass the filters of `links` (query name → value of the row), ids and times, in the wanted order. */
export function filtered(
  { account, query, user }: Context,
  rows: Row[],
  links: Record<string, (row: Row) => unknown>,
  sortable: readonly string[] = ['id', 'update_time', 'add_time'],
): Row[] {
  const ids = query.list('ids', MAX_IDS);
  const since = query.time('updated_since');
  const until = query.time('updated_until');
  const wanted = Object.entries(links)
    .map(([name, of]) => ({ of, value: name === 'lead_id' ? query.text(name) : query.integer(name) }))
    .filter(({ value }) => value !== null);
  // Times are told in whole seconds and compared so.
  const second = (ms: number): number => Math.floor(ms / 1000) * 1000;
  const kept = rows.filter(
    (row) =>
      (user.id === READER_ID || !isHidden(account.rules, row)) &&
      (ids === null || ids.includes(String(row.id))) &&
      (since === null || second(row.updateTime) >= since) &&
      (until === null || second(row.updateTime) < until) &&
      wanted.every(({ of, value }) => of(row) === value),
  );
  const by = query.oneOf('sort_by', sortable) ?? 'id';
  const direction = query.oneOf('sort_direction', ['asc', 'desc']) === 'desc' ? -1 : 1;
  const key = (row: Row): number | string =>
    by === 'update_time'
      ? row.updateTime
      : by === 'add_time'
        ? row.addTime
        : by === 'due_date'
          ? String(row.values['due_date'] ?? '')
          : Number(row.id);
  return [...kept].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * direction);
}
export const pageOf = (context: Context, rows: Row[]): { rows: Row[]; additional_data: Values } =>
  context.query.page(rows, LIST_MAX);
