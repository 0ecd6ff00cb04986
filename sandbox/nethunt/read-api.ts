/** Everything that only reads: triggers and searches (docs/reference/nethunt.md#endpoints-used). */
import type { SandboxAnswer } from '../common/types';
import { matches, parseQuery } from './query';
import { bad, denied, noFolder, noRecord } from './refusal';
import { iso, nameOf, renderRecord, type ReferenceStyle } from './render';
import type { FakeFolder } from './types';
import type { Workspace } from './workspace';

export interface ReadContext {
  workspace: Workspace;
  references: ReferenceStyle;
  nothingFound: 'empty' | '404';
  /** Rows a feed gives at most. */
  feedMax: number | null;
  /** Whose key it is. */
  email: string;
  /** The lab reads what the key may not. */
  all: boolean;
}

/** Rows a feed or search gives unless asked for more; `limit` may be large, `offset` is ignored. */
const LIMIT = 50;

const ok = (body: unknown): SandboxAnswer => ({ status: 200, body });

export function readable({ workspace, all }: ReadContext, folderId: string): FakeFolder {
  const folder = workspace.folder(folderId);
  if (!folder) throw noFolder();
  if (folder.access === 'none' && !all) throw denied(folder.name);
  return folder;
}
function limitOf(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null) return LIMIT;
  if (!/^\d+$/.test(text)) throw bad('Invalid limit');
  return Number(text);
}
function sinceOf(query: URLSearchParams): number {
  const text = query.get('since');
  const at = text === null ? -Infinity : Date.parse(text);
  if (Number.isNaN(at)) throw bad('Invalid since');
  return at;
}

/** Newest first, after `since`. */
function feed<T>(
  { feedMax }: ReadContext,
  rows: T[],
  at: (row: T) => number,
  query: URLSearchParams,
  show: (row: T) => unknown,
): SandboxAnswer {
  const since = sinceOf(query);
  const newest = rows.filter((row) => at(row) > since).reverse();
  return ok(
    newest
      .sort((a, b) => at(b) - at(a))
      .slice(0, Math.min(limitOf(query), feedMax ?? Infinity))
      .map(show),
  );
}

function find(context: ReadContext, folder: FakeFolder, query: URLSearchParams): SandboxAnswer {
  const { workspace, references, nothingFound } = context;
  const recordId = query.get('recordId');
  const text = query.get('query');
  if (!recordId && !text) throw bad('Please enter either Record ID or Search Query');
  const show = (id: string): Record<string, unknown> | null => {
    const record = workspace.records.get(id);
    return record?.folderId === folder.id ? renderRecord(workspace, folder, record, references) : null;
  };
  if (recordId) {
    const found = show(recordId);
    if (!found && nothingFound === '404') throw noRecord();
    return ok(found ? [found] : []);
  }
  const tree = parseQuery(text ?? '');
  const now = workspace.clock.now();
  const hits = workspace.inFolder(folder.id).filter((record) => {
    const fields = workspace.visible(record);
    const { createdAt } = record;
    const name = (id: string): string => nameOf(workspace, id);
    return fields !== null && matches(tree, { folder, fields, createdAt, now, nameOf: name });
  });
  if (hits.length === 0 && nothingFound === '404') throw noRecord();
  return ok(hits.slice(0, limitOf(query)).map(({ id }) => show(id)));
}

function changes(context: ReadContext, folder: FakeFolder, query: URLSearchParams): SandboxAnswer {
  const { workspace } = context;
  const names = query.getAll('fieldName');
  const recordId = query.get('recordId');
  const rows = workspace.changes
    .filter((change) => change.folderId === folder.id && (!recordId || change.recordId === recordId))
    .filter(({ fieldActions }) => names.length === 0 || names.some((name) => name in fieldActions));
  return feed(
    context,
    rows,
    ({ at }) => at,
    query,
    ({ id, recordId: of, recordAction, fieldActions, at }) => ({
      id,
      recordId: of,
      recordAction,
      fieldActions: Object.fromEntries(Object.entries(fieldActions).map(([name, add]) => [name, { add }])),
      time: iso(at),
      user: {},
    }),
  );
}

function inFolder(
  context: ReadContext,
  kind: string,
  folder: FakeFolder,
  query: URLSearchParams,
): SandboxAnswer | null {
  const { workspace, references } = context;
  const records = workspace.inFolder(folder.id);
  const show = (record: (typeof records)[number]): unknown =>
    renderRecord(workspace, folder, record, references);
  switch (kind) {
    case 'folder-field':
      return ok(folder.fields.map(({ name }) => ({ name })));
    case 'new-record':
      return feed(context, records, ({ createdAt }) => createdAt, query, show);
    case 'updated-record':
      return feed(context, records, ({ updatedAt }) => updatedAt, query, show);
    case 'record-change':
      return changes(context, folder, query);
    case 'new-comment':
      return feed(
        context,
        workspace.comments.filter(({ folderId }) => folderId === folder.id),
        ({ createdAt }) => createdAt,
        query,
        ({ id, recordId, text, createdAt }) => ({
          id,
          commentId: id,
          recordId,
          text,
          createdAt: iso(createdAt),
        }),
      );
    case 'new-call-log':
      return feed(
        context,
        workspace.callLogs.filter(({ folderId }) => folderId === folder.id),
        ({ createdAt }) => createdAt,
        query,
        ({ id, recordId, text, time, duration, createdAt }) => ({
          id,
          callLogId: id,
          recordId,
          text,
          time,
          duration,
          createdAt: iso(createdAt),
        }),
      );
    case 'new-gdrivefile':
      return feed(
        context,
        [] as { at: number }[],
        ({ at }) => at,
        query,
        (row) => row,
      );
    default:
      return null;
  }
}

/** Answers GET requests; null when there is no such path. Throws Refusal. */
export function read(context: ReadContext, path: string, query: URLSearchParams): SandboxAnswer | null {
  const { workspace, email, all } = context;
  const folders = (mayBe: FakeFolder['access'][]): SandboxAnswer =>
    ok(
      workspace.folders
        .filter(({ access }) => all || mayBe.includes(access))
        .map(({ id, name }) => ({ id, name })),
    );
  if (path === '/triggers/auth-test') return ok([{ user: { email } }]);
  if (path === '/triggers/readable-folder') return folders(['write', 'read']);
  if (path === '/triggers/writable-folder') return folders(['write']);
  const [, group, kind = '', folderId = '', ...rest] = path.split('/');
  if (rest.length > 0 || !folderId) return null;
  if (group === 'searches' && kind === 'find-record')
    return find(context, readable(context, folderId), query);
  return group === 'triggers' ? inFolder(context, kind, readable(context, folderId), query) : null;
}
