/**
 * The interface between the product and a CRM provider, by capability. A provider knows its CRM, but not events, matrix or hosts.
 * Partial success is a value: `apply` gives an outcome per step and throws only when nothing could be tried.
 * Every request goes through the HttpClient it is given (the one retry layer); a provider never retries or sleeps.
 */
import type { Classify, Clock, HttpClient, RateLimits } from '../http/types';
import type { CallRecordStep, CrmId, Entity, PlanStep, TaskStep } from '../model/plan';
import type { StepOutcome } from '../model/outcome';
import type { CrmField, FoundRecord } from '../model/record';
import type { Worded } from '../model/said';
import type { PhoneForms } from '../phone/types';
import type { AccountKind } from './account';

export interface FindQuery {
  /** Null for a form without phone or an anonymous call (then nothing is searched by phone). */
  phone: PhoneForms | null;
  email: string | null;
  googleClientId: string | null;
  /** Entities whose records are wanted; a provider may give more when it costs no request. */
  entities: Entity[];
  /** Ask for closed deals too (dealIfNone needs the newest, dealIfNew the one this call made). */
  closedDeals: boolean;
  /** Ids made moments ago, to be read strongly because search may not show them yet. */
  recent: Partial<Record<Entity, string>>;
  /** Only a routing question has one. Aborted: its answer went out without the CRM's, and nobody waits any more. */
  signal?: AbortSignal | undefined;
  /**
   * Routing: whether these records decide already while those of the entities `pending` are not asked for yet. A provider
   * that asks step by step stops then; one that asks for all at once need not ask.
   */
  enough?: (found: FoundRecord[], pending: Entity[]) => Promise<boolean>;
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
/** A kind of record that plans write. */
export type WrittenObject = Entity | 'callRecord' | 'task';
/** A right: there, or what a person reads of its lack. */
export type Right = true | Worded<string>;
/** A field as this credential sees it, with all that can refuse a value of a new record. */
export interface DescribedField extends Omit<CrmField, 'options' | 'type'> {
  /** New records need a value, and the CRM puts in none by itself. `onPages`: only where people type. */
  required: boolean | 'onPages';
  /** Layouts whose records need it, where not all do. */
  within?: string[];
  /** The only values it takes; null: any, or the CRM does not tell, or another check knows better (owner, stage). */
  options: CrmField['options'] | null;
  /** The only kind of value it takes; null: texts, or the CRM does not tell. */
  takes: 'numbers' | 'dates' | null;
  /** Longest text, UTF-16 units; null: the CRM does not tell. */
  maxLength: number | null;
}
/** What the CRM tells of a kind of record before anything is written. */
export interface ObjectDescription {
  /** The vendor's word, as in "a field of …". */
  label: string;
  creatable: Right;
  fields: DescribedField[];
  /**
   * Names in our writes that may lack in `fields`: the integration's own fields, of which health() tells, and what is no
   * field but a part of the request.
   */
  besides: ReadonlySet<string>;
}
export interface EnsuredFields {
  created: { entity: string; field: string }[];
  present: { entity: string; field: string }[];
  /** Could not be made: what to add by hand, with the reason. */
  missing: { entity: string; field: string; reason: string }[];
}
export interface HealthFinding extends Worded {
  level: 'ok' | 'warning' | 'problem';
  code: string;
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

/** A call record or a task that carries a key of the call. */
export interface CallActivity {
  kind: 'callRecord' | 'task';
  id: string;
  /** Key of the step that wrote it. */
  key: string;
  /** A task that is still to be done. */
  open: boolean;
  title: string;
  /** As it is stored, with the links it shows. */
  text: string;
}
/** What an activity gets: the values of a step it is written anew with, or lines at the end of its text. `done`: the task is done. */
export type Amendment =
  | { step: CallRecordStep | TaskStep }
  /** `ownerId`: who gets the task; absent: it stays with whom it is. */
  | { lines: string[]; done: boolean; ownerId?: string };
/** The activity by which a replay takes a call for done. */
export interface WrittenCall {
  title: string;
  /** What it shows of links; null: only another request would tell. */
  text: string | null;
}
/**
 * What earlier events of a call left, by the keys it carries: a call that read as missed while it ran becomes what it was, and a
 * recording that comes late is added (core/apply/earlier.ts). Every function throws CrmError.
 */
export interface EarlierEvents {
  /** As CrmProvider.seen, with what is there; no request more. */
  written(callIds: string[]): Promise<Map<string, WrittenCall>>;
  /** The activities of one call; `links`: the records they hang on. One request or two. */
  ofCall(call: string, links: { entity: Entity; id: string }[]): Promise<CallActivity[]>;
  /** Changes one of them; `links` as in ofCall. Returns its id, which is another one where the CRM changes no call records. */
  amend(activity: CallActivity, change: Amendment, links: { entity: Entity; id: string }[]): Promise<string>;
}

/** A task that this product made, as the CRM has it now. */
export interface OwnTask extends CallActivity {
  kind: 'task';
  ownerId: string | null;
  /** ISO 8601; a day where the CRM keeps no time. */
  dueAt: string | null;
  /** ISO 8601, when it was made. */
  createdAt: string | null;
  /** Records it hangs on, as far as the CRM tells. */
  links: { entity: Entity; id: string }[];
  /** Its page, else that of the record it hangs on. */
  url: string | null;
}
/** The tasks this product made, whatever call they are of. They are changed by EarlierEvents.amend. Every function throws CrmError. */
export interface OwnTasks {
  /** Those that are to be done, of the whole account, in pages as large as the CRM gives. */
  open(): Promise<OwnTask[]>;
  /**
   * Those of the records, open and done, the newest hundred at most. One request; none where there are no records. A CRM that tells
   * linked records by name only gives those it cannot tell too, without links: their text names the client.
   */
  ofRecords(links: { entity: Entity; id: string }[]): Promise<OwnTask[]>;
}

export interface RecordOfCall {
  entity: Entity;
  id: string;
}

export interface CrmProvider {
  readonly crm: CrmId;
  readonly label: string;
  /** Smart forwarding answers SIP logins only, no mobile numbers (F-06). */
  readonly onlySip?: true;
  /** The API lists no users: users() gives those it has met, and who lacks there may be one all the same. */
  readonly unknownUsers?: true;
  /** Ids of users are their e-mails, so that somebody whom users() does not list is known all the same. */
  readonly knownByEmail?: true;
  /** HTTP requests sent so far by the client it was given. */
  readonly requests?: () => number;
  /** Records that match, unranked; core/routing chooses among them. */
  find(query: FindQuery): Promise<FoundRecord[]>;
  /**
   * As find by number alone, of many numbers in few requests; results in the order of the numbers. A number that stands in its
   * field in a notation hardly anybody types, or behind another one, is met by find only. Absent: the API has no such question.
   */
  findMany?(phones: PhoneForms[], entities: Entity[]): Promise<FoundRecord[][]>;
  /**
   * Carries the steps out in order, in as few requests as the API allows. `existing` are the records found before,
   * for links and for before → after. A create that meets its key reads the record and goes on (alreadyThere).
   */
  apply(steps: PlanStep[], existing: FoundRecord[]): Promise<StepOutcome[]>;
  /** The same without a write request: what each step would put into which field. */
  preview(steps: PlanStep[], existing: FoundRecord[]): Promise<StepOutcome[]>;
  /** Call ids among `callIds` whose call record the CRM already has; many in one request. */
  seen(callIds: string[]): Promise<Set<string>>;
  readonly earlier?: EarlierEvents;
  readonly tasks?: OwnTasks;
  /**
   * Takes the key of a call; returns the records that its call record, else a task of it, hangs on; none: the CRM has nothing of
   * this call. One request in the usual case.
   */
  recordsOfCall(call: string): Promise<RecordOfCall[]>;
  users(): Promise<CrmUser[]>;
  pipelines(): Promise<CrmPipeline[]>;
  /** Values of a list that a ProviderSetting names. */
  choices?(list: string): Promise<{ value: string; label: string }[]>;
  fields(entity: WrittenObject): Promise<CrmField[]>;
  /**
   * For the health check: what this credential may write of a kind of record. Null: this CRM has none of that kind. Writes
   * nothing. Throws CrmError when it may not be read.
   */
  describe(object: WrittenObject): Promise<ObjectDescription | null>;
  ensureFields(): Promise<EnsuredFields>;
  /** The account by itself; what a flow writes is compared with describe(). Writes nothing. */
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
  /** Id of the AccountKind by which it signs in; absent: the usual one. */
  account?: string;
  /** API base URL without trailing slash; empty = the vendor's. */
  baseUrl: string;
  /** Settings that only this CRM has, from the Upsert and Find nodes (NetHunt: its folders); absent: defaults. */
  settings?: Record<string, unknown>;
  /** The account signs in with tokens that are renewed: processes that work with it may each have one of their own. */
  renews?: boolean;
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
  /** Default order of smart forwarding (docs/crms.md). */
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
