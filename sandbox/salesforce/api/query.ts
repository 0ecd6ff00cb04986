import type { SandboxAnswer } from '../../common/types';
import { methodNotAllowed, Refusal } from '../errors';
import { runSoql } from '../soql/run';
import type { Item } from '../soql/project';
import type { ApiCall, ApiContext } from './types';

/** Rows a page holds unless Sforce-Query-Options asks for fewer (the vendor takes 200 to 2000). */
const PAGE = { min: 200, max: 2000 };
const pages = new WeakMap<object, Map<string, { items: Item[]; total: number }>>();

function pageSize({ headers }: ApiCall): number {
  const wanted = Number(
    /batchSize\s*=\s*(\d+)/i.exec(headers['sforce-query-options'] ?? '')?.[1] ?? PAGE.max,
  );
  return Math.min(PAGE.max, Math.max(PAGE.min, wanted));
}

/** One page from `from` on; the rest waits under a locator. */
function page(
  { org }: ApiContext,
  call: ApiCall,
  locator: string,
  items: Item[],
  total: number,
  from: number,
): SandboxAnswer {
  const size = pageSize(call);
  const until = from + size;
  const done = until >= items.length;
  const open = pages.get(org) ?? new Map<string, { items: Item[]; total: number }>();
  pages.set(org, open.set(locator, { items, total }));
  const next = done ? {} : { nextRecordsUrl: `/services/data/${call.version}/query/${locator}-${until}` };
  return { status: 200, body: { totalSize: total, done, ...next, records: items.slice(from, until) } };
}

/** /query and /queryAll, and their further pages. */
export function queryApi(context: ApiContext, call: ApiCall): SandboxAnswer | null {
  const [resource = '', locator] = call.path;
  if (call.method !== 'GET') throw methodNotAllowed(call.method);
  if (locator !== undefined) {
    const [name = '', from = ''] = locator.split('-');
    const known = pages.get(context.org)?.get(name);
    if (!known) throw new Refusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    return page(context, call, name, known.items, known.total, Number(from));
  }
  const text = call.query.get('q');
  if (text === null || text.trim() === '')
    throw new Refusal(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  const { items, total } = runSoql(context, text, call.version, resource.toLowerCase() === 'queryall');
  const count = (pages.get(context.org)?.size ?? 0) + 1;
  return page(context, call, `01gAA${String(count).padStart(10, '0')}`, items, total, 0);
}
