/**
 * NetHunt's second API, as far as public clients show it: folders, their fields, records, exact filters. It has no feeds of
 * changes (the newest records are asked for), no call logs on timelines, and takes no record away.
 */
import { adviceOf } from '../../../http/classify';
import { CrmError } from '../../../http/errors';
import type { Clock, HttpClient } from '../../../http/types';
import { netHuntError } from '../errors';
import { linksOf, type Links } from '../links';
import {
  FEED_LIMIT,
  type CallLog,
  type FieldAction,
  type Folder,
  type FolderField,
  type NetHunt,
  type ReadOptions,
  type Wanted,
  type ApiRecord,
} from '../port';
import { isJson, textOf, type Json } from '../json';
import { Schemas, TITLE, type Schema } from './schema';
import { acted, takesOf, toIds, toNames, writtenOut } from './values';
import { said } from '../../../text/said';
import type { Words } from '../../../model/said';

export const V2_BASE_URL = 'https://nethunt.com/api/v2';

const listIn = (body: unknown, name: string): Json[] => {
  const list = isJson(body) ? body[name] : body;
  return Array.isArray(list) ? (list as unknown[]).filter(isJson) : [];
};
const part = (id: string): string => encodeURIComponent(id);
const recordsOf = (folderId: string): string => `/folders/${part(folderId)}/records`;
const isGone = (error: unknown): boolean =>
  error instanceof CrmError && [404, 405, 410].includes(error.status ?? 0);

/** Moments are told in milliseconds, or as ISO 8601. */
function timeIn(row: Json, ...names: string[]): string | null {
  for (const name of names) {
    const value = row[name];
    if (typeof value === 'number') return new Date(value).toISOString();
    if (textOf(value)) return textOf(value);
  }
  return null;
}

export class NetHuntV2 implements NetHunt {
  readonly timelines = false;
  readonly links: Links;
  private readonly schemas: Schemas;

  constructor(
    readonly http: HttpClient,
    clock: Pick<Clock, 'now'>,
  ) {
    this.links = linksOf(http.account);
    this.schemas = new Schemas(http.account, clock, (folderId) => this.readFields(folderId));
  }

  private async get(
    path: string,
    action: Words,
    { urgent = false, signal }: ReadOptions = {},
  ): Promise<unknown> {
    const lane = urgent ? 'urgent' : 'normal';
    const { body } = await this.http.request({ method: 'GET', path, signal }, { action, lane });
    if (typeof body !== 'object' || body === null)
      throw netHuntError('temporary', said('nethunt.noData', { action }), adviceOf('temporary'));
    return body;
  }
  private async readFields(folderId: string): Promise<Schema['fields']> {
    const body = await this.get(`/folders/${part(folderId)}`, said('doing.readFolderFields'));
    return listIn(body, 'fields').flatMap(({ id, name, valueType }) =>
      textOf(id) && textOf(name)
        ? [{ id: textOf(id), name: textOf(name), valueType: textOf(valueType) }]
        : [],
    );
  }
  /** The API tells no user: that the key works is all there is to know. */
  async me(): Promise<{ email: string | null; name: string | null }> {
    await this.get('/folders', said('doing.checkKey'));
    return { email: null, name: null };
  }
  /** Which of them may be written to is not told. */
  async folders(): Promise<Folder[]> {
    const body = await this.get('/folders', said('doing.readFolders'));
    return listIn(body, 'folders').map(({ id, name }) => ({ id: textOf(id), name: textOf(name) }));
  }
  async fields(folderId: string): Promise<FolderField[]> {
    const { fields } = await this.schemas.fresh(folderId);
    return fields.map((field) => ({ name: field.name, takes: takesOf(field) }));
  }

  private toRecord(schema: Schema, row: Json): ApiRecord[] {
    const id = textOf(row['id']) || textOf(row['recordId']);
    if (!id) return [];
    const link = textOf(row['link']) || null;
    this.links.note(id, link);
    const createdAt = timeIn(row, 'createdAt', 'created');
    const updatedAt = timeIn(row, 'updatedAt', 'updated') ?? createdAt;
    const title = row[TITLE.id] === undefined ? {} : { [TITLE.id]: row[TITLE.id] };
    const own = isJson(row['fields']) ? row['fields'] : {};
    return [{ id, createdAt, updatedAt, link, fields: toNames(schema, { ...title, ...own }) }];
  }
  private async filter(
    folderId: string,
    json: Json,
    limit: number,
    action: Words,
    { urgent = false, signal }: ReadOptions = {},
  ): Promise<ApiRecord[]> {
    const schema = await this.schemas.of(folderId);
    const request = {
      method: 'POST' as const,
      path: `${recordsOf(folderId)}/filter`,
      query: { limit: String(limit) },
      json,
      signal,
    };
    const options = { action, idempotent: true, lane: urgent ? ('urgent' as const) : ('normal' as const) };
    const { body } = await this.http.request(request, options);
    return listIn(body, 'records').flatMap((row) => this.toRecord(schema, row));
  }
  /** Newest first: every record that holds anything. */
  private async newest(
    folderId: string,
    limit: number,
    action: Words,
    options?: ReadOptions,
  ): Promise<ApiRecord[]> {
    const { fields } = await this.schemas.of(folderId);
    const filled = fields.filter((field) => field !== TITLE).map(({ id }) => ({ [id]: { _exists: true } }));
    const filter = { filter: { _or: filled }, sort: [{ created: -1 }] };
    return filled.length === 0 ? [] : this.filter(folderId, filter, limit, action, options);
  }

