import type { SandboxAnswer } from '../../common/types';
import { badJson, methodNotAllowed, notFound, Refusal } from '../errors';
import type { FieldDef, ObjectDef } from '../schema/types';
import { attributes } from '../soql/project';
import type { Row } from '../types';
import { createRecord, needRow, updateRecord } from '../write/save';
import { asObject } from '../write/read-values';
import { describeApi, describeObject } from './describe';
import { bodyOf } from './multipart-body';
import { saveContext, type ApiCall, type ApiContext } from './types';

export const created = (row: Row, version: string, extra: object = {}): SandboxAnswer => ({
  status: 201,
  headers: { Location: `/services/data/${version}/sobjects/${row.object}/${row.id}` },
  body: { id: row.id, success: true, errors: [], ...extra },
});

/** A record with all its fields, or those of `fields`; long binary values as links. */
export function readRecord(
  { org, session }: ApiContext,
  row: Row,
  version: string,
  names: string | null,
): Record<string, unknown> {
  const object = org.schema.need(row.object);
  const wanted =
    names === null
      ? session.fields(object)
      : names.split(',').map((name) => {
          const field = session.field(object, name.trim());
          if (!field)
            throw new Refusal(
              400,
              'INVALID_FIELD',
              `No such column '${name}' on sobject of type ${object.name}`,
            );
          return field;
        });
  const value = ({ name, type }: FieldDef): unknown =>
    type === 'base64' && row.values[name]
      ? `/services/data/${version}/sobjects/${object.name}/${row.id}/${name}`
      : org.value(row, name);
  return {
    attributes: attributes(row, version),
    Id: row.id,
    ...Object.fromEntries(wanted.map((field) => [field.name, value(field)])),
  };
}

/** Conditional requests: 304 for what did not change, 412 for what did. Seconds are all that HTTP dates hold. */
function checkTimes(row: Row, { headers, method }: ApiCall): SandboxAnswer | null {
  const changed = Math.floor(row.changedAt / 1000) * 1000;
  const since = Date.parse(headers['if-modified-since'] ?? '');
  const until = Date.parse(headers['if-unmodified-since'] ?? '');
  if (method === 'GET' && changed <= since) return { status: 304 };
  if (changed > until)
    throw new Refusal(
      412,
      'PRECONDITION_FAILED',
      'The resource was modified after the time in the If-Unmodified-Since header',
    );
  return null;
}

function byId(context: ApiContext, call: ApiCall, object: ObjectDef, id: string): SandboxAnswer {
  const save = saveContext(context, call);
  const row = needRow(save, object, id);
  const answer = checkTimes(row, call);
  if (answer) return answer;
  if (call.method === 'GET')
    return { status: 200, body: readRecord(context, row, call.version, call.query.get('fields')) };
  if (call.method === 'PATCH') {
    updateRecord(save, object, id, call.body);
    return { status: 204 };
  }
  if (call.method !== 'DELETE') throw methodNotAllowed(call.method);
  context.session.needWrite(object, row.id);
  context.org.remove(row);
  return { status: 204 };
}

/** The field by which a URL names records. A dot in the value is taken for a file extension, as by the vendor. */
function rowsByKey(
  context: ApiContext,
  object: ObjectDef,
  name: string,
  value: string,
): { field: FieldDef; rows: Row[] } {
  const field = context.session.field(object, name);
  if (!field?.externalId || value.includes('.'))
    throw notFound('Provided external ID field does not exist or is not accessible: ' + name);
  return { field, rows: context.org.where(object, field.name, value) };
}

/** PATCH …/{object}/{field}/{value}: 201 created, 200 changed, 300 when several records have the value. */
export function upsertByKey(
  context: ApiContext,
  call: ApiCall,
  object: ObjectDef,
  name: string,
  value: string,
): SandboxAnswer {
  const { field, rows } = rowsByKey(context, object, name, value);
  const body = asObject(call.body);
  if (!body) throw badJson('The HTTP entity body is required, but this request has no entity body.');
  if (Object.keys(body).some((key) => key.toLowerCase() === field.name.toLowerCase()))
    throw new Refusal(
      400,
      'INVALID_FIELD',
      `The ${field.name} field should not be specified in the sobject data.`,
    );
  const [row, ...more] = rows;
  const url = (found: Row): string => `/services/data/${call.version}/sobjects/${object.name}/${found.id}`;
  if (more.length > 0) return { status: 300, body: rows.map(url) };
  const save = saveContext(context, call);
  if (!row)
    return created(createRecord(save, object, { ...body, [field.name]: value }), call.version, {
      created: true,
    });
  updateRecord(save, object, row.id, body);
  return { status: 200, body: { id: row.id, success: true, errors: [], created: false } };
}

function byKey(
  context: ApiContext,
  call: ApiCall,
  object: ObjectDef,
  name: string,
  value: string,
): SandboxAnswer {
  if (call.method === 'PATCH') return upsertByKey(context, call, object, name, value);
  const { rows } = rowsByKey(context, object, name, value);
  const [row, ...more] = rows;
  if (!row) throw notFound();
  if (more.length > 0)
    return {
      status: 300,
      body: rows.map(({ id }) => `/services/data/${call.version}/sobjects/${object.name}/${id}`),
    };
  return byId(context, call, object, row.id);
}

/** The bytes of a file: GET …/ContentVersion/{id}/VersionData. */
function blob(
  context: ApiContext,
  call: ApiCall,
  object: ObjectDef,
  id: string,
  name: string,
): SandboxAnswer | null {
  const field = context.session.field(object, name);
  if (field?.type !== 'base64' || call.method !== 'GET') return null;
  const row = needRow(saveContext(context, call), object, id);
  const bytes = Buffer.from(String(row.values[field.name] ?? ''), 'base64');
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: bytes };
}

/** /sobjects/{object}… : create, one record by id or external id, describe. */
export function rowsApi(context: ApiContext, call: ApiCall): SandboxAnswer | null {
  const [, name = '', id, value] = call.path;
  const object = context.session.object(name);
  if (!object || object.prefix === '') throw notFound();
  if (id === undefined) {
    if (call.method === 'POST')
      return created(createRecord(saveContext(context, call), object, bodyOf(call)), call.version);
    if (call.method !== 'GET') throw methodNotAllowed(call.method);
    return {
      status: 200,
      body: { objectDescribe: describeObject(context, object, call.version, false), recentItems: [] },
    };
  }
  if (id.toLowerCase() === 'describe' && value === undefined) return describeApi(context, call, object);
  if (value === undefined) return byId(context, call, object, id);
  return blob(context, call, object, id, value) ?? byKey(context, call, object, id, value);
}
