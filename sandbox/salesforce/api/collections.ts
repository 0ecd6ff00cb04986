import type { SandboxAnswer } from '../../common/types';
import { badJson, methodNotAllowed, notFound, Refusal } from '../errors';
import type { ObjectDef } from '../schema/types';
import { asObject } from '../write/read-values';
import { createRecord, needRow, updateRecord } from '../write/save';
import { readRecord } from './rows';
import { saveContext, type ApiCall, type ApiContext } from './types';

/** Records one request may carry. */
const MAX_RECORDS = 200;
const ROLLED_BACK = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};
type Result = { id?: string; success: boolean; errors: unknown[]; created?: boolean };
type Save = (record: Record<string, unknown>) => Result;

function objectOf({ session }: ApiContext, record: Record<string, unknown>): ObjectDef {
  const type = asObject(record['attributes'])?.['type'];
  const object = typeof type === 'string' ? session.object(type) : undefined;
  if (object) return object;
  throw new Refusal(400, 'INVALID_TYPE', 'The attributes of each record need a type that is there.', []);
}
function readRecords(body: unknown): { records: Record<string, unknown>[]; allOrNone: boolean } {
  const { records, allOrNone = false } = asObject(body) ?? {};
  if (!Array.isArray(records)) throw badJson('records is missing.');
  if (records.length > MAX_RECORDS)
    throw new Refusal(
      400,
      'EXCEEDED_MAX_ENTITIES',
      `No more than ${MAX_RECORDS} records are allowed in a collection.`,
    );
  return { records: records.map((record) => asObject(record) ?? {}), allOrNone: allOrNone === true };
}

/** Saves each; a refusal is a result. With allOrNone one refusal undoes all. */
function saveAll(
  { org }: ApiContext,
  items: Record<string, unknown>[],
  allOrNone: boolean,
  save: Save,
): SandboxAnswer {
  const rollBack = org.snapshot();
  const results = items.map((item): Result => {
    try {
      return save(item);
    } catch (error) {
      if (error instanceof Refusal) return { success: false, errors: [error.part()] };
      throw error;
    }
  });
  if (!allOrNone || results.every(({ success }) => success)) return { status: 200, body: results };
  rollBack();
  return {
    status: 200,
    body: results.map((result) => (result.success ? { success: false, errors: [ROLLED_BACK] } : result)),
  };
}

function upsert(context: ApiContext, call: ApiCall, objectName: string, fieldName: string): Save {
  const object = context.session.object(objectName);
  const field = object && context.session.field(object, fieldName);
  if (!object || !field) throw notFound();
  return (record) => {
    objectOf(context, record);
    const { [field.name]: key, ...values } = record;
    if (typeof key !== 'string' || key === '')
      throw new Refusal(400, 'MISSING_ARGUMENT', `${field.name} not specified`, []);
    // The key stands in the body here: a dot in it is harmless.
    const [row] = context.org.where(object, field.name, key);
    if (row) {
      updateRecord(saveContext(context, call), object, row.id, values);
      return { id: row.id, success: true, errors: [], created: false };
    }
    const made = createRecord(saveContext(context, call), object, { ...values, [field.name]: key });
    return { id: made.id, success: true, errors: [], created: true };
  };
}

/** /composite/sobjects…: up to 200 records of any objects in one call. */
export function collectionsApi(context: ApiContext, call: ApiCall): SandboxAnswer | null {
  const [, , objectName, fieldName] = call.path;
  const save = saveContext(context, call);
  if (objectName !== undefined && fieldName !== undefined && call.method === 'PATCH') {
    const { records, allOrNone } = readRecords(call.body);
    return saveAll(context, records, allOrNone, upsert(context, call, objectName, fieldName));
  }
  const ids = (call.query.get('ids') ?? '').split(',').filter(Boolean);
  if (objectName !== undefined && call.method === 'GET') {
    const rows = ids.map((id) => context.org.live(id));
    const read = rows.map((row) =>
      row ? readRecord(context, row, call.version, call.query.get('fields')) : null,
    );
    return { status: 200, body: read };
  }
  if (objectName !== undefined) return null;
  if (call.method === 'POST') {
    const { records, allOrNone } = readRecords(call.body);
    return saveAll(context, records, allOrNone, (record) => {
      const { id } = createRecord(save, objectOf(context, record), record);
      return { id, success: true, errors: [] };
    });
  }
  if (call.method === 'PATCH') {
    const { records, allOrNone } = readRecords(call.body);
    return saveAll(context, records, allOrNone, ({ Id, id = Id, ...record }) => {
      updateRecord(save, objectOf(context, record), String(id), record);
      return { id: String(id), success: true, errors: [] };
    });
  }
  if (call.method !== 'DELETE') throw methodNotAllowed(call.method);
  const allOrNone = call.query.get('allOrNone') === 'true';
  return saveAll(
    context,
    ids.map((id) => ({ id })),
    allOrNone,
    ({ id }) => {
      const object = context.org.schema.byId(String(id));
      if (!object) throw new Refusal(404, 'MALFORMED_ID', `bad id ${String(id)}`, []);
      const row = needRow(save, object, String(id));
      context.session.needWrite(object, row.id);
      context.org.remove(row);
      return { id: row.id, success: true, errors: [] };
    },
  );
}
