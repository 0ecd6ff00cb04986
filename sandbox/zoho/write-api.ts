import type { SandboxAnswer, SandboxRequest } from '../common/types';
import {
  asObject,
  badValue,
  invalidData,
  invalidId,
  invalidModule,
  mandatory,
  missingParam,
  Refusal,
} from './errors';
import type { Org } from './org';
import { timeOf } from './render';
import type { Stored, Values, ZohoModule } from './types';
import { holderOf } from './unique';
import { insertRecord, updateRecord } from './write-record';

/** What a request may carry here: one record inside a composite, else the vendor's hundred. */
export interface WriteContext {
  org: Org;
  maxRecords: number;
  /** HTTP status when every record is refused. */
  refusedStatus: number;
}
/** Fields that tell equal records apart when an upsert names none. */
const UPSERT_FIELDS: Partial<Record<ZohoModule, string>> = {
  Leads: 'Email',
  Contacts: 'Email',
  Accounts: 'Account_Name',
  Deals: 'Deal_Name',
};

function success(org: Org, record: Stored, message: string, more: Values = {}): Values {
  const by = { name: org.me.name, id: org.me.id };
  return {
    code: 'SUCCESS',
    details: {
      Modified_Time: timeOf(org, record.updatedAt),
      Modified_By: by,
      Created_Time: timeOf(org, record.createdAt),
      id: record.id,
      Created_By: by,
      $approval_state: 'approved',
    },
    message,
    status: 'success',
    ...more,
  };
}
function rows({ body }: SandboxRequest, max: number): unknown[] {
  const place = { api_name: 'data', json_path: '$.data' };
  const data = asObject(body)['data'];
  if (data === undefined) throw mandatory(place);
  if (!Array.isArray(data)) throw badValue(place, 'jsonarray');
  if (data.length === 0) throw mandatory(place);
  if (data.length > max)
    throw new Refusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { by: 'data', limit: max });
  return data as unknown[];
}
/** Each record on its own: 2xx when all went well, 207 when some did, else the refusal's own status. */
function each(
  context: WriteContext,
  request: SandboxRequest,
  status: number,
  write: (row: Values, index: number) => Values,
): SandboxAnswer {
  let refused = 0;
  const list = rows(request, context.maxRecords);
  const data = list.map((row, index) => {
    try {
      return write(asObject(row), index);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused += 1;
      return error.body();
    }
  });
  const none = refused === list.length;
  return { status: none ? context.refusedStatus : refused > 0 ? 207 : status, body: { data } };
}

export function createApi(context: WriteContext, module: ZohoModule, request: SandboxRequest): SandboxAnswer {
  const { org } = context;
  return each(context, request, 201, (row, index) =>
    success(org, insertRecord(org, module, row, index), 'record added'),
  );
}
/** PUT of one record by path or of several by `id` in each. `If-Unmodified-Since` is honoured with an id in the path. */
export function updateApi(
  context: WriteContext,
  module: ZohoModule,
  pathId: string | null,
  request: SandboxRequest,
): SandboxAnswer {
  const { org } = context;
  const since = Date.parse(request.headers['if-unmodified-since'] ?? '');
  const old = pathId === null ? undefined : org.find(module, pathId);
  // Times of answers have no milliseconds.
  if (old && Math.floor(old.updatedAt / 1000) * 1000 > since) {
    const { details } = success(org, old, '');
    const error = { code: 'ALREADY_MODIFIED', details, message: 'already modified', status: 'error' };
    return { status: 412, body: { data: [error] } };
  }
  return each(context, request, 200, (row, index) => {
    const id = pathId ?? row['id'];
    if (typeof id !== 'string') throw mandatory({ api_name: 'id', json_path: `$.data[${index}].id` });
    return success(org, updateRecord(org, module, id, row, index), 'record updated');
  });
}
export function upsertApi(context: WriteContext, module: ZohoModule, request: SandboxRequest): SandboxAnswer {
  const { org } = context;
  const standard = UPSERT_FIELDS[module];
  if (!standard) throw invalidModule();
  const asked = asObject(request.body)['duplicate_check_fields'];
  const names = Array.isArray(asked) ? asked.map(String) : [standard];
  const unknown = names.findIndex((name) => !org.defs(module).has(name));
  if (unknown >= 0 || names.length > 10) {
    const json_path = `$.duplicate_check_fields[${Math.max(unknown, 0)}]`;
    throw invalidData('invalid data', { api_name: 'duplicate_check_fields', json_path });
  }
  return each(context, request, 200, (row, index) => {
    for (const name of names) {
      const def = org.defs(module).get(name);
      const found = def && row[name] ? holderOf(org, module, def, row[name]) : undefined;
      if (!found) continue;
      const record = updateRecord(org, module, found.id, row, index);
      return success(org, record, 'record updated', { action: 'update', duplicate_field: name });
    }
    const more = { action: 'insert', duplicate_field: null };
    return success(org, insertRecord(org, module, row, index), 'record added', more);
  });
}
export function deleteApi(
  { org, refusedStatus }: WriteContext,
  module: ZohoModule,
  pathId: string | null,
  { query }: SandboxRequest,
): SandboxAnswer {
  const ids = pathId === null ? query.get('ids')?.split(',') : [pathId];
  if (!ids) throw missingParam('ids');
  const gone = ids.map((id) => {
    const record = org.find(module, id);
    if (!record) return invalidId(id).body();
    org.delete(record);
    return { code: 'SUCCESS', details: { id }, message: 'record deleted', status: 'success' };
  });
  const refused = gone.filter(({ status }) => status === 'error');
  if (pathId !== null && refused.length > 0) return { status: 400, body: refused[0] };
  const status = refused.length === gone.length ? refusedStatus : refused.length > 0 ? 207 : 200;
  return { status, body: { data: gone } };
}
