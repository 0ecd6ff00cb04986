import type { Exchange, Faults, RecordedRequest, SandboxClock } from '../common/types';

export type HubSpotType = 'contacts' | 'companies' | 'deals' | 'leads' | 'calls' | 'tasks' | 'notes';
export type Properties = Record<string, string>;

/** A property as the fake needs it; the API's shape is made of it in properties-api.ts. */
export interface PropertyDef {
  name: string;
  label: string;
  type: 'string' | 'number' | 'datetime' | 'bool' | 'enumeration' | 'phone_number';
  fieldType: string;
  groupName: string;
  description: string;
  options: string[];
  unique: boolean;
  readOnly: boolean;
  /** Longest text by a validation rule of the portal; absent: HubSpot's own limit. */
  maxLength?: number;
  standard: boolean;
}

/** A record as the fake keeps it. */
export interface Stored {
  id: string;
  type: HubSpotType;
  /** Without calculated ones; empty values are absent. */
  properties: Properties;
  createdAt: number;
  updatedAt: number;
  archived: boolean;
}
export interface FakeRecord {
  id: string;
  type: HubSpotType;
  /** Stored and calculated values; empty ones are absent. */
  properties: Properties;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  /** Ids of linked records, each once. */
  links: Partial<Record<HubSpotType, string[]>>;
}
export interface FakeOwner {
  id: string;
  userId: number;
  email: string;
  firstName: string;
  lastName: string;
  archived: boolean;
}
export interface FakeStage {
  id: string;
  label: string;
  /** Values are strings, as the vendor sends them. */
  metadata: Record<string, string>;
}
export interface FakePipeline {
  id: string;
  label: string;
  stages: FakeStage[];
}
/** A property that the portal has beside HubSpot's own. Its name is the caller's choice. */
export interface CustomProperty {
  name: string;
  unique?: boolean;
  /** Default string. */
  type?: 'string' | 'number' | 'datetime' | 'bool' | 'enumeration';
  options?: string[];
}
export interface SeedOptions {
  /** A number as text; given by the portal when absent. */
  id?: string;
  /** Records it is linked to (default association type). */
  links?: Partial<Record<HubSpotType, string[]>>;
  /** Milliseconds since the epoch; default now. */
  createdAt?: number;
}
/** Puts a record into the portal past all validation; returns its id. The search index has it at once. */
export type Seed = (properties: Properties, options?: SeedOptions) => string;

export interface HubSpotLimits {
  /** Searches per second and account; null = no limit. Vendor: 5. */
  searchPerSecond: number | null;
  /** Requests per 10 s and app; null = no limit. Vendor: 190 (Pro), 100 (Free). */
  burstPer10s: number | null;
}
export interface FakeHubSpotOptions {
  /** Accepted Bearer token. */
  token?: string;
  /** Scopes of the token; all when absent. */
  scopes?: string[];
  /** Whose scopes open the properties of calls and tasks: those of contacts (default), or scopes of their own. */
  activitySchemas?: 'contacts' | 'own';
  /** 0 or absent = a free port of 127.0.0.1. */
  port?: number;
  clock?: SandboxClock;
  /** How long a write stays invisible to search, ms. Default 0. */
  searchLagMs?: number;
  /** Default: the vendor's. `false` switches both off. */
  limits?: Partial<HubSpotLimits> | false;
  /** Custom properties the portal starts with; none by default, as in a new portal. */
  properties?: Partial<Record<HubSpotType, CustomProperty[]>>;
  owners?: FakeOwner[];
  dealPipelines?: FakePipeline[];
  leadPipelines?: FakePipeline[];
  /** What one unique conflict does to a batch create: 400 and nothing stored (default), or 207 with the rest stored. */
  batchConflict?: 'fail' | 'partial';
  /** How a taken unique value is refused: in the list of values (default), or in one sentence that ends with the name. */
  uniqueConflict?: 'listed' | 'plain';
  /** Country by which a number without plus is parsed for the searchable property; absent = it is not parsed. */
  phoneCountry?: 'UA' | 'PL' | 'DE' | 'US' | 'KZ' | 'GB';
  /** Answers `phone` and `mobilephone` masked, as portals with the sensitive-data setting do. */
  maskPhones?: boolean;
  /** OAuth client for which the token endpoint answers. */
  oauth?: { clientId: string; clientSecret: string; refreshToken: string };
  onExchange?: (exchange: Exchange) => void;
}
export interface FakeHubSpot {
  /** Base URL without trailing slash. */
  readonly url: string;
  readonly token: string;
  readonly seed: {
    contact: Seed;
    company: Seed;
    deal: Seed;
    lead: Seed;
    call: Seed;
    task: Seed;
    note: Seed;
  };
  /** What the portal holds, oldest first, archived ones left out. A copy. */
  records(type: HubSpotType): FakeRecord[];
  /** Every request seen, in order of arrival. */
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  /** Changes what can change in a living portal. */
  set(change: {
    searchLagMs?: number;
    scopes?: string[] | null;
    limits?: Partial<HubSpotLimits> | false;
    batchConflict?: 'fail' | 'partial';
    maskPhones?: boolean;
    /** Requests of the day by all private apps of the account. */
    usedToday?: number;
    /** Custom properties that may still be made of each type. */
    propertyRoom?: number | null;
  }): void;
  /** Changes stored values past validation, as a person in the CRM's page would. */
  edit(type: HubSpotType, id: string, properties: Properties): void;
  archive(type: HubSpotType, id: string): void;
  archiveOwner(id: string): void;
  removeProperty(type: HubSpotType, name: string): void;
  /**
   * Records of the type need a value in the property, which is made when it is not there: new ones, or (`when`) those with
   * these values.
   */
  requireProperty(type: HubSpotType, name: string, when?: Properties): void;
  property(type: HubSpotType, name: string): PropertyDef | undefined;
  /** A person changes a property in the portal's settings. */
  changeProperty(type: HubSpotType, name: string, change: Partial<PropertyDef>): void;
  removeStage(id: string): void;
  removePipeline(id: string): void;
  /** The token stops working: expired (a refresh helps) or revoked. */
  endToken(how: 'expired' | 'revoked'): void;
  /** Adds listeners of exchanges (the contract checker). */
  onExchange(listener: (exchange: Exchange) => void): void;
  /** Makes pending writes visible to search at once. */
  flushIndex(): void;
  /** Empties records, requests, faults, limits and index; properties, owners and token as at the start. */
  reset(): void;
  close(): Promise<void>;
}
