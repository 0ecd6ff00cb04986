/** From names in a query to fields of the org, as the asking user sees them. */
import { Refusal } from '../errors';
import type { Org } from '../org';
import type { FieldDef, ObjectDef } from '../schema/types';
import type { Session } from '../session';
import type { Row, Value } from '../types';
import type { Path } from './ast';
import { pointAt } from './lexer';

/** How a path is walked: each step leads over a reference to the next record. */
export interface ResolvedPath {
  steps: { relationship: string; key: string; polymorphic: boolean; target: ObjectDef }[];
  field: FieldDef;
  object: ObjectDef;
}
export interface Scope {
  org: Org;
  session: Session;
  /** Whole statement, for messages. */
  text: string;
}
const MAX_STEPS = 5;

export function noColumn(scope: Scope, at: number, name: string, object: string): Refusal {
  const help =
    "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.";
  return new Refusal(
    400,
    'INVALID_FIELD',
    pointAt(scope.text, at, `No such column '${name}' on entity '${object}'. ${help}`),
  );
}

/** Takes a path as written from an object; throws INVALID_FIELD when a part of it is not there for the user. */
export function resolve(scope: Scope, from: ObjectDef, path: Path, alias: string | null): ResolvedPath {
  const { session } = scope;
  const own = [alias?.toLowerCase(), from.name.toLowerCase()].includes(path.parts[0]?.toLowerCase());
  const parts =
    path.parts.length > 1 && own && !relation(session, from, path.parts[0] ?? '')
      ? path.parts.slice(1)
      : path.parts;
  const steps: ResolvedPath['steps'] = [];
  let object = from;
  for (const part of parts.slice(0, -1)) {
    const field = relation(session, object, part);
    const target = field && targetOf(session, field);
    if (!field?.relationship || !target || steps.length >= MAX_STEPS) {
      const help =
        "If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.";
      const message = `Didn't understand relationship '${part}' in field path. ${help}`;
      throw new Refusal(400, 'INVALID_FIELD', pointAt(scope.text, path.at, message));
    }
    const polymorphic = field.referenceTo.length > 1;
    steps.push({ relationship: field.relationship, key: field.name, polymorphic, target });
    object = target;
  }
  const name = parts.at(-1) ?? '';
  const field = session.field(object, name);
  if (!field) throw noColumn(scope, path.at, name, object.name);
  return { steps, field, object };
}
function relation(session: Session, object: ObjectDef, name: string): FieldDef | undefined {
  return session
    .fields(object)
    .find(({ relationship }) => relationship?.toLowerCase() === name.toLowerCase());
}
function targetOf(session: Session, { referenceTo }: FieldDef): ObjectDef | undefined {
  return session.object(referenceTo.length > 1 ? 'Name' : (referenceTo[0] ?? ''));
}

/** The record at the end of the steps, undefined when one of the references is empty. */
export function follow(org: Org, row: Row, steps: ResolvedPath['steps']): Row | undefined {
  let at: Row | undefined = row;
  for (const { key } of steps) at = at && org.get(org.value(at, key));
  return at;
}
/** Value of a path on a row; null when a reference on the way is empty. */
export function valueAt(org: Org, row: Row, { steps, field }: ResolvedPath): Value {
  const end = follow(org, row, steps);
  if (!end) return null;
  if (field.name === 'Type' && steps.at(-1)?.polymorphic) return end.object;
  return org.value(end, field.name);
}
