import { notFound, Refusal } from '../errors';
import type { ObjectDef } from '../schema/types';
import type { Row, Values } from '../types';
import { checkDuplicates } from './check-duplicates';
import { checkPicklists } from './check-picklists';
import { checkReferences } from './check-references';
import { checkRules, checkUnique } from './check-rules';
import { withDefaults } from './defaults';
import { publish } from './files';
import { checkRequired, readValues } from './read-values';
import type { SaveContext } from './types';

/** The active assignment rule gives the lead away unless the header says FALSE: the vendor's default is TRUE. */
function assigned({ headers, leadAssignment }: SaveContext, object: ObjectDef): Values {
  const off = (headers['sforce-auto-assign'] ?? 'TRUE').toUpperCase() === 'FALSE';
  return object.name === 'Lead' && leadAssignment !== null && !off ? { OwnerId: leadAssignment } : {};
}
function refuseOrdered({ ordered }: SaveContext, object: ObjectDef): void {
  const due = ordered.find(({ object: name, left }) => left > 0 && name === object.name);
  if (!due) return;
  due.left -= 1;
  throw new Refusal(400, due.error.errorCode, due.error.message, due.error.fields ?? []);
}
function checkAll(context: SaveContext, object: ObjectDef, values: Values, before?: Row): void {
  checkReferences(context, object, values, before);
  checkPicklists(context.org, object, values, before);
  checkRules(context, object, values, before);
  refuseOrdered(context, object);
  checkDuplicates(context, object, values, before);
  checkUnique(context, object, values, before);
}

/** Creates a record from a body. Throws the first thing the vendor refuses; nothing is stored then. */
export function createRecord(context: SaveContext, object: ObjectDef, body: unknown): Row {
  const { org, session } = context;
  session.needWrite(object);
  const given = readValues(context, object, body, 'create');
  checkRequired(object, given, 'create');
  const values = withDefaults(org, session, object.name, { ...given, ...assigned(context, object) });
  checkAll(context, object, values);
  const row = org.insert(object.name, values);
  if (object.name === 'ContentVersion') publish(org, row);
  return row;
}

/** Changes a record. Throws as createRecord, and 404 for one that is not there. */
export function updateRecord(context: SaveContext, object: ObjectDef, id: string, body: unknown): Row {
  const { org, session } = context;
  const row = needRow(context, object, id);
  session.needWrite(object, row.id);
  const values = readValues(context, object, body, 'update');
  checkRequired(object, values, 'update');
  const all = { ...values, ...assigned(context, object) };
  checkAll(context, object, all, row);
  org.assign(row, { ...all, LastModifiedById: session.userId });
  return row;
}

/** The live record of this id. Throws 404: NOT_FOUND, or ENTITY_IS_DELETED when it lies in the recycle bin. */
export function needRow({ org }: SaveContext, object: ObjectDef, id: string): Row {
  const row = org.get(id);
  if (!row || row.object !== object.name) throw notFound();
  if (row.deleted) throw new Refusal(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
  return row;
}
