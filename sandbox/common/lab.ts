/**
 * A fake CRM as scenarios, the demonstration and the page use it: people and records go in, records come out, all in
 * the product's words. What only one vendor has stays in `raw`. One lab per CRM, beside its fake.
 */
import type { Attribution } from '../../core/model/attribution';
import type { CrmId, Entity } from '../../core/model/plan';
import type { Exchange, Faults, RecordedRequest, SandboxClock } from './types';

/** Users every lab has. Lev is deactivated in the CRM, the stranger is nobody of the team. */
export type Person = 'olena' | 'ivan' | 'sofia' | 'maksym' | 'lev' | 'stranger';

export interface LabSeed {
  /** Default: a Ukrainian mobile, +380671234567, for contacts, leads; none for companies and deals. */
  phone?: string | null;
  name?: string;
  email?: string;
  /** CRM user id; default: the stranger. */
  ownerId?: string;
  attribution?: Partial<Attribution>;
  /** Deal and lead: how it ended (lead: `won` = converted). Default open. */
  closed?: 'won' | 'lost';
  contactId?: string;
  companyId?: string;
  /** Of creation and last change, ms since the epoch. */
  at?: number;
  /** Further values by the vendor's names. */
  values?: Record<string, unknown>;
}
export interface LabRecord {
  id: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  ownerId: string | null;
  attribution: Attribution;
  open: boolean;
  contactIds: string[];
  companyIds: string[];
  pipeline: string | null;
  stage: string | null;
  /** Call key the record carries, null when the vendor has no place for one. */
  callId: string | null;
  raw: Record<string, unknown>;
}
interface LabActivity {
  id: string;
  ownerId: string | null;
  subject: string;
  /** Body as a person reads it; still HTML where the vendor stores HTML. */
  text: string;
  /** Records it hangs on. */
  links: { entity: Entity; id: string }[];
  /** Our key or marker on it. */
  key: string | null;
  raw: Record<string, unknown>;
}
export interface LabCall extends LabActivity {
  direction: 'incoming' | 'outgoing' | null;
  answered: boolean | null;
  /** Seconds of talk. */
  seconds: number | null;
  /** Everything under which the recording can be played: links, or names of uploaded files. */
  recordings: string[];
  /** ISO 8601. */
  startedAt: string | null;
}
export interface LabTask extends LabActivity {
  state: 'open' | 'done';
  /** ISO 8601; a date where the vendor keeps no time. */
  dueAt: string | null;
}
/**
 * Oldest first, deleted ones left out. A record that is the call record and its done task at once (Salesforce,
 * Pipedrive, docs/matrix.md#rules-that-hold-in-every-table) is listed under calls only.
 */
export interface LabView {
  contacts: LabRecord[];
  leads: LabRecord[];
  companies: LabRecord[];
  deals: LabRecord[];
  calls: LabCall[];
  tasks: LabTask[];
}

/** What is typed into the credential (n8n) and the account (Node-RED): the same names in both. */
export interface LabAccess {
  /** Id of the AccountKind (core/crm/account.ts) used. */
  kind: string;
  /** Values of the kind's fields. */
  values: Record<string, string>;
  /** Base URL that leads to the fake. */
  baseUrl: string;
}

export type LabObject = Entity | 'callRecord' | 'task';
/**
 * `required`: new records need a value. `readOnly`: the user of the credential may not write it. `gone`: deleted. `list`,
 * `number`: it takes nothing else any more (the list: one value that nobody sends). `short`: five characters at most.
 */
export const DRIFTS = ['required', 'readOnly', 'gone', 'list', 'number', 'short'] as const;
export type Drift = (typeof DRIFTS)[number];
export type LayoutDrift = 'lacks' | 'required' | 'hidden';

