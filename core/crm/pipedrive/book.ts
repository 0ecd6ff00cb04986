/** What this process knows of an account, so that an event need not ask: field codes, its pages, what was written. */
import type { Clock, HttpClient } from '../../http/types';
import { singleFlightByKey } from '../../http/single-flight';
import type { FieldList } from './endpoints';
import { Traffic } from './traffic';
import type { ApiField } from './types';

/** Accounts remembered; a process serves a handful, tests make many. */
const MAX_ACCOUNTS = 200;
/** Keys remembered; a busy account writes some thousand activities a day. */
const MAX_KEYS = 20_000;

/** Ids by key; the oldest go first. */
class Notes<T> {
  private readonly entries = new Map<string, T>();
  get(key: string): T | undefined {
    return this.entries.get(key);
  }
  set(key: string, value: T): void {
    this.entries.delete(key);
    const oldest = this.entries.keys().next();
    if (this.entries.size >= MAX_KEYS && !oldest.done) this.entries.delete(oldest.value);
    this.entries.set(key, value);
  }
  delete(key: string): void {
    this.entries.delete(key);
  }
}
export interface WrittenActivity {
  /** Id of the task or call log. */
  id: string;
  /** The call log's activity, where Pipedrive named it. */
  activityId: string | null;
  recorded: boolean;
  /** Call record: its title and the recordings it shows. */
  title?: string;
  links?: string[];
}
export interface Book {
  /** Milliseconds since the epoch: what happened later and is not in `activities` was not written by this process. */
  readonly since: number;
  fields: Map<FieldList, { at: number; all: ApiField[] }>;
  /** When our fields could last not be made, by list; ms. And why. */
  readonly refused: Map<FieldList, { at: number; reason: string }>;
  /** Subdomain of the company's pages. */
  domain: string | null;
  readonly traffic: Traffic;
  /** Whether the search finds numbers in any notation; null: nothing to try it on. */
  notations: { any: boolean | null; until: number } | null;
  /** Tasks and call records by key. */
  readonly activities: Notes<WrittenActivity>;
  /** Contacts, companies, deals, leads by kind and key. */
  readonly records: Notes<string>;
  /** Inserts under way, by kind and key: a second one waits for the first and takes its record. */
  readonly flights: ReturnType<typeof singleFlightByKey<unknown>>;
}

const books = new Map<string, Book>();

/** The account's book, made at its first use; a client without account has one of its own. */
export function bookOf(http: HttpClient, clock: Pick<Clock, 'now'>): Book {
  const known = http.account === undefined ? undefined : books.get(http.account);
  if (known) return known;
  const made: Book = {
    since: clock.now(),
    fields: new Map(),
    refused: new Map(),
    domain: null,
    traffic: new Traffic(),
    notations: null,
    activities: new Notes(),
    records: new Notes(),
    flights: singleFlightByKey<unknown>(),
  };
  if (http.account === undefined) return made;
  const oldest = books.keys().next();
  if (books.size >= MAX_ACCOUNTS && !oldest.done) books.delete(oldest.value);
  books.set(http.account, made);
  return made;
}
