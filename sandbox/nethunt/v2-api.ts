/**
 * The second API as far as public clients show it: folders, fields with ids, records, exact filters. What they do not show
 * is refused or left out of answers (`v2Tells: 'least'`), or answered as one would guess (`'all'`).
 */
import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { checkNew, checkValue, fieldOf, listOf } from './check-values';
import { bad, denied, noFolder, noRecord, Refusal } from './refusal';
import type { FakeField, FakeFolder, FakeRecord, FieldValues } from './types';
import type { Workspace } from './workspace';

export const V2_PATH = '/api/v2';
export interface V2Context {
  workspace: Workspace;
  tells: 'least' | 'all';
}
type Body = Record<string, unknown>;
const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TITLE = 'Name';
const VALUE_TYPES: Record<FakeField['type'], string> = {
  text: 'STRING',
  phone: 'STRING',
  email: 'STRING',
  select: 'STRING',
  people: 'USER',
  dateTime: 'TIME',
  number: 'NUMBER',
  boolean: 'BOOLEAN',
  reference: 'RECORD',
};
/** Ids stay when a field is renamed. */
const ids = new WeakMap<FakeField, string>();
let last = 0;
function idOf(field: FakeField): string {
  if (field.name === TITLE) return 'name';
  const known = ids.get(field);
  if (known !== undefined) return known;
  last += 1;
  const made = `5f${last.toString(16).padStart(22, '0')}`;
  ids.set(field, made);
  return made;
}
function fieldById(folder: FakeFolder, id: string): FakeField {
  const field = folder.fields.find((one) => idOf(one) === id);
  if (!field) throw bad(`Field "${id}" does not exist in folder "${folder.name}"`);
  return field;
}

/** Moments come and go as milliseconds since the epoch. */
function taken(folder: FakeFolder, fields: unknown): FieldValues {
  if (!isObject(fields)) throw bad('fields are required');
  return Object.fromEntries(
    Object.entries(fields).map(([id, value]) => {
      const field = fieldById(folder, id);
      if (field.type !== 'dateTime' || value === null) return [field.name, value];
      if (typeof value !== 'number') throw bad(`Invalid value for field "${field.name}": a date is expected`);
      return [field.name, new Date(value).toISOString()];
    }),
  );
}
function shown({ tells }: V2Context, folder: FakeFolder, record: FakeRecord): Body {
  const fields = folder.fields.flatMap((field): [string, unknown][] => {
    const value = record.fields[field.name];
    if (listOf(value).length === 0) return [];
    return [[idOf(field), field.type === 'dateTime' ? Date.parse(String(value)) : value]];
  });
  const own = { id: record.id, fields: Object.fromEntries(fields) };
  if (tells === 'least') return own;
  const place = { workspaceId: 'sandbox', folderId: folder.id, recordId: record.id };
  const page = Buffer.from(JSON.stringify({ ...place, recordPage: { recordId: record.id } }));
  const link = `https://nethunt.com/web/#nethunt/${page.toString('base64')}`;
  return { ...own, created: record.createdAt, updated: record.updatedAt, link };
}

/** Exact: equal to the value, or to one of several. */
function fits(folder: FakeFolder, fields: FieldValues, filter: unknown): boolean {
  if (!isObject(filter)) throw bad('Invalid filter');
  return Object.entries(filter).every(([key, wanted]) => {
    if (key === '_or') {
      if (!Array.isArray(wanted) || wanted.length === 0) throw bad('Invalid filter');
      return wanted.some((part) => fits(folder, fields, part));
    }
    const field = fieldById(folder, key);
    const values = listOf(fields[field.name]);
    if (!isObject(wanted)) return values.includes(wanted);
    if ('_exists' in wanted) return values.length > 0 === wanted['_exists'];
    if (Array.isArray(wanted['_any']) && field.type !== 'number')
      return wanted['_any'].some((value) => values.includes(value));
    throw bad('Invalid filter');
  });
}
function filter(context: V2Context, folder: FakeFolder, request: SandboxRequest): SandboxAnswer {
  const { workspace } = context;
  const body = isObject(request.body) ? request.body : {};
  const hits = workspace.inFolder(folder.id).filter((record) => {
    const fields = workspace.visible(record);
    return fields !== null && fits(folder, fields, body['filter']);
  });
  const [sort] = listOf(body['sort']);
  const newest = isObject(sort) && sort['created'] === -1;
  // The order of ids is that of creation.
  if (newest) hits.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  const limit = Number(request.query.get('limit') ?? 50);
  const records = hits.slice(0, limit).map((record) => shown(context, folder, record));
  return { status: 200, body: { records, total: hits.length } };
}

function change(context: V2Context, folder: FakeFolder, id: string, request: SandboxRequest): SandboxAnswer {
  const { workspace } = context;
  const record = workspace.records.get(id);
  if (record?.folderId !== folder.id) throw noRecord();
  if (request.method === 'GET') {
    if (context.tells === 'least') throw new Refusal(405, 'Method Not Allowed');
    return { status: 200, body: shown(context, folder, record) };
  }
  if (request.method !== 'PATCH') throw new Refusal(405, 'Method Not Allowed');
  if (folder.access !== 'write') throw denied(folder.name);
  const given = taken(folder, isObject(request.body) ? request.body['fields'] : undefined);
  const values = Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const field = fieldOf(folder, name);
      const stored = checkValue(workspace, field, value);
      if (field.required && listOf(stored).length === 0) throw bad(`Field "${name}" is required`);
      return [name, stored];
    }),
  );
  workspace.assign(record, values);
  return { status: 200, body: { id } };
}

/** Answers a request below V2_PATH; null when there is no such path. Throws Refusal. */
export function v2(context: V2Context, path: string, request: SandboxRequest): SandboxAnswer | null {
  const { workspace } = context;
  const [, root, folderId, records, id, ...rest] = path.split('/');
  if (root !== 'folders' || rest.length > 0) return null;
  if (folderId === undefined) {
    const folders = workspace.folders.filter(({ access }) => access !== 'none');
    return { status: 200, body: { folders: folders.map(({ id: own, name }) => ({ id: own, name })) } };
  }
  const folder = workspace.folder(folderId);
  if (!folder) throw noFolder();
  if (folder.access === 'none') throw denied(folder.name);
  if (records === undefined) {
    const fields = folder.fields
      .filter(({ name }) => name !== TITLE)
      .map((field) => ({
        id: idOf(field),
        name: field.name,
        type: field.type,
        valueType: VALUE_TYPES[field.type],
      }));
    return { status: 200, body: { id: folder.id, name: folder.name, fields } };
  }
  if (records !== 'records') return null;
  if (id === 'filter' && request.method === 'POST') return filter(context, folder, request);
  if (id !== undefined) return change(context, folder, id, request);
  if (request.method !== 'POST') return null;
  if (folder.access !== 'write') throw denied(folder.name);
  if (request.malformed || !isObject(request.body)) throw bad('Invalid JSON');
  const made = workspace.insert(
    folder.id,
    checkNew(workspace, folder, taken(folder, request.body['fields'])),
  );
  return { status: 201, body: { id: made.id } };
}
