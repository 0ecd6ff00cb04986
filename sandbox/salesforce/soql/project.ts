/** From rows to what the API answers: selected fields, parents as objects, children as lists. */
import { malformed, Refusal } from '../errors';
import type { ObjectDef } from '../schema/types';
import type { Row } from '../types';
import type { Query } from './ast';
import { pointAt } from './lexer';
import { follow, resolve, valueAt, type ResolvedPath, type Scope } from './resolve';

export type Item = Record<string, unknown>;
type Fill = (row: Row, item: Item) => void;
const MAX_CHILD_QUERIES = 20;

export const attributes = (row: Row, version: string, type = row.object): Item => ({
  type,
  url: `/services/data/${version}/sobjects/${row.object}/${row.id}`,
});

/** Puts the value of a path into the item, making the objects of the parents on the way; null where one lacks. */
function fillPath(scope: Scope, path: ResolvedPath, version: string): Fill {
  return (row, item) => {
    let target = item;
    for (const [index, { relationship, polymorphic }] of path.steps.entries()) {
      const parent = follow(scope.org, row, path.steps.slice(0, index + 1));
      if (!parent) {
        target[relationship] = null;
        return;
      }
      const type = polymorphic ? 'Name' : parent.object;
      target[relationship] ??= { attributes: attributes(parent, version, type) };
      target = target[relationship] as Item;
    }
    const { field } = path;
    const value = valueAt(scope.org, row, path);
    const isBlob = field.type === 'base64' && value !== null;
    target[field.name] = isBlob
      ? `/services/data/${version}/sobjects/${row.object}/${row.id}/${field.name}`
      : value;
  };
}

/** Rows of a child query among these. */
export type Children = (query: Query, object: ObjectDef, rows: Row[]) => Row[];

function fillChildren(
  scope: Scope,
  parent: ObjectDef,
  query: Query,
  version: string,
  children: Children,
): Fill {
  const name =
    Object.keys(parent.children).find((key) => key.toLowerCase() === query.from.toLowerCase()) ?? '';
  const [childName, key] = parent.children[name] ?? ['', ''];
  const object = scope.session.object(childName);
  if (!object) {
    const message = `Didn't understand relationship '${query.from}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`;
    throw new Refusal(400, 'INVALID_TYPE', pointAt(scope.text, query.fromAt, message));
  }
  const build = project(scope, object, query, version, children);
  // Asked once without rows: mistakes in the child query show even when no parent is found.
  children(query, object, []);
  return (row, item) => {
    const mine = scope.org
      .rows(object.name)
      .filter(({ values, deleted }) => !deleted && values[key] === row.id);
    const records = children(query, object, mine).map(build);
    item[name] = records.length === 0 ? null : { totalSize: records.length, done: true, records };
  };
}

/** Makes the function that turns a row into an answered record. Throws for what may not be selected. */
export function project(
  scope: Scope,
  object: ObjectDef,
  query: Query,
  version: string,
  children: Children,
): (row: Row) => Item {
  const seen = new Set<string>();
  const fills: Fill[] = [];
  if (query.selected.filter(({ kind }) => kind === 'child').length > MAX_CHILD_QUERIES)
    throw malformed('maximum 20 child queries are allowed');
  const add = (path: ResolvedPath): void => {
    const key = [...path.steps.map(({ relationship }) => relationship), path.field.name].join('.');
    if (seen.has(key)) throw new Refusal(400, 'INVALID_FIELD', `duplicate field selected: ${key}`);
    seen.add(key);
    fills.push(fillPath(scope, path, version));
  };
  for (const part of query.selected) {
    if (part.kind === 'path') add(resolve(scope, object, part.path, query.alias));
    if (part.kind === 'child') fills.push(fillChildren(scope, object, part.query, version, children));
    if (part.kind === 'all') {
      if ((query.limit ?? 201) > 200)
        throw malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
      const wanted = scope.session
        .fields(object)
        .filter(({ custom }) => part.group === 'all' || custom === (part.group === 'custom'));
      for (const field of wanted) add({ steps: [], field, object });
    }
  }
  return (row) => {
    const item: Item = { attributes: attributes(row, version) };
    for (const fill of fills) fill(row, item);
    return item;
  };
}
