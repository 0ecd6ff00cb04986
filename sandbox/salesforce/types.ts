import type { FieldDef } from './schema/types';
import type { Exchange, Faults, RecordedRequest, SandboxClock } from '../common/types';

export type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

/** One record as the org stores it; calculated fields are not in it. */
export interface Row {
  /** 18 characters. */
  id: string;
  object: string;
  values: Values;
  deleted: boolean;
  /** Milliseconds since the epoch. */
  createdAt: number;
  changedAt: number;
}
/** A custom field as an administrator would add it. Visible to every user, unlike one made by the Tooling API. */
export interface CustomField {
  /** With `__c`. */
  name: string;
  label?: string;
  /** Default text; `int` for a number. */
  type?: 'string' | 'int' | 'boolean' | 'datetime';
  length?: number;
  externalId?: boolean;
  unique?: boolean;
  required?: boolean;
}
export interface FakeUser {
  id: string;
  name: string;
  email: string;
  active: boolean;
}
/** A sales process with the record type that uses it. */
export interface FakeRecordType {
  id: string;
  name: string;
  /** Stages that records of the type may have. */
  stages: string[];
}
export interface FakeStage {
  name: string;
  closed: boolean;
  won: boolean;
}
/** What stops a save that a matching rule finds a double for. */
export interface DuplicateRule {
  object: string;
  field: string;
  /** `allow` can be overridden by the header Sforce-Duplicate-Rule-Header, `block` cannot. */
  action: 'allow' | 'block';
}
export interface Rights {
  /** Objects the user may not read, so that the API denies that they are there. */
  hidden: string[];
  /** Objects the user may read but neither create nor change. */
  readOnly: string[];
  /** "Customize Application": custom fields may be made. */
  customize: boolean;
  /** Objects with "View All Records": without it private records of others are hidden. */
  viewAll: string[];
  /** False: the edition has no API. */
  api: boolean;
}
export interface OAuthApp {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  /** Each refresh gives a new refresh token; the use of an old one ends the grant. */
  rotates?: boolean;
  /** PEM of the certificate's key, for the JWT bearer flow. */
  publicKey?: string;
  /** A newer org: JWTs made out to login. or test.salesforce.com are refused. */
  myDomainOnly?: boolean;
}
export interface FakeSalesforceOptions {
  /** Accepted Bearer token. */
  token?: string;
  /** 0 or absent = a free port of 127.0.0.1. */
  port?: number;
  clock?: SandboxClock;
  /** API calls per rolling 24 h; null = no limit. Vendor: 15 000 in a Developer Edition. */
  dailyLimit?: number | null;
  /** How long a write stays invisible to SOSL, ms; SOQL reads the database. Default 0. */
  searchLagMs?: number;
  /** The first one is who the token belongs to, unless `runAs` names another. */
  users?: FakeUser[];
  runAs?: string;
  stages?: FakeStage[];
  /** Of Opportunity; without any the field RecordTypeId does not exist. */
  recordTypes?: FakeRecordType[];
  /** By object: Lead, Contact, Account, Opportunity, Activity (serves Task). */
  fields?: Record<string, CustomField[]>;
  duplicateRules?: DuplicateRule[];
  /** Owner that the active lead assignment rule gives, unless the header Sforce-Auto-Assign is FALSE. */
  leadAssignment?: string | null;
  rights?: Partial<Rights>;
  oauth?: OAuthApp;
  /** The org has person accounts, and one is the default: accounts with a name need a business record type. */
  personAccounts?: boolean;
  /** Objects whose records the organisation's sharing default keeps to their owners and to who has "View All". */
  privateObjects?: string[];
  /** What becomes of a stage or status that its list lacks: refused (default), or stored as it is. */
  unlisted?: 'refused' | 'stored';
  /** How DUPLICATES_DETECTED names its matches: misspelt as live REST does (default), or as described. */
  duplicateKey?: 'duplicateResut' | 'duplicateResult';
  onExchange?: (exchange: Exchange) => void;
}
export interface FakeSalesforce {
  /** Base URL without trailing slash; login host and instance at once. */
  readonly url: string;
  readonly token: string;
  /** Puts a record in past all rules; returns its id. */
  seed(object: string, values: Values, options?: { id?: string; at?: number }): string;
  /** What the org holds of an object with calculated fields, oldest first, deleted ones left out. */
  records(object: string): (Values & { Id: string })[];
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  /** Changes values past all rules, as an administrator's script would. */
  edit(object: string, id: string, values: Values): void;
  /** Into the recycle bin, with what hangs on it. */
  remove(object: string, id: string): void;
  deactivate(userId: string): void;
  addField(object: string, field: CustomField): void;
  field(object: string, field: string): FieldDef | undefined;
  /** An administrator changes a field. */
  changeField(object: string, field: string, change: Partial<FieldDef>): void;
  removeField(object: string, field: string): void;
  /** The stage stays on old records but is taken by no new one. */
  /** It is switched off: new records cannot have it. */
  removeRecordType(id: string): void;
  removeStage(name: string): void;
  /** The next `times` saves of the object are refused so (UNABLE_TO_LOCK_ROW, validation rules), also in composites. */
  refuseSaves(
    object: string,
    error: { errorCode: string; message: string; fields?: string[] },
    times?: number,
  ): void;
  set(change: {
    rights?: Partial<Rights>;
    dailyLimit?: number | null;
    /** Share of the allocation that others have left, 0 to 1. */
    dayLeft?: number;
    searchLagMs?: number;
    privateObjects?: string[];
    duplicateRules?: DuplicateRule[];
    duplicateKey?: 'duplicateResut' | 'duplicateResult';
    leadAssignment?: string | null;
  }): void;
  /** The session ends: expired (a refresh helps) or revoked, refresh token and app included. */
  endToken(how: 'expired' | 'revoked'): void;
  /** API calls of the last 24 h as Sforce-Limit-Info counts them. */
  used(): number;
  onExchange(listener: (exchange: Exchange) => void): void;
  close(): Promise<void>;
}
