/** Everything that writes: actions (docs/reference/nethunt.md#endpoints-used, docs/reference/nethunt.md#writing, docs/reference/nethunt.md#call-logs). */
import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { checkNew, checkValue, fieldOf, listOf, MULTI } from './check-values';
import { bad, denied, noFolder, noRecord, Refusal } from './refusal';
import { iso, linkTo, renderFields, type ReferenceStyle } from './render';
import type { FakeFolder, FakeRecord, FieldValues } from './types';
import type { Workspace } from './workspace';

export interface WriteContext {
  workspace: Workspace;
  references: ReferenceStyle;
}
type Body = Record<string, unknown>;
const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const ok = (body: unknown): SandboxAnswer => ({ status: 200, body });
/** What the vendor's own code makes of a body it did not expect. */
const crash = (): Refusal => new Refusal(500, 'Internal Server Error');

function writable(workspace: Workspace, folderId: string): FakeFolder {
  const folder = workspace.folder(folderId);
  if (!folder) throw noFolder();
  if (folder.access !== 'write') throw denied(folder.name);
  return folder;
}
function recordOf(workspace: Workspace, id: string): { record: FakeRecord; folder: FakeFolder } {
  const record = workspace.records.get(id);
  if (!record) throw noRecord();
  return { record, folder: writable(workspace, record.folderId) };
}
function zone(value: unknown): void {
  if (typeof value !== 'string' || value === '') throw bad('timeZone is required');
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
  } catch {
    throw bad(`Unknown time zone ${value}`);
  }
}

function create({ workspace, references }: WriteContext, folderId: string, body: Body): SandboxAnswer {
  const folder = writable(workspace, folderId);
  zone(body['timeZone']);
  if (!isObject(body['fields'])) throw crash();
  const record = workspace.insert(folder.id, checkNew(workspace, folder, body['fields']));
  return ok({
    recordId: record.id,
    createdAt: iso(record.createdAt),
    fields: renderFields(workspace, folder, record.fields, references),
    link: linkTo(record.id),
  });
}

/** One field after its action. Without overwriting, a list grows and a single value that is there stays. */
function acted(
  before: unknown,
  multi: boolean,
  add: unknown,
  remove: unknown[],
  overwrite: boolean,
): unknown {
  if (!multi) {
    if (remove.includes(before)) return add ?? null;
    if (add === undefined) return before;
    return overwrite || listOf(before).length === 0 ? add : before;
  }
  const kept = overwrite && add !== undefined ? [] : listOf(before);
  const left = kept.filter((value) => !remove.includes(value));
  return [...left, ...listOf(add).filter((value) => !left.includes(value))];
}

function update(context: WriteContext, id: string, body: Body, query: URLSearchParams): SandboxAnswer {
  const { workspace, references } = context;
  const { record, folder } = recordOf(workspace, id);
  const { fieldActions } = body;
  // An array here is what the vendor answers with 500 (docs/reference/nethunt.md#writing).
  if (!isObject(fieldActions)) throw crash();
  const values: FieldValues = {};
  for (const [name, action] of Object.entries(fieldActions)) {
    if (!isObject(action)) throw crash();
    const field = fieldOf(folder, name);
    const overwrite = action['overwrite'] ?? query.get('overwrite') === 'true';
    const add = action['add'] === undefined ? undefined : checkValue(workspace, field, action['add']);
    const multi = MULTI.has(field.type);
    values[name] = acted(record.fields[name], multi, add, listOf(action['remove']), overwrite === true);
    if (field.required && listOf(values[name]).length === 0) throw bad(`Field "${name}" is required`);
  }
  workspace.assign(record, values);
  return ok({
    recordId: record.id,
    updatedAt: iso(record.updatedAt),
    fields: renderFields(workspace, folder, record.fields, references),
  });
}

function textOf(body: Body): string {
  const { text } = body;
  if (typeof text !== 'string' || text.trim() === '') throw bad('text is required');
  return text;
}
function callLog({ workspace }: WriteContext, recordId: string, body: Body): SandboxAnswer {
  const { record } = recordOf(workspace, recordId);
  const { time, duration } = body;
  const text = textOf(body);
  if (time !== undefined && (typeof time !== 'string' || Number.isNaN(Date.parse(time))))
    throw bad('Invalid time');
  if (duration !== undefined && (typeof duration !== 'number' || duration < 0)) throw bad('Invalid duration');
  const createdAt = workspace.clock.now();
  const id = workspace.nextId();
  workspace.callLogs.push({
    id,
    recordId,
    folderId: record.folderId,
    createdAt,
    text,
    time: time ?? null,
    duration: duration ?? null,
  });
  return ok({ callLogId: id, createdAt: iso(createdAt) });
}
function comment({ workspace }: WriteContext, recordId: string, body: Body): SandboxAnswer {
  const { record } = recordOf(workspace, recordId);
  const text = textOf(body);
  const createdAt = workspace.clock.now();
  const id = workspace.nextId();
  workspace.comments.push({ id, recordId, folderId: record.folderId, createdAt, text });
  return ok({ commentId: id, createdAt: iso(createdAt) });
}

/** Answers POST requests; null when there is no such path. Throws Refusal. */
export function write(context: WriteContext, path: string, request: SandboxRequest): SandboxAnswer | null {
  const [, group, kind, id = '', ...rest] = path.split('/');
  if (group !== 'actions' || id === '' || rest.length > 0) return null;
  if (kind === 'delete-record') {
    const { record } = recordOf(context.workspace, id);
    context.workspace.remove(record);
    return ok({ trashItemId: { id: context.workspace.nextId() } });
  }
  if (request.malformed || !isObject(request.body)) throw bad('Invalid JSON');
  const { body } = request;
  if (kind === 'create-record') return create(context, id, body);
  if (kind === 'update-record') return update(context, id, body, request.query);
  if (kind === 'create-call-log') return callLog(context, id, body);
  if (kind === 'create-comment') return comment(context, id, body);
  if (kind === 'link-gmail-thread') {
    recordOf(context.workspace, id);
    if (typeof body['gmailThreadId'] !== 'string') throw bad('gmailThreadId is required');
    return ok({});
  }
  return null;
}
