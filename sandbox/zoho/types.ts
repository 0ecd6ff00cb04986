import type { Exchange, Faults, RecordedRequest, SandboxClock } from '../common/types';

export const MODULES = ['Leads', 'Contacts', 'Accounts', 'Deals', 'Tasks', 'Calls'] as const;
export type ZohoModule = (typeof MODULES)[number];
/** Values by API name; lookups as `{ id }`. */
export type Values = Record<string, unknown>;

export type FieldType =
  | 'text'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'website'
  | 'picklist'
  | 'date'
  | 'datetime'
  | 'integer'
  | 'double'
  | 'currency'
  | 'boolean'
  | 'bigint'
  | 'lookup'
  | 'ownerlookup'
  | 'multi_module_lookup'
  | 'event_reminder'
  | 'profileimage';

export interface FieldDef {
  id: string;
  name: string;
  label: string;
  type: FieldType;
  /** Most characters. */
  length: number;
  custom: boolean;
  unique: boolean;
  caseSensitive: boolean;
  mandatory: boolean;
  readOnly: boolean;
  picklist: string[] | null;
  /** True: only listed values are taken; the vendor stores others as they come in most lists. */
  strict: boolean;
  /** Module a lookup leads to; null for users and for links to several modules. */
  to: ZohoModule | null;
}

export interface Stored {
  id: string;
  module: ZohoModule;
  values: Values;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
  deleted: boolean;
}
export interface FakeUser {
  id: string;
  name: string;
  email: string;
  active: boolean;
}
export interface FakeStage {
  id: string;
  name: string;
  type: 'Open' | 'Closed Won' | 'Closed Lost';
}
export interface FakePipeline {
  id: string;
  name: string;
  stages: FakeStage[];
}
/** A layout of Deals: its pipelines belong to it. */
export interface FakeLayout {
  id: string;
  name: string;
  pipelines: FakePipeline[];
}
/** A layout of a module other than Deals. */
export type PlainLayout = Omit<FakeLayout, 'pipelines'>;
/** What an administrator set in a layout. */
export interface LayoutRules {
  /** Fields that it lacks. */
  lacks: Set<string>;
  required: Set<string>;
  /** Values that its lists do not offer, by field. */
  hidden: Map<string, Set<string>>;
}
export interface CustomField {
  /** Label and API name at once. */
  name: string;
  unique?: boolean;
  /** Default text. */
  type?: 'text' | 'textarea' | 'phone' | 'email' | 'picklist' | 'date' | 'datetime' | 'integer' | 'boolean';
}
/** Editions by what they allow (docs/reference/zoho.md#refusals-and-limits). */
export type Edition = 'free' | 'standard' | 'professional' | 'enterprise' | 'ultimate';
export interface ZohoLimits {
  /** API credits in any 24 hours; null = none. */
  credits: number | null;
  /** Concurrency units at any moment; null = none. A composite takes 5, all else 1. */
  concurrency: number | null;
}
export type DataCentre = 'us' | 'eu' | 'uk' | 'in' | 'au' | 'jp' | 'cn' | 'ca' | 'sa' | 'ae';

