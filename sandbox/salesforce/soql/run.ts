import { malformed, Refusal } from '../errors';
import type { ObjectDef } from '../schema/types';
import type { Row, Value } from '../types';
import type { Condition, Query } from './ast';
import { pointAt } from './lexer';
import { parseSoql } from './parse';
import { project, type Item } from './project';
import { resolve, valueAt, type Scope } from './resolve';
import { buildTest } from './where';

export interface QueryRows {
  /** What COUNT() counted, else the number of items. */
  total: number;
  items: Item[];
}
const MAX_OFFSET = 2000;

function objectOf(scope: Scope, { from, fromAt }: Query): ObjectDef {
  const found = scope.session.object(from);
  if (found && found.prefix !== '') return found;
  const message = `sObject type '${from}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;
  throw new Refusal(400, 'INVALID_TYPE', pointAt(scope.text, fromAt, message));
}

/** Values of the single id an inner query selects. */
function innerValues(scope: Scope, query: Query): Set<Value> {
  const object = objectOf(scope, query);
  const [only, ...more] = query.selected;
  if (only?.kind !== 'path' || more.length > 0)
    throw malformed('semi join sub-selects can only query one field');
  const path = resolve(scope, object, only.path, query.alias);
  if (!['id', 'reference'].includes(path.field.type))
    throw malformed('The selected field in a semi join sub-select must be an id or a reference');
  const values = matching(
    scope,
    object,
    query,
    scope.org.rows(object.name).filter((row) => !row.deleted && scope.session.sees(row)),
  ).map((row) => valueAt(scope.org, row, path));
  return new Set(values.filter((value) => value !== null));
}

function sortRows(scope: Scope, object: ObjectDef, { order, alias }: Query, rows: Row[]): Row[] {
  const keys = order.map(({ path, ...how }) => ({ ...how, path: resolve(scope, object, path, alias) }));
  const rank = (a: Value, b: Value): number => {
    const [left, right] = [a, b].map((value) => (typeof value === 'string' ? value.toLowerCase() : value));
    return left === right ? 0 : (left as string) < (right as string) ? -1 : 1;
  };
  return [...rows].sort((a, b) => {
    for (const { path, descending, nullsLast } of keys) {
      const [left, right] = [valueAt(scope.org, a, path), valueAt(scope.org, b, path)];
      if (left === null && right === null) continue;
      if (left === null || right === null) return (left === null) === nullsLast ? 1 : -1;
      const way = rank(left, right);
      if (way !== 0) return descending ? -way : way;
    }
    return 0;
  });
}

function matching(scope: Scope, object: ObjectDef, query: Query, rows: Row[]): Row[] {
  const test = buildTest(scope, object, query, (inner) => innerValues(scope, inner));
  return sortRows(scope, object, query, rows.filter(test));
}

/** The vendor gives links of files only for named records or files. */
function checkLinks(object: ObjectDef, where: Condition | null): void {
  if (object.name !== 'ContentDocumentLink') return;
  const names = (node: Condition | null): boolean => {
    if (!node) return false;
    if (node.kind === 'and') return node.parts.some(names);
    const keyed =
      (node.kind === 'compare' && node.op === '=') ||
      (node.kind === 'in' && !node.negated) ||
      node.kind === 'semiJoin';
    return keyed && /^(contentdocumentid|linkedentityid)$/i.test(node.path.parts.join('.'));
  };
  if (names(where)) return;
  throw malformed(
    "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
  );
}

/** Runs a statement for a user. Throws the vendor's refusals. `all` gives deleted rows too (queryAll). */
export function runSoql(scope: Omit<Scope, 'text'>, text: string, version: string, all = false): QueryRows {
  const full: Scope = { ...scope, text };
  const query = parseSoql(text);
  const object = objectOf(full, query);
  checkLinks(object, query.where);
  if (query.offset > MAX_OFFSET)
    throw new Refusal(400, 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  const rows = full.org.rows(object.name).filter((row) => (all || !row.deleted) && full.session.sees(row));
  const children = (child: Query, target: ObjectDef, of: Row[]): Row[] =>
    matching(full, target, child, of).slice(0, child.limit ?? undefined);
  const build = project(full, object, query, version, children);
  const found = matching(full, object, query, rows);
  if (query.selected.some(({ kind }) => kind === 'count')) return { total: found.length, items: [] };
  const until = query.limit === null ? undefined : query.offset + query.limit;
  const items = found.slice(query.offset, until).map(build);
  return { total: items.length, items };
}
