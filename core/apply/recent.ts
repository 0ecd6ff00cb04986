/** What this process wrote in the last minutes, so that search lag has no effect (docs/reference/product.md#keys). In memory, per process. */
import type { Entity } from '../plan/types';
import type { Clock } from '../http/types';
import type { OwnerMemory, OwnerOfCall, RecentMemory } from '../routing/memory';

/** Search of a CRM shows a record after a minute at the latest; ten leave room for a slow one. */
export const RECENT_TTL_MS = 600_000;
/** Longest call: its records must be known as the first talker's until it ends. */
const CALL_MS = 12 * 3_600_000;
/** Talkers of one call that are remembered. */
const OWNERS_MAX = 20;
/** Entries of one kind; the oldest go first. A busy account makes some hundred an hour. */
const MAX_ENTRIES = 20_000;

export interface WorkMemory extends RecentMemory, OwnerMemory {
  /** A record made for this number. */
  remember(accountKey: string, phoneDigits: string, entity: Entity, id: string): void;
  /** The CRM no longer has the record. */
  forget(accountKey: string, phoneDigits: string, entity: Entity): void;
  /** A step that was carried out, by its key; value is the record's id. */
  rememberStep(accountKey: string, key: string, id: string): void;
  recallStep(accountKey: string, key: string): string | null;
  forgetStep(accountKey: string, key: string): void;
  /** Notes whom an event of the call gave the call's records to. */
  rememberOwnerOfCall(accountKey: string, call: string, owner: OwnerOfCall): void;
}

/** A map whose entries live `ttlMs`, null = for ever, at most MAX_ENTRIES of them. */
class Aging<T> {
  private readonly entries = new Map<string, { value: T; at: number }>();
  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly ttlMs: number | null,
  ) {}
  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    if (this.ttlMs === null || this.clock.now() - entry.at < this.ttlMs) return entry.value;
    this.entries.delete(key);
    return undefined;
  }
  set(key: string, value: T): void {
    this.entries.delete(key);
    const oldest = this.entries.keys().next();
    if (this.entries.size >= MAX_ENTRIES && !oldest.done) this.entries.delete(oldest.value);
    this.entries.set(key, { value, at: this.clock.now() });
  }
  delete(key: string): void {
    this.entries.delete(key);
  }
  /** Forgets entries of this value whose key begins so. Walks through all of them. */
  deleteAll(value: T, keyStart: string): void {
    for (const [key, entry] of this.entries)
      if (entry.value === value && key.startsWith(keyStart)) this.entries.delete(key);
  }
}

const keyOf = (...parts: string[]): string => JSON.stringify(parts);
/** How keys begin whose last part begins so. */
const keyStart = (...parts: string[]): string => keyOf(...parts).slice(0, -'"]'.length);
const ENTITIES: Entity[] = ['company', 'contact', 'lead', 'deal'];

/**
 * Takes the clock and the life of an entry in ms. Returns the memory shared by the nodes of one process: records made
 * moments ago, steps done moments ago, and for routing the last direction of a number (kept as long as the process).
 */
export function createRecentMemory(clock: Pick<Clock, 'now'>, ttlMs = RECENT_TTL_MS): WorkMemory {
  const records = new Aging<string>(clock, ttlMs);
  const steps = new Aging<string>(clock, ttlMs);
  const owners = new Aging<string>(clock, null);
  const ofCalls = new Aging<OwnerOfCall[]>(clock, CALL_MS);
  return {
    recall(accountKey, phoneDigits) {
      const found: Partial<Record<Entity, string>> = {};
      for (const entity of ENTITIES) {
        const id = records.get(keyOf(accountKey, phoneDigits, entity));
        if (id !== undefined) found[entity] = id;
      }
      return found;
    },
    remember: (accountKey, phoneDigits, entity, id) =>
      records.set(keyOf(accountKey, phoneDigits, entity), id),
    forget: (accountKey, phoneDigits, entity) => records.delete(keyOf(accountKey, phoneDigits, entity)),
    forgetGone(accountKey, phoneDigits, entity, id) {
      const key = keyOf(accountKey, phoneDigits, entity);
      if (records.get(key) === id) records.delete(key);
      steps.deleteAll(id, keyStart(accountKey, `${entity} `));
    },
    rememberStep: (accountKey, key, id) => steps.set(keyOf(accountKey, key), id),
    forgetStep: (accountKey, key) => steps.delete(keyOf(accountKey, key)),
    recallStep: (accountKey, key) => steps.get(keyOf(accountKey, key)) ?? null,
    ownersOfCall: (accountKey, call) => ofCalls.get(keyOf(accountKey, call)) ?? [],
    rememberOwnerOfCall(accountKey, call, owner) {
      const known = ofCalls.get(keyOf(accountKey, call)) ?? [];
      const others = known.filter(({ moment, to }) => moment !== owner.moment || to !== owner.to);
      ofCalls.set(keyOf(accountKey, call), [...others, owner].slice(-OWNERS_MAX));
    },
    rememberOwner(accountKey, phoneDigits, direction) {
      if (direction) owners.set(keyOf(accountKey, phoneDigits), direction);
      else owners.delete(keyOf(accountKey, phoneDigits));
    },
    recallOwner: (accountKey, phoneDigits) => owners.get(keyOf(accountKey, phoneDigits)),
  };
}
