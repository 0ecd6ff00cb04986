/** What this process wrote in the last minutes, so that search lag has no effect (docs/reference/product.md#keys). In memory, per process. */
import type { Entity } from '../model/plan';
import { Recent } from '../http/recent';
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

const keyOf = (...parts: string[]): string => JSON.stringify(parts);
/** How keys begin whose last part begins so. */
const keyStart = (...parts: string[]): string => keyOf(...parts).slice(0, -'"]'.length);
const ENTITIES: Entity[] = ['company', 'contact', 'lead', 'deal'];

/**
 * Takes the clock and the life of an entry in ms. Returns the memory shared by the nodes of one process: records made
 * moments ago, steps done moments ago, and for routing the last direction of a number (kept as long as the process).
 */
export function createRecentMemory(clock: Pick<Clock, 'now'>, ttlMs = RECENT_TTL_MS): WorkMemory {
  const records = new Recent<string, string>(ttlMs, MAX_ENTRIES);
  const steps = new Recent<string, string>(ttlMs, MAX_ENTRIES);
  const owners = new Recent<string, string>(Infinity, MAX_ENTRIES);
  const ofCalls = new Recent<string, OwnerOfCall[]>(CALL_MS, MAX_ENTRIES);
  return {
    recall(accountKey, phoneDigits) {
      const found: Partial<Record<Entity, string>> = {};
      for (const entity of ENTITIES) {
        const id = records.get(keyOf(accountKey, phoneDigits, entity), clock.now());
        if (id !== undefined) found[entity] = id;
      }
      return found;
    },
    remember: (accountKey, phoneDigits, entity, id) =>
      records.set(keyOf(accountKey, phoneDigits, entity), id, clock.now()),
    forget: (accountKey, phoneDigits, entity) => records.delete(keyOf(accountKey, phoneDigits, entity)),
    forgetGone(accountKey, phoneDigits, entity, id) {
      const key = keyOf(accountKey, phoneDigits, entity);
      if (records.get(key, clock.now()) === id) records.delete(key);
      const start = keyStart(accountKey, `${entity} `);
      steps.deleteWhere((step, of) => of === id && step.startsWith(start));
    },
    rememberStep: (accountKey, key, id) => steps.set(keyOf(accountKey, key), id, clock.now()),
    forgetStep: (accountKey, key) => steps.delete(keyOf(accountKey, key)),
    recallStep: (accountKey, key) => steps.get(keyOf(accountKey, key), clock.now()) ?? null,
    ownersOfCall: (accountKey, call) => ofCalls.get(keyOf(accountKey, call), clock.now()) ?? [],
    rememberOwnerOfCall(accountKey, call, owner) {
      const known = ofCalls.get(keyOf(accountKey, call), clock.now()) ?? [];
      const others = known.filter(({ moment, to }) => moment !== owner.moment || to !== owner.to);
      ofCalls.set(keyOf(accountKey, call), [...others, owner].slice(-OWNERS_MAX), clock.now());
    },
    rememberOwner(accountKey, phoneDigits, direction) {
      if (direction) owners.set(keyOf(accountKey, phoneDigits), direction, clock.now());
      else owners.delete(keyOf(accountKey, phoneDigits));
    },
    recallOwner: (accountKey, phoneDigits) => owners.get(keyOf(accountKey, phoneDigits), clock.now()),
  };
}