export interface FakeZohoOptions {
  /** An access token that does not run out by itself. */
  token?: string;
  /** Scopes of every token; null or absent = all. */
  scopes?: string[] | null;
  /** OAuth client for which the token endpoint answers. */
  oauth?: { clientId: string; clientSecret: string; refreshToken: string; code?: string };
  dataCentre?: DataCentre;
  /** What the token answer says in `api_domain`; default: the fake itself. */
  apiDomain?: string;
  port?: number;
  clock?: SandboxClock;
  /** How long a write stays invisible to /search, ms. COQL and reads by id see it at once. Default 0. */
  searchLagMs?: number;
  /** Default enterprise. */
  edition?: Edition;
  /** Instead of the edition's; `false` switches both off. */
  limits?: Partial<ZohoLimits> | false;
  /** How long every request keeps its concurrency units, ms. Default 0: they are free again at once. */
  workMs?: number;
  fields?: Partial<Record<ZohoModule, CustomField[]>>;
  /** Fields the layouts make mandatory beside the system's: Company, Closing_Date, Pipeline in many organisations. */
  required?: Partial<Record<ZohoModule, string[]>>;
  users?: FakeUser[];
  dealLayouts?: FakeLayout[];
  /** Layouts beside the first one of modules other than Deals. */
  moreLayouts?: Partial<Record<Exclude<ZohoModule, 'Deals'>, PlainLayout[]>>;
  /** Whether a layout takes fields by API: the vendor describes it for custom layouts and says nothing of standard ones. Default accept. */
  layoutChanges?: 'accept' | 'refuse';
  /** What a query says to a field that is on no layout: the vendor tells nothing. Default refuse. */
  unusedColumns?: 'refuse' | 'answer';
  /** Whether Calls and Tasks take unique fields: the vendor does not say. Default accept. */
  activityUnique?: 'accept' | 'refuse';
  /** How a taken unique value tells whose it is: not at all, by details.id, or by details.duplicate_record (default). */
  duplicateDetails?: 'none' | 'id' | 'record';
  /** HTTP status when every record of a write is refused: 400 (default), or the 202 that older notes show. */
  refusedStatus?: 400 | 202;
  /** UTC offset of the organisation in times of answers. Default +02:00. */
  offset?: string;
  onExchange?: (exchange: Exchange) => void;
}
export interface SeedOptions {
  id?: string;
  createdAt?: number;
  updatedAt?: number;
}
export interface FakeZoho {
  /** Base URL of API and accounts server, without trailing slash. */
  readonly url: string;
  readonly token: string;
  /** Puts a record in past all validation; search has it at once. Returns its id. Throws for fields that are not there. */
  seed(module: ZohoModule, values: Values, options?: SeedOptions): string;
  /** Living records, oldest first. A copy. */
  records(module: ZohoModule): Stored[];
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  set(change: {
    searchLagMs?: number;
    scopes?: string[] | null;
    /** Modules the user's profile may not touch (403 NO_PERMISSION). */
    forbidden?: ZohoModule[];
    limits?: Partial<ZohoLimits> | false;
    workMs?: number;
    refusedStatus?: 400 | 202;
    /** Queries inside a composite with rollback do not see what others wrote since it began. Default false. */
    isolated?: boolean;
  }): void;
  /** Changes by a person, past validation. */
  edit(module: ZohoModule, id: string, values: Values): void;
  remove(module: ZohoModule, id: string): void;
  /** Turns a lead into a contact (and a deal, when given): the lead stays as converted. */
  convert(leadId: string, to: { contactId?: string; dealId?: string; accountId?: string }): void;
  deactivateUser(id: string): void;
  /** New records of the module need a value in the field, which is made when it is not there. */
  requireField(module: ZohoModule, name: string): void;
  /** An administrator changes a field. Returns it as it was; undefined: there is none. */
  changeField(module: ZohoModule, name: string, change: Partial<FieldDef>): FieldDef | undefined;
  removeField(module: ZohoModule, name: string): void;
  removePipeline(name: string): void;
  /** A pipeline moves into a layout of its own, of these id and name. */
  moveToLayout(pipeline: string, layout: PlainLayout): void;
  /**
   * The layout has these fields no more: values that records of the layout are given for them are passed over in silence.
   */
  takeFromLayout(layoutId: string, fields: string[]): void;
  /** Records of the layout need a value in the field. */
  demandInLayout(layoutId: string, field: string): void;
  /** The layout's list of the field offers the value no more. */
  hideInLayout(layoutId: string, field: string, value: string): void;
  removeStage(name: string): void;
  /** Tokens end: expired (a refresh helps) or revoked (refresh token too). */
  endToken(how: 'expired' | 'revoked'): void;
  onExchange(listener: (exchange: Exchange) => void): void;
  /** Makes pending writes visible to search. */
  flushIndex(): void;
  close(): Promise<void>;
}
