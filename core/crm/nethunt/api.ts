/** NetHunt's requests. Answers are checked for their shape: the proxy may answer 200 with a page. */
import { adviceOf } from '../../http/classify';
import { CrmError } from '../../http/errors';
import type { HttpClient } from '../../http/types';
import { paths } from './endpoints';
import { netHuntError } from './errors';
import { isJson, textOf, type Json } from './json';
import { linksOf, type Links } from './links';
import { anyOf } from './notations';
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
} from './port';
import { said } from '../../text/said';
import type { Words } from '../../model/said';

interface Sending {
  query?: Record<string, string>;
  idempotent?: boolean;
  repeat?: number;
}

/** A success that says nothing: nobody knows whether it was the API that answered. */
const strange = (kind: 'temporary' | 'outcomeUnknown', action: Words): CrmError =>
  netHuntError(kind, said('nethunt.noData', { action }), adviceOf(kind));

/** The first API: e-mail and key, the search language, feeds, call logs on timelines. */
export class NetHuntApi implements NetHunt {
  readonly timelines = true;
  readonly links: Links;

  constructor(readonly http: HttpClient) {
    this.links = linksOf(http.account);
  }

  private async rows(
    path: string,
    query: Record<string, string>,
    action: Words,
    { urgent = false, signal }: ReadOptions = {},
  ): Promise<Json[]> {
    const request = { method: 'GET' as const, path, query, signal };
    const { body } = await this.http.request(request, { action, lane: urgent ? 'urgent' : 'normal' });
    // auth-test is told as an object or as a list with it.
    const list = Array.isArray(body) ? (body as unknown[]) : isJson(body) ? [body] : null;
    if (list === null) throw strange('temporary', action);
    return list.filter(isJson);
  }
  private async send(path: string, action: Words, json: Json | undefined, more: Sending = {}): Promise<Json> {
    const { query = {}, idempotent = false, repeat = 0 } = more;
    const body = json === undefined ? {} : { json };
    const request = { method: 'POST' as const, path, query, ...body };
    const answer = await this.http.request(request, { action, idempotent, repeat });
    if (!isJson(answer.body)) throw strange('outcomeUnknown', action);
    return answer.body;
  }

  /** The user whose key it is. */
  async me(): Promise<{ email: string | null; name: string | null }> {
    const [row = {}] = await this.rows(paths.whoAmI, {}, said('doing.checkKey'));
    const user = isJson(row['user']) ? row['user'] : row;
    const email = [user['email'], user['emailAddress'], user['login']]
      .map(textOf)
      .find((text) => text.includes('@'));
    return { email: email ?? null, name: textOf(user['name']) || null };
  }
  async folders(which: 'readable' | 'writable'): Promise<Folder[]> {
    const path = which === 'readable' ? paths.readableFolders : paths.writableFolders;
    const rows = await this.rows(path, {}, said('doing.readFolders'));
    return rows.map(({ id, name }) => ({ id: textOf(id), name: textOf(name) }));
  }
  /** The API tells the names and nothing else. */
  async fields(folderId: string): Promise<FolderField[]> {
    const rows = await this.rows(paths.fields(folderId), {}, said('doing.readFolderFields'));
    return rows.map(({ name }) => ({ name: textOf(name), takes: null })).filter(({ name }) => name !== '');
  }
  /** By the search language; lags behind writes, over-matches. A search without hits may answer 404. */
  find(
    folderId: string,
    wanted: Wanted[],
    limit: number,
    options: ReadOptions & { action: Words },
  ): Promise<ApiRecord[]> {
    const path = paths.find(folderId);
    const query = anyOf(wanted.flatMap(({ texts }) => texts));
    return this.records(this.rows(path, { query, limit: String(limit) }, options.action, options));
  }
  /** Strong. Null when it is not (any more) in this folder. */
  async read(
    folderId: string,
    recordId: string,
    action: Words,
    options: ReadOptions = {},
  ): Promise<ApiRecord | null> {
    const found = await this.records(this.rows(paths.find(folderId), { recordId }, action, options));
    return found.find(({ id }) => id === recordId) ?? null;
  }
  /** Records made after the moment (ms), newest first; by time, so not through the search index. */
  newRecords(folderId: string, since: number, limit = FEED_LIMIT): Promise<ApiRecord[]> {
    const query = { since: new Date(since).toISOString(), limit: String(limit) };
    return this.records(this.rows(paths.newRecords(folderId), query, said('doing.readNew')));
  }
  updatedRecords(folderId: string, since: number, limit: number): Promise<ApiRecord[]> {
    const query = { since: new Date(since).toISOString(), limit: String(limit) };
    return this.records(this.rows(paths.updatedRecords(folderId), query, said('doing.readRecent')));
  }
  async newCallLogs(folderId: string, since: number, limit = FEED_LIMIT): Promise<CallLog[]> {
    const query = { since: new Date(since).toISOString(), limit: String(limit) };
    const rows = await this.rows(paths.newCallLogs(folderId), query, said('doing.readCallLogs'));
    return rows.map(({ id, callLogId, recordId, text, createdAt }) => ({
      id: textOf(callLogId) || textOf(id),
      recordId: textOf(recordId),
      text: textOf(text),
      createdAt: textOf(createdAt) || null,
    }));
  }
  private async records(answer: Promise<Json[]>): Promise<ApiRecord[]> {
    const rows = await answer.catch((error: unknown) => {
      if (error instanceof CrmError && error.kind === 'notFound' && !/folder/i.test(error.code ?? ''))
        return [];
      throw error;
    });
    return rows.flatMap((row) => {
      const id = textOf(row['recordId']) || textOf(row['id']);
      const fields = isJson(row['fields']) ? row['fields'] : {};
      const { createdAt, updatedAt, link } = row;
      const at = textOf(updatedAt) || textOf(createdAt) || null;
      if (id) this.links.note(id, textOf(link) || null);
      return id
        ? [{ id, createdAt: textOf(createdAt) || null, updatedAt: at, link: textOf(link) || null, fields }]
        : [];
    });
  }

  async create(
    folderId: string,
    fields: Json,
    timeZone: string,
    action: Words,
    repeat: number,
  ): Promise<ApiRecord> {
    const made = await this.send(paths.create(folderId), action, { timeZone, fields }, { repeat });
    const id = textOf(made['recordId']) || textOf(made['id']);
    if (!id) throw strange('outcomeUnknown', action);
    const createdAt = textOf(made['createdAt']) || null;
    this.links.note(id, textOf(made['link']) || null);
    return { id, createdAt, updatedAt: createdAt, link: textOf(made['link']) || null, fields };
  }
  /** Repeating it is harmless: the same value is added once. */
  async update(
    _folderId: string,
    recordId: string,
    fieldActions: Record<string, FieldAction>,
    action: Words,
  ): Promise<void> {
    const query = { overwrite: 'false' };
    await this.send(paths.update(recordId), action, { fieldActions }, { query, idempotent: true });
  }
  async remove(recordId: string, action: Words): Promise<void> {
    await this.send(paths.remove(recordId), action, undefined, { idempotent: true });
  }
  /** `duration` in minutes. Returns the id of the log. */
  async logCall(
    recordId: string,
    log: { text: string; time: string; duration: number },
    repeat: number,
  ): Promise<string> {
    const made = await this.send(paths.callLog(recordId), said('doing.writeCallLog'), log, { repeat });
    return textOf(made['callLogId']);
  }
}
