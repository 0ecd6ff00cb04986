/** What the fake NetHunt knows of a workspace, and what tests may do to it. */
import type { Exchange, Faults, RecordedRequest, SandboxClock } from '../common/types';

export type FieldType =
  'text' | 'phone' | 'email' | 'people' | 'select' | 'dateTime' | 'number' | 'boolean' | 'reference';
export interface FakeField {
  name: string;
  /** Not told by the API; the workspace is strict about it all the same. */
  type: FieldType;
  /** Labels of a drop-down; labels are compared as they are, spaces included. */
  options?: string[];
  required?: boolean;
}
export interface FakeFolder {
  id: string;
  name: string;
  fields: FakeField[];
  /** Who owns the key may: write (and read), read only, or neither. */
  access: 'write' | 'read' | 'none';
}
export interface FakeUser {
  email: string;
  name: string;
  /** Not a member (any more): people fields refuse him. */
  active: boolean;
}
export type FieldValues = Record<string, unknown>;
export interface FakeRecord {
  id: string;
  folderId: string;
  /** ms since the epoch. */
  createdAt: number;
  updatedAt: number;
  fields: FieldValues;
}
export interface FakeCallLog {
  id: string;
  recordId: string;
  folderId: string;
  createdAt: number;
  text: string;
  /** ISO 8601 as sent; null when not given. */
  time: string | null;
  /** Minutes. */
  duration: number | null;
}
export interface FakeComment {
  id: string;
  recordId: string;
  folderId: string;
  createdAt: number;
  text: string;
}

export interface FakeNetHuntOptions {
  port?: number;
  clock?: SandboxClock;
  email?: string;
  apiKey?: string;
  /** Key of API v2. */
  keyV2?: string;
  /** What API v2 tells beyond what public clients show: reading by id, times, links. Default least. */
  v2Tells?: 'least' | 'all';
  folders?: FakeFolder[];
  users?: FakeUser[];
  /** Milliseconds that search stays blind for changes; feeds and reads by id never lag. */
  searchLagMs?: number;
  /** How linked records are told: the vendor does either, depending on the field (docs/reference/nethunt.md#links). */
  references?: 'objects' | 'names';
  /** What a search without hits answers (docs/reference/nethunt.md#endpoints-used: both are seen). */
  nothingFound?: 'empty' | '404';
  /** Rows a feed gives at most, whatever `limit` says; the vendor states none, so default none. */
  feedMax?: number | null;
  /** Requests a minute before 429; the vendor publishes no limit, so default none. */
  perMinute?: number | null;
  onExchange?: (exchange: Exchange) => void;
}

export interface FakeNetHunt {
  url: string;
  email: string;
  apiKey: string;
  /** Base URL and key of API v2. */
  urlV2: string;
  keyV2: string;
  requests: RecordedRequest[];
  faults: Faults;
  /** Folder as a person sees it; throws when there is none of this name. */
  folder(name: string): FakeFolder;
  /** Puts a record in, visible to search at once; fields are not checked. Returns its id. */
  seed(folder: string, fields: FieldValues, at?: number): string;
  /** Records of a folder, oldest first. */
  records(folder: string): FakeRecord[];
  callLogs(): FakeCallLog[];
  /** Puts a call log on the timeline of a record, made at that moment (ms). */
  log(recordId: string, text: string, at: number): void;
  edit(id: string, fields: FieldValues): void;
  remove(id: string): void;
  removeField(folder: string, field: string): void;
  changeField(folder: string, name: string, change: Partial<FakeField>): void;
  addField(folder: string, field: FakeField): void;
  renameField(folder: string, field: string, name: string): void;
  removeOption(folder: string, field: string, option: string): void;
  setAccess(folder: string, access: FakeFolder['access']): void;
  deactivate(email: string): void;
  /** The key stops working. */
  revoke(): void;
  set(
    change: Pick<FakeNetHuntOptions, 'searchLagMs' | 'references' | 'nothingFound' | 'perMinute' | 'feedMax'>,
  ): void;
  /** Records, calls, requests and faults go; folders, users and rights stay. */
  reset(): void;
  onExchange(listener: (exchange: Exchange) => void): void;
  close(): Promise<void>;
}
