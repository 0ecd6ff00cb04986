import type { SandboxServer } from '../common/server';
import type { Exchange, SandboxClock } from '../common/types';

export type PipedriveType = 'person' | 'organization' | 'deal' | 'lead' | 'activity' | 'callLog';
export type Values = Record<string, unknown>;
/** Objects with fields of their own; leads use those of deals. */
export type FieldOwner = 'deal' | 'person' | 'organization' | 'activity';

export interface Row {
  type: PipedriveType;
  /** Number; UUID for leads, `CA…` for call logs. */
  id: number | string;
  /** Values by the vendor's names, custom fields apart. */
  values: Values;
  /** By field code. */
  custom: Values;
  /** Milliseconds since the epoch. */
  addTime: number;
  updateTime: number;
  deleted: boolean;
}
export interface FakeUser {
  id: number;
  name: string;
  email: string;
  active: boolean;
  /** May create call logs of others and custom fields. */
  admin: boolean;
}
export interface FakeStage {
  id: number;
  name: string;
}
export interface FakePipeline {
  id: number;
  name: string;
  stages: FakeStage[];
}
export interface FakeField {
  /** `field_name`: what the person sees; not unique. */
  name: string;
  /** `field_code`: 40 hex digits for custom fields. */
  code: string;
  type: string;
  options: { id: number; label: string }[] | null;
  custom: boolean;
  /** Name spaces `ui_visibility`, `important_fields`, `required_fields` as sent. */
  more: Values;
  required: boolean;
}
export interface CustomField {
  name: string;
  /** Default varchar. */
  type?: string;
  /** Given by the account when absent. */
  code?: string;
  options?: string[];
}
export interface PipedriveLimits {
  /** Requests per 2 s and token; null = none. Vendor: 20 Lite, 40 Growth, 100 Premium, 120 Ultimate; OAuth four times that. */
  burstPer2s: number | null;
  /** Searches per 2 s; null = none. Vendor: 10. */
  searchPer2s: number | null;
  /** Requests a minute, as on the smallest plan (scenario PD-16: 20); null = none, the default. */
  perMinute: number | null;
  /** Tokens a day of the whole company; null = none. Vendor: 30 000 x plan (Lite 1) x seats. */
  dailyTokens: number | null;
  /** Requests refused with 429 in a row before Cloudflare blocks for a minute with 403 and HTML; null = never. */
  refusalsBeforeBlock: number | null;
}
/** How this account differs from others; the usual is in account-rules.ts. */
export interface AccountRules {
  /** Open deals and custom fields of the whole company that the plan allows; null = no end. Lite: 30 custom fields. */
  openDeals: number | null;
  customFields: number | null;
  /** Activity types by their key that were switched off: they are listed as inactive and refused. */
  inactiveTypes: string[];
  /** Records that the token's user may not see, "person 501": not listed, not found, not to be linked by a call log. */
  hidden: string[];
  /** How the record itself is refused to who may not see it. */
  hiddenStatus: 403 | 404;
  /** Whether persons among the items of a search tell when they changed: the vendor's sample shows it, others lack it. */
  searchTimes: boolean;
  /** Endpoints of version 1 that are switched off (410), as the path's last part: "callLogs". */
  retired: string[];
  /** Whether answers count requests in headers. */
  countHeaders: boolean;
}
export interface FakePipedriveOptions {
  /** Accepted in `x-api-token`. */
  token?: string;
  /** User whose token it is; default the first one. */
  tokenUser?: number;
  /** Scopes of the app or rights of the user, by the names of scopes; all when absent. */
  scopes?: string[];
  /** 0 or absent = a free port of 127.0.0.1. */
  port?: number;
  clock?: SandboxClock;
  /** How long a write stays invisible to search, ms. Default 0. */
  searchLagMs?: number;
  /** Default: the vendor's for Lite with one seat. `false` switches all off. */
  limits?: Partial<PipedriveLimits> | false;
  users?: FakeUser[];
  pipelines?: FakePipeline[];
  fields?: Partial<Record<FieldOwner, CustomField[]>>;
  /**
   * How a term finds a stored number: `digits` compares digits only (the reference's sample), `asStored` finds only
   * what stands together in the stored text. Which holds in a new account is not documented.
   */
  phoneSearch?: 'digits' | 'asStored';
  /** Required fields are refused by the API too (the vendor documents them for its page only). Default false. */
  enforceRequired?: boolean;
  /** What differs between accounts. Default: the vendor's usual way. */
  rules?: Partial<AccountRules>;
  /** OAuth client for which the token endpoint answers. */
  oauth?: { clientId: string; clientSecret: string; refreshToken: string };
  onExchange?: (exchange: Exchange) => void;
}
export interface SeedOptions {
  id?: number | string;
  /** Milliseconds since the epoch; default now. */
  addTime?: number;
  updateTime?: number;
}
/** Puts a record in past all validation; returns its id. Search has it at once. */
export type Seed = (values: Values, options?: SeedOptions) => string;
export interface FakeRecording {
  name: string;
  contentType: string;
  size: number;
}
export interface FakePipedrive extends SandboxServer {
  readonly token: string;
  /** Keys of `custom_fields` go to the custom fields. */
  readonly seed: Record<PipedriveType, Seed>;
  /** What the account holds, oldest first, deleted ones left out. A copy. */
  records(type: PipedriveType): Row[];
  /** File behind `has_recording`. */
  recording(callLogId: string): FakeRecording | null;
  /** Custom and standard fields of an object. */
  fields(owner: FieldOwner): FakeField[];
  /** Changes what can change in a living account. */
  set(change: {
    searchLagMs?: number;
    scopes?: string[] | null;
    limits?: Partial<PipedriveLimits> | false;
    phoneSearch?: 'digits' | 'asStored';
    enforceRequired?: boolean;
    rules?: Partial<AccountRules>;
  }): void;
  addField(owner: FieldOwner, field: CustomField): string;
  /** Deletes custom fields by name or code. */
  removeField(owner: FieldOwner, nameOrCode: string): void;
  /** Marks a custom field (made when absent) as required; see enforceRequired. */
  requireField(owner: FieldOwner, name: string): void;
  changeField(owner: FieldOwner, code: string, change: Partial<FakeField>): void;
  /** Changes stored values past validation, as a person in the page would. */
  edit(type: PipedriveType, id: string, values: Values): void;
  remove(type: PipedriveType, id: string): void;
  deactivate(userId: number): void;
  /** The user of the token loses or gains the admin's rights. */
  setAdmin(userId: number, admin: boolean): void;
  removePipeline(id: number): void;
  removeStage(id: number): void;
  /** Tokens stop working: expired (a refresh helps) or revoked. */
  endToken(how: 'expired' | 'revoked'): void;
  /** Makes pending writes visible to search at once. */
  flushIndex(): void;
  /** Empties records, requests, faults, limits and index; users, fields and token as at the start. */
  reset(): void;
}