export interface Lab {
  readonly crm: CrmId;
  readonly url: string;
  readonly access: LabAccess;
  /** CRM user id of each person. */
  readonly users: Record<Person, string>;
  /** Ids as the provider's pipelines() gives them; `closed` of the first one is a stage of lost deals. */
  readonly pipelines: { id: string; name: string; open: string[]; closed: string }[];
  /** Settings the Upsert node needs before it can work with this CRM (NetHunt: its folders); empty elsewhere. */
  readonly settings: Record<string, unknown>;
  /** A text field of ours to map to, per entity: the vendor's name of it. */
  readonly textField: Partial<Record<Entity, string>>;
  /** The CRM shows bodies of calls and tasks as HTML, so that text in them must be escaped. */
  readonly htmlBodies: boolean;
  /** The vendor takes no shorter call that was answered, seconds. */
  readonly leastTalk?: number;
  /** The vendor's API lists no users, so nobody can tell who has left. */
  readonly hidesUsers?: true;
  /** The vendor's API does not tell what may only be read, so that only a refused write shows it. */
  readonly hidesRights?: true;
  /** Every request so far, by whomever. */
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  /** Puts a record into the CRM as a person would have; visible to search at once. Returns its id. */
  seed(entity: Entity, record?: LabSeed): string;
  /** Reads everything through the vendor's API, with the lab's own rights. Its requests are not counted as spent. */
  view(): Promise<LabView>;
  /** HTTP requests the product has sent (all but view's). */
  spent(): number;
  /** Requests of the product that could change something. */
  writes(): { method: string; path: string }[];
  /** Changes by a person between calls. */
  edit(entity: Entity, id: string, change: LabSeed): void;
  remove(entity: Entity, id: string): void;
  /** The user leaves: records cannot be given to him any more. */
  deactivate(userId: string): void;
  /** A CRM without the fields the product makes itself. */
  bare(): void;
  /** One field of ours is deleted; `field` as in ensureFields(). */
  removeField(entity: string, field: string): void;
  /**
   * New records of the entity need a value in a field of this name, which the product does not know. Returns the name to
   * map to, where the vendor gives fields names of its own.
   */
  requireField(entity: Entity, field: string): void | string;
  /**
   * A person changes a field in the settings of the CRM; `field` by the vendor's name. False: this vendor has no such
   * setting, and nothing was changed.
   */
  drift(what: Drift, object: LabObject, field: string): boolean;
  /** A stage of the first pipeline goes. */
  removeStage(stage: string): void;
  /** A pipeline goes, with its stages. */
  removePipeline(pipeline: string): void;
  /**
   * Records of an entity get a second layout that lacks our fields, so that what is written there loses them without a word; of
   * deals: the second pipeline's. Returns the values by which the product comes to it. Absent: this vendor has no layouts.
   */
  readonly otherLayout?: (
    entity: 'deal' | 'lead',
  ) => { pipeline: string } | { fields: Record<string, string> };
  /**
   * A person changes the layout of records that name none: takes a field from it, demands one in it, or a value of a list from
   * what it offers. Absent: this vendor has no layouts.
   */
  readonly changeLayout?: (what: LayoutDrift, object: LabObject, field: string, value?: string) => void;
  /**
   * Records of the entity become their owners' alone, and the user of the credential does not see those of others. Absent: this
   * vendor's API shows all, or does not tell.
   */
  readonly keepPrivate?: (entity: Entity) => void;
  /** So many fields may still be made of each kind of record. Absent: this vendor tells no such limit. */
  readonly fieldRoom?: (left: number) => void;
  /** Of the day's requests of the account this share is left. Absent: the vendor does not tell it. */
  readonly spendDay?: (left: number) => void;
  /** Reading stays possible, writing does not. */
  withdrawWrites(): void;
  /** Records of the object can be read but not made any more. False: this vendor grants the right with others only. */
  forbidCreation(object: LabObject): boolean;
  /** The token loses the right to touch deals (or what comes nearest to it with this vendor). */
  limitRights(): void;
  /** The token is taken back, refreshing included. */
  revoke(): void;
  /** Access tokens, where the account has any: they run out now; the token server refuses (or no longer). */
  readonly tokens?: { expire(): void; refuse(on: boolean): void };
  /** Milliseconds that search stays blind for new records; 0 = none. */
  searchLag(ms: number): void;
  /** The vendor's own "too many requests", for every request until faults.clear(); seconds to wait. */
  refuse(seconds: number): void;
  onExchange(listener: (exchange: Exchange) => void): void;
  close(): Promise<void>;
}
export interface LabOptions {
  /** Default: the real one. */
  clock?: SandboxClock;
  /** Id of the AccountKind by which the product signs in; default: the one the vendor's own way to connect is. */
  signIn?: string;
  /** Refresh tokens serve once, where the fake can do that (Salesforce). */
  rotates?: boolean;
  /**
   * Where public evidence shows a part of an API only (NetHunt's second one): `least` serves no more than that, `all` what one
   * would guess beside. Default least.
   */
  tells?: 'least' | 'all';
  /**
   * Where what is known of the vendor disagrees, or accounts differ, and no lab of its own shows it: `other` answers the other
   * way everywhere at once. Default usual.
   */
  answers?: 'usual' | 'other';
  /** The vendor's smallest plan or edition; default: limits that a suite does not meet. */
  smallest?: boolean;
}
export interface LabFactory {
  crm: CrmId;
  /** A prepared CRM of its own on a free port: our fields are there, the six people, two pipelines. */
  start(options?: LabOptions): Promise<Lab>;
}
