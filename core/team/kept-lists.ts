/**
 * Cached lists of another system, so that a call neither waits for them nor fails because of them (G-29): the last list is used
 * however old it is, while a new one is fetched in the background. In memory, per process.
 */
import { said } from '../text/said';
import type { Clock } from '../http/types';
import { CrmError } from '../http/errors';

/** A list is read anew after this span, ms: it changes seldom, and reading it at each call would double the requests. */
export const LIST_FRESH_MS = 600_000;
/** Who has no list at all waits this long for the first one, ms; the reading itself goes on beside. */
const FIRST_WAIT_MS = 10_000;
/** Longest wait of whoever wants to see readings end, ms. */
const IDLE_WAIT_MS = 5_000;
/** After a fault nothing is asked for this long, ms; doubled with each further one. */
const BACK_OFF_MS = 30_000;
const BACK_OFF_MAX_MS = 600_000;
/** Lists of one kind kept; a host has a handful of accounts, tests make thousands. */
const MAX_LISTS = 500;

export interface KeptList<T> {
  items: readonly T[];
  /** Milliseconds since the epoch. */
  readAt: number;
  /** Why it could not be read anew since; null: it could, or nobody tried. */
  fault: string | null;
}
export interface ListTrouble {
  /** When the list that is used was read; null: there is none. */
  readAt: number | null;
  fault: string;
}
export interface KeptLists<T> {
  /**
   * Takes the key of the list and how it is read. Returns the one known, however old; one older than `freshMs` is read
   * anew beside. Without any it waits for the first; throws what kept it from being read.
   */
  get(key: string, read: () => Promise<readonly T[]>, freshMs?: number): Promise<KeptList<T>>;
  /** The one known, without asking; null: none. */
  peek(key: string): KeptList<T> | null;
  /** Resolves when nothing is being read, after some seconds all the same. */
  idle(): Promise<void>;
  /** What keeps the list of this key from being read; null: nothing. */
  trouble(key: string): ListTrouble | null;
}

interface Entry<T> {
  list: Omit<KeptList<T>, 'fault'> | null;
  fault: unknown;
  faults: number;
  retryAt: number;
  running: Promise<void> | null;
}

/** Only messages made to be shown are kept: others may hold a URL or a token. */
const wordsOf = (fault: unknown): string => (fault instanceof CrmError ? fault.message : 'unexpected fault');

class Lists<T> implements KeptLists<T> {
  private readonly entries = new Map<string, Entry<T>>();
  constructor(private readonly clock: Clock) {}

  peek(key: string): KeptList<T> | null {
    const entry = this.entries.get(key);
    if (!entry?.list) return null;
    return { ...entry.list, fault: entry.faults > 0 ? wordsOf(entry.fault) : null };
  }
  trouble(key: string): ListTrouble | null {
    const entry = this.entries.get(key);
    if (!entry || entry.faults === 0) return null;
    return { readAt: entry.list?.readAt ?? null, fault: wordsOf(entry.fault) };
  }
  async idle(): Promise<void> {
    const running = [...this.entries.values()].flatMap((entry) => entry.running ?? []);
    if (running.length > 0) await this.within(IDLE_WAIT_MS, Promise.all(running));
  }
  async get(
    key: string,
    read: () => Promise<readonly T[]>,
    freshMs: number = LIST_FRESH_MS,
  ): Promise<KeptList<T>> {
    const entry = this.entryOf(key);
    const now = this.clock.now();
    const age = entry.list ? now - entry.list.readAt : Infinity;
    // A clock that was set back makes an age below nothing.
    const due = (age >= freshMs || age < 0) && now >= entry.retryAt;
    if (due && !entry.running) entry.running = this.refresh(entry, read);
    if (!entry.list && entry.running) await this.within(FIRST_WAIT_MS, entry.running);
    const known = this.peek(key);
    if (known) return known;
    throw entry.fault ?? new CrmError(TOO_SLOW);
  }

  private entryOf(key: string): Entry<T> {
    const known = this.entries.get(key);
    if (known) return known;
    const oldest = this.entries.keys().next();
    if (this.entries.size >= MAX_LISTS && !oldest.done) this.entries.delete(oldest.value);
    const made: Entry<T> = { list: null, fault: null, faults: 0, retryAt: -Infinity, running: null };
    this.entries.set(key, made);
    return made;
  }
  /** Never rejects. */
  private async refresh(entry: Entry<T>, read: () => Promise<readonly T[]>): Promise<void> {
    try {
      const items = await read();
      // Nobody dismisses everybody at once: an empty answer in place of a list is a fault of the other system.
      if (items.length === 0 && (entry.list?.items.length ?? 0) > 0) throw new CrmError(EMPTY);
      entry.list = { items, readAt: this.clock.now() };
      entry.faults = 0;
      entry.fault = null;
      entry.retryAt = items.length > 0 ? -Infinity : this.clock.now() + BACK_OFF_MS;
    } catch (fault) {
      entry.fault = fault;
      entry.faults += 1;
      const wait = Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 2 ** (entry.faults - 1));
      entry.retryAt = this.clock.now() + wait;
    } finally {
      entry.running = null;
    }
  }
  private async within(ms: number, running: Promise<unknown>): Promise<void> {
    const over = new AbortController();
    const late = this.clock.sleep(ms, over.signal).catch(() => undefined);
    await Promise.race([running, late]);
    over.abort();
  }
}

const TOO_SLOW = {
  kind: 'temporary',
  system: 'Ringostat node',
  message: said('list.late', { seconds: FIRST_WAIT_MS / 1000 }),
  advice: said('list.late.advice'),
} as const;
const EMPTY = { ...TOO_SLOW, message: said('list.empty') } as const;

/** Makes an empty store. Lists of different kinds have one each, so that their keys may be equal. */
export function createKeptLists<T>(clock: Clock): KeptLists<T> {
  return new Lists<T>(clock);
}
