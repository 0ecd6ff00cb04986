import { malformed, Refusal } from '../errors';
import type { ObjectDef } from '../schema/types';
import type { Row, Value } from '../types';
import type { Condition, Query } from './ast';
import { checkLiteral, holds } from './compare';
import { resolve, valueAt, type ResolvedPath, type Scope } from './resolve';

export type Test = (row: Row) => boolean;
/** Objects that may not stand inside a semi-join. */
const NOT_INNER = new Set(['Task', 'Event', 'ContentDocumentLink']);
const MAX_SEMI_JOINS = 2;

function filterable(path: ResolvedPath): ResolvedPath {
  const { field } = path;
  if (!field.filterable)
    throw new Refusal(400, 'INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`);
  return path;
}

interface Builder {
  scope: Scope;
  object: ObjectDef;
  alias: string | null;
  /** Values of the one field an inner query selects. */
  inner: (query: Query) => Set<Value>;
  semiJoins: number;
}

function semiJoin(builder: Builder, node: Extract<Condition, { kind: 'semiJoin' }>, underOr: boolean): Test {
  const { scope, object } = builder;
  const { query, negated } = node;
  const path = resolve(scope, object, node.path, builder.alias);
  if (underOr) throw malformed("Semi join sub-selects are not allowed with the 'OR' operator");
  builder.semiJoins += 1;
  if (builder.semiJoins > MAX_SEMI_JOINS) throw malformed('maximum 2 semi join sub-selects are allowed');
  if (path.steps.length > 0 || !['id', 'reference'].includes(path.field.type))
    throw malformed(
      'The left operand field in the where expression for outer query must be an id or a reference of the object itself',
    );
  const inner = scope.session.object(query.from);
  if (inner && inner.name === object.name)
    throw malformed('The inner and outer selects should not be on the same object type');
  if (inner && NOT_INNER.has(inner.name))
    throw malformed(`Entity '${inner.name}' is not supported for semi join inner selects`);
  if (query.limit !== null || query.order.length > 0)
    throw malformed('ORDER BY and LIMIT are not allowed in semi join sub-selects');
  const wanted = builder.inner(query);
  return (row) => wanted.has(valueAt(scope.org, row, path)) !== negated;
}

function build(builder: Builder, node: Condition, underOr: boolean): Test {
  const { scope, object, alias } = builder;
  if (node.kind === 'and' || node.kind === 'or') {
    const tests = node.parts.map((part) => build(builder, part, underOr || node.kind === 'or'));
    return node.kind === 'and'
      ? (row) => tests.every((test) => test(row))
      : (row) => tests.some((test) => test(row));
  }
  if (node.kind === 'not') {
    const test = build(builder, node.part, underOr);
    return (row) => !test(row);
  }
  if (node.kind === 'semiJoin') return semiJoin(builder, node, underOr);
  const path = filterable(resolve(scope, object, node.path, alias));
  const { field } = path;
  const now = scope.org.clock.now();
  if (node.kind === 'in') {
    for (const literal of node.values) checkLiteral(field, literal);
    return (row) => {
      const value = valueAt(scope.org, row, path);
      return node.values.some((literal) => holds(field, value, '=', literal, now)) !== node.negated;
    };
  }
  const { op, value: literal } = node;
  checkLiteral(field, literal);
  if (op === 'like' && (['id', 'reference'].includes(field.type) || literal.type !== 'string'))
    throw new Refusal(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator on id field`);
  return (row) => holds(field, valueAt(scope.org, row, path), op, literal, now);
}

/** Makes a test of rows from a condition. Throws what the vendor refuses before it reads any row. */
export function buildTest(
  scope: Scope,
  object: ObjectDef,
  { where, alias }: Pick<Query, 'where' | 'alias'>,
  inner: (query: Query) => Set<Value>,
): Test {
  return where === null ? () => true : build({ scope, object, alias, inner, semiJoins: 0 }, where, false);
}
