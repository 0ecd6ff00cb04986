import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { invalidData, invalidId, missingParam, Refusal } from './errors';
import { byId, type Org } from './org';
import { render } from './render';
import type { Stored, ZohoModule } from './types';

const NOTHING: SandboxAnswer = { status: 204 };
const MAX_FIELDS = 50;

/** Names in `fields`; null when the parameter is absent. Throws when there are too many. */
export function fieldsOf(query: URLSearchParams): string[] | null {
  const names = query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim());
  if (names && names.length > MAX_FIELDS)
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { param_name: 'fields', limit: MAX_FIELDS });
  return names ?? null;
}
function number(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = query.get(name);
  const value = text === null ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw invalidData('invalid data', { param_name: name, expected_data_type: 'integer' });
  return value;
}
/** One page of records. `maxRows` is lower inside a composite; 204 when it is empty. */
export function page(
  org: Org,
  records: Stored[],
  query: URLSearchParams,
  maxRows: number,
  limitCode: string,
): SandboxAnswer {
  const wanted = number(query, 'per_page', Math.min(200, maxRows), 200);
  if (wanted > maxRows)
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { by: 'per_page', limit: maxRows });
  const number_ = number(query, 'page', 1, Number.MAX_SAFE_INTEGER);
  if (number_ * wanted > 2000)
    throw new Refusal(400, limitCode, 'maximum response iteration limit reached', { limit: '2000' });
  const from = (number_ - 1) * wanted;
  const rows = records.slice(from, from + wanted);
  if (rows.length === 0) return NOTHING;
  const fields = fieldsOf(query);
  const data = rows.map((record) => render(org, record, fields));
  const more_records = records.length > from + wanted;
  return {
    status: 200,
    body: { data, info: { per_page: wanted, count: rows.length, page: number_, more_records } },
  };
}
/** Leads: those not converted, unless asked otherwise. */
export function byConversion(records: Stored[], query: URLSearchParams): Stored[] {
  const wanted = query.get('converted') ?? 'false';
  return records.filter(
    ({ module, values }) =>
      module !== 'Leads' || wanted === 'both' || String(values['Converted__s'] ?? false) === wanted,
  );
}
function sorted(records: Stored[], query: URLSearchParams): Stored[] {
  const by = query.get('sort_by') ?? 'id';
  const time = by === 'Created_Time' ? 'createdAt' : by === 'Modified_Time' ? 'updatedAt' : null;
  const list = [...records].sort((a, b) => (time ? a[time] - b[time] || byId(a, b) : byId(a, b)));
  return query.get('sort_order') === 'asc' ? list : list.reverse();
}
/** GET of a module: `fields` is mandatory; `ids` reads these records strongly. */
export function listApi(
  org: Org,
  module: ZohoModule,
  { query }: SandboxRequest,
  maxRows: number,
): SandboxAnswer {
  if (fieldsOf(query) === null) throw missingParam('fields');
  const ids = query.get('ids')?.split(',');
  const all = byConversion(org.living(module), query);
  const chosen = ids ? all.filter(({ id }) => ids.includes(id)) : all;
  return page(org, sorted(chosen, query), query, maxRows, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED');
}
/** GET of one record: 204 when it was deleted, 400 when it never was. */
export function getApi(org: Org, module: ZohoModule, id: string, { query }: SandboxRequest): SandboxAnswer {
  const record = org.table(module).get(id);
  if (!record) throw invalidId(id);
  if (record.deleted) return NOTHING;
  return { status: 200, body: { data: [render(org, record, fieldsOf(query))] } };
}
