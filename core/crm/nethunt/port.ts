/** The requests that the provider needs, implemented by each of NetHunt's two APIs. Fields are named by their display names. */
import type { HttpClient } from '../../http/types';
import type { DescribedField } from '../port';
import type { Links } from './links';
import type { Words } from '../../model/said';

export interface Folder {
  id: string;
  name: string;
}
/** A field of a folder. */
export interface FolderField {
  /** Display name. */
  name: string;
  takes: DescribedField['takes'];
}
export interface ApiRecord {
  id: string;
  /** ISO 8601. */
  createdAt: string | null;
  updatedAt: string | null;
  link: string | null;
  fields: Record<string, unknown>;
}
export interface CallLog {
  id: string;
  recordId: string;
  text: string;
  /** ISO 8601. */
  createdAt: string | null;
}
/** What happens to one field in an update. */
export interface FieldAction {
  overwrite?: boolean;
  add?: unknown;
  remove?: unknown;
}
export interface ReadOptions {
  /** Routing questions go first. */
  urgent?: boolean;
  signal?: AbortSignal | undefined;
}
/** Texts looked for, any of them, and where an API that looks into one field has to look. */
export interface Wanted {
  /** Display name; null: the folder has no field of its own for them. */
  field: string | null;
  texts: string[];
  /** Numbers, which people write in more ways than can be listed. */
  numbers?: true;
  /** Ids of linked records where `texts` are their names. */
  ids?: string[];
}

export interface NetHunt {
  readonly http: HttpClient;
  /** Records have a timeline that takes call logs. */
  readonly timelines: boolean;
  readonly links: Links;
  /** The user whose key it is, as far as the API tells. */
  me(): Promise<{ email: string | null; name: string | null }>;
  folders(which: 'readable' | 'writable'): Promise<Folder[]>;
  fields(folderId: string): Promise<FolderField[]>;
  /** May over-match: hits are checked by who asks. */
  find(
    folderId: string,
    wanted: Wanted[],
    limit: number,
    options: ReadOptions & { action: Words },
  ): Promise<ApiRecord[]>;
  /** Null when it is not (any more) in this folder. */
  read(folderId: string, recordId: string, action: Words, options?: ReadOptions): Promise<ApiRecord | null>;
  /** Records made after the moment (ms), newest first. */
  newRecords(folderId: string, since: number, limit?: number): Promise<ApiRecord[]>;
  updatedRecords(folderId: string, since: number, limit: number): Promise<ApiRecord[]>;
  newCallLogs(folderId: string, since: number, limit?: number): Promise<CallLog[]>;
  create(
    folderId: string,
    fields: Record<string, unknown>,
    timeZone: string,
    action: Words,
    repeat: number,
  ): Promise<ApiRecord>;
  update(
    folderId: string,
    recordId: string,
    actions: Record<string, FieldAction>,
    action: Words,
  ): Promise<void>;
  remove(recordId: string, action: Words): Promise<void>;
  /** `duration` in minutes. Returns the id of the log. */
  logCall(
    recordId: string,
    log: { text: string; time: string; duration: number },
    repeat: number,
  ): Promise<string>;
}

/** Rows asked of a feed, newest first. */
export const FEED_LIMIT = 1000;
/** Lengths at which a feed may end whatever it is asked for: it states none, and these are usual. */
const CAPS = [1000, 10_000];
/** True when a feed that was asked for `limit` rows may have more than it gave. */
export const isCut = (rows: number, limit: number): boolean => rows >= limit || CAPS.includes(rows);