  async find(
    folderId: string,
    wanted: Wanted[],
    limit: number,
    options: ReadOptions & { action: Words },
  ): Promise<ApiRecord[]> {
    const schema = await this.schemas.of(folderId);
    const asked = wanted.filter(({ texts }) => texts.length > 0);
    const placed = asked.map(({ field, texts, ids, numbers }) => ({
      id: field === null ? null : (schema.named(field)?.id ?? null),
      values: ids ?? (numbers ? writtenOut(texts) : texts),
    }));
    // What stands somewhere in a text is met by no exact filter: the newest are looked through.
    if (placed.some(({ id }) => id === null))
      return this.newest(folderId, FEED_LIMIT, options.action, options);
    const any = placed.flatMap(({ id, values }) => values.map((value) => ({ [id ?? '']: value })));
    if (any.length === 0) return [];
    const hits = await this.filter(folderId, { filter: { _or: any } }, limit, options.action, options);
    const numbers = asked.some((one) => one.numbers);
    // A number among words is met by no exact filter either: before a client counts as new, the newest are looked through.
    return hits.length > 0 || !numbers ? hits : this.newest(folderId, FEED_LIMIT, options.action, options);
  }
  async read(
    folderId: string,
    recordId: string,
    action: Words,
    options: ReadOptions = {},
  ): Promise<ApiRecord | null> {
    const schema = await this.schemas.of(folderId);
    try {
      const body = await this.get(`${recordsOf(folderId)}/${part(recordId)}`, action, options);
      const row = isJson(body) && isJson(body['record']) ? body['record'] : body;
      return (isJson(row) ? this.toRecord(schema, row) : []).find(({ id }) => id === recordId) ?? null;
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    // No public client reads one record by its id: where that is not served, it is looked for among the newest.
    const rows = await this.newest(folderId, FEED_LIMIT, action, options);
    return rows.find(({ id }) => id === recordId) ?? null;
  }
  async newRecords(folderId: string, since: number, limit = FEED_LIMIT): Promise<ApiRecord[]> {
    const rows = await this.newest(folderId, limit, said('doing.readNew'));
    return rows.filter(({ createdAt }) => createdAt === null || Date.parse(createdAt) > since);
  }
  updatedRecords(folderId: string, since: number, limit: number): Promise<ApiRecord[]> {
    return this.newRecords(folderId, since, limit);
  }
  newCallLogs(): Promise<CallLog[]> {
    return Promise.resolve([]);
  }

  async create(
    folderId: string,
    fields: Json,
    _timeZone: string,
    action: Words,
    repeat: number,
  ): Promise<ApiRecord> {
    const json = { fields: toIds(await this.schemas.of(folderId), fields) };
    const request = { method: 'POST' as const, path: recordsOf(folderId), json };
    const { body } = await this.http.request(request, { action, idempotent: false, repeat });
    const id = isJson(body) ? textOf(body['id']) || textOf(body['recordId']) : '';
    if (!isJson(body) || !id) {
      const why = said('nethunt.noData', { action });
      throw netHuntError('outcomeUnknown', why, adviceOf('outcomeUnknown'));
    }
    const link = textOf(body['link']) || null;
    this.links.note(id, link);
    const createdAt = timeIn(body, 'createdAt', 'created');
    return { id, createdAt, updatedAt: createdAt, link, fields };
  }
  /** A field is set as a whole: what is added to others, or only to emptiness, is read first. */
  async update(
    folderId: string,
    recordId: string,
    actions: Record<string, FieldAction>,
    action: Words,
  ): Promise<void> {
    const schema = await this.schemas.of(folderId);
    toIds(schema, actions);
    const whole = Object.values(actions).every(({ overwrite, remove }) => overwrite && remove === undefined);
    const before = whole ? null : await this.read(folderId, recordId, action);
    if (!whole && !before)
      throw netHuntError(
        'notFound',
        said('nethunt.recordGone', { action, id: recordId }),
        adviceOf('notFound'),
        recordId,
      );
    const values = Object.fromEntries(
      Object.entries(actions).map(([name, one]): [string, unknown] => [
        name,
        acted(before?.fields[schema.named(name)?.name ?? name], one),
      ]),
    );
    const path = `${recordsOf(folderId)}/${part(recordId)}`;
    const json = { fields: toIds(schema, values) };
    await this.http.request({ method: 'PATCH', path, json }, { action, idempotent: true });
  }
  /** No public client takes a record away. */
  remove(recordId: string): Promise<void> {
    return Promise.reject(
      netHuntError(
        'notPermitted',
        'API v2 takes no record away.',
        `Delete the record ${recordId} in NetHunt.`,
        recordId,
      ),
    );
  }
  logCall(): Promise<string> {
    return Promise.reject(
      netHuntError(
        'permanent',
        'API v2 has no call logs on timelines.',
        'Let calls be written to the report: make a folder "Ringostat calls" in NetHunt, or choose it in the node.',
      ),
    );
  }
}
