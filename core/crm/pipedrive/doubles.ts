/** Clients that two workers made at the same moment: one is about to be taken away (docs/decisions/0007). */
import type { FoundRecord } from '../../model/record';

/** Far longer than a worker takes from an insert to taking its double away, limits included. */
const SETTLED_MS = 60_000;

/** True for what was made or changed within the last minute: `at` ISO 8601, `now` ms. */
export const young = (at: string | null, now: number): boolean =>
  at !== null && now - Date.parse(at) < SETTLED_MS;

/** True when search shows several contacts and one of them may go: it changed within the last minute, or `shared` says so. */
export function mayHoldDoubles(records: FoundRecord[], now: number, shared: boolean): boolean {
  const contacts = records.filter(({ entity }) => entity === 'contact');
  return contacts.length > 1 && (shared || contacts.some(({ updatedAt }) => young(updatedAt, now)));
}

/**
 * Takes what search found, and its contacts as read by id; `now` in ms. Returns the records without contacts that are gone or
 * that will be: made within the last minute beside one with a lower id. What hangs on those goes with them.
 */
export function withoutDoubles(records: FoundRecord[], read: FoundRecord[], now: number): FoundRecord[] {
  const first = Math.min(...read.map(({ id }) => Number(id)));
  const kept = read.filter(({ id, createdAt }) => Number(id) === first || !young(createdAt, now));
  const stays = new Set(kept.map(({ id }) => id));
  return records.filter(({ entity, id, contactIds }) => {
    if (entity === 'contact') return stays.has(id);
    return entity === 'company' || contactIds.every((contact) => stays.has(contact));
  });
}
