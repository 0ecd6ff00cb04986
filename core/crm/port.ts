/**
 * What the product asks of a CRM, by capability. A provider knows its CRM and nothing of events, matrix or hosts.
 * Partial success is a value: `apply` gives an outcome per step and throws only when nothing could be tried.
 * Every request goes through the HttpClient it is given (the one retry layer); a provider never retries or sleeps.
 */
import type { Classify, Clock, HttpClient, RateLimits } from '../http/types';
import type { Attribution } from '../attribution/types';
import type { CrmId, Entity, PlanStep, StepOutcome } from '../plan/types';
import type { PhoneForms } from '../phone/types';
import type { AccountKind } from './account';

/** A record the CRM has, verified on our side to carry the number (reference crm-apis.md §0.1). */
export interface FoundRecord {
  entity: Entity;
  id: string;
  name: string | null;
  ownerId: string | null;
  /** Contacts and companies are always open; deals and leads while not won, lost, converted, closed or deleted. */
  open: boolean;
  url: string | null;
  /** ISO 8601. */
  createdAt: string | null;
  updatedAt: string | null;
  attribution: Attribution;
  /** Ringostat call that made the record, where it carries one. */
  callId: string | null;
  /** Ids of the contacts, companies the record hangs on. */
  contactIds: string[];
  companyIds: string[];
}

export interface FindQuery {
  /** Null for a form without phone or an anonymous call (then nothing is searched by phone). */
  phone: PhoneForms | null;
  email: string | null;
  googleClientId: string | null;
  /** Entities whose records are wanted; a provider may give more when it costs no request. */
  entities: Entity[];
  /** Ask for closed deals too (dealIfNone needs the newest). */
  closedDeals: boolean;
  /** Ids made moments ago, to be read strongly because search may not show them yet. */
  recent: Partial<Record<Entity, string>>;
  signal?: AbortSignal | undefined;
}

export interface CrmUser {
  id: string;
  name: string;
  email: string | null;
  active: boolean;
}
export interface CrmPipeline {
  id: string;
  name: string;
  stages: { id: string; name: string; closed: boolean }[];
}
export interface CrmField {
  name: string;
  label: string;
  type: string;
  writable: boolean;
  options: { value: string; label: string }[];
}
export interface EnsuredFields {
  created: { entity: string; field: string }[];
  present: { entity: string; field: string }[];
  /** Could not be made: what to add by hand, with the reason. */
  missing: { entity: string; field: string; reason: string }[];
}
export interface HealthFinding {
  level: 'ok' | 'warning' | 'problem';
  code: string;
  message: string;
  advice: string | null;
}

export interface RecordInput {
  phone?: string | null;
  email?: string | null;
  name?: string | null;
  ownerId?: string | null;
  pipeline?: string | null;
  stage?: string | null;
  fields?: Record<string, string>;
  contactId?: string | null;
}

export interface CrmProvider {
  readonly crm: CrmId;
  readonly label: string;
  /** Smart forwarding answers SIP logins only, no mobile numbers (F-06). */
  readonly onlySip?: true;
  /** The API lists no users: users() gives those it has met, and who lacks there may be one all the same. */
  readonly unknownUsers?: true;
  /** HTTP requests sent so far by the client it was given. */
  readonly requests?: () => number;
  /** Records that match, unranked; core/routing chooses among them. */
  find(query: FindQuery): Promise<FoundRecord[]>;
  /**
   * Carries the steps out in order, in as few requests as the API allows. `existing` are the records found before,
   * for links and for before → after. A create that meets its key reads the record and goes on (alreadyThere).
   */
  apply(steps: PlanStep[], existing: FoundRecord[]): Promise<StepOutcome[]>;
  /** The same without a write request: what each step would put into which field. */
  preview(steps: PlanStep[], existing: FoundRecord[]): Promise<StepOutcome[]>;
  /** Call ids among `callIds` whose call record the CRM already has; many in one request. */
  seen(callIds: string[]): Promise<Set<string>>;
  users(): Promise<CrmUser[]>;
  pipelines(): Promise<CrmPipeline[]>;
  /** Values of a list that a ProviderSetting names. */
  choices?(list: string): Promise<{ value: string; label: string }[]>;
  fields(entity: Entity | 'callRecord' | 'task'): Promise<CrmField[]>;
  ensureFields(): Promise<EnsuredFields>;
  health(): Promise<HealthFinding[]>;
  /** By hand: one record. `matchedBy` tells how an existing one was found. */
  createOrUpdate(
    entity: Entity,
    input: RecordInput,
    phone: PhoneForms | null,
  ): Promise<{ id: string; url: string | null; created: boolean; matchedBy: string | null }>;
  get(entity: Entity, by: { id: string } | { phone: PhoneForms }): Promise<Record<string, unknown> | null>;
}

export interface ProviderDeps {
  http: HttpClient;
  clock: Clock;
  /** API base URL without trailing slash; empty = the vendor's. */
  baseUrl: string;
  /** Settings that only this CRM has, from the Upsert and Find nodes (NetHunt: its folders); absent: defaults. */
  settings?: Record<string, unknown>;
  /** Fetches a recording, for CRMs that store the file itself; absent: links only. Null when there is none to have. */
  download?: (url: string) => Promise<RecordingFile | null>;
}
export interface RecordingFile {
  bytes: Uint8Array;
  contentType: string;
  name: string;
}
/** A setting that only this CRM has. The hosts make a form field of it in the Upsert node and, where `find`, in Find. */
export interface ProviderSetting {
  /** Stored for ever. */
  name: string;
  label: string;
  hint: string;
  type: 'choice' | 'text' | 'boolean';
  default: string | boolean;
  /** Choices that never change. */
  options?: { value: string; label: string }[];
  /** Name of a list that CrmProvider.choices gives; the empty value means "found by the provider itself". */
  list?: string;
  /** Shown in Find Responsible Manager too. */
  find?: boolean;
}
export interface ProviderFactory {
  crm: CrmId;
  label: string;
  defaultBaseUrl: string;
  /** Entities this CRM has, in creation order. */
  entities: Entity[];
  /** Default order of smart forwarding (scenarios.md §4). */
  routingOrder: Entity[];
  settings?: ProviderSetting[];
  /** Ways to sign in, the usual one first. */
  accounts: AccountKind[];
  /** For the HttpClient: what a refusal of this CRM means, and how fast it may be asked. */
  classify: Classify;
  /** Give it the account's key, so that all clients of one account share them. */
  limits: RateLimits;
  create(deps: ProviderDeps): CrmProvider;
}
