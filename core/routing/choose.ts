/** Which of several records of one kind is the client's (G-03, F-07). Rules are data; the last one always decides. */
import type { FoundRecord } from '../model/record';
import type { Entity } from '../model/plan';
import type { SeveralPolicy } from '../model/client';

export interface ChoiceContext {
  /** Open deals of the number, to see which contact or company has one. */
  openDeals: FoundRecord[];
  /** Contact chosen before; deals and leads that hang on it come first. */
  contactId: string | null;
}
export type ChoiceRule = 'sameClient' | 'openDeal' | 'newestActivity' | 'oldest' | 'lowestId';
export interface Choice {
  record: FoundRecord;
  /** The rule that left one record; null when there was only one. */
  rule: ChoiceRule | null;
}

type Narrow = (records: FoundRecord[], context: ChoiceContext) => FoundRecord[];

/** Milliseconds of an ISO time; NaN-safe: unknown times lose against known ones. */
function time(iso: string | null, unknown: number): number {
  const value = iso === null ? NaN : Date.parse(iso);
  return Number.isNaN(value) ? unknown : value;
}
function highest(records: FoundRecord[], weight: (record: FoundRecord) => number): FoundRecord[] {
  const best = Math.max(...records.map(weight));
  return records.filter((record) => weight(record) === best);
}
const byId = (a: FoundRecord, b: FoundRecord): number => a.id.localeCompare(b.id, 'en', { numeric: true });

/** Records a deal can hang on; ids of other kinds may be equal by chance. */
const HANGS_ON: Partial<Record<Entity, (deal: FoundRecord) => string[]>> = {
  contact: (deal) => deal.contactIds,
  company: (deal) => deal.companyIds,
};

const RULES: Record<ChoiceRule, Narrow> = {
  sameClient: (records, { contactId }) =>
    records.filter((record) => contactId !== null && record.contactIds.includes(contactId)),
  openDeal: (records, { openDeals }) =>
    records.filter(({ entity, id }) => openDeals.some((deal) => HANGS_ON[entity]?.(deal).includes(id))),
  newestActivity: (records) => highest(records, (r) => time(r.updatedAt ?? r.createdAt, -Infinity)),
  oldest: (records) => highest(records, (record) => -time(record.createdAt, Infinity)),
  lowestId: (records) => [...records].sort(byId).slice(0, 1),
};

/** What each policy asks, in order. */
const POLICY: Record<SeveralPolicy, ChoiceRule[]> = {
  newestActivity: ['sameClient', 'newestActivity', 'lowestId'],
  oldest: ['sameClient', 'oldest', 'lowestId'],
  withOpenDeal: ['sameClient', 'openDeal', 'newestActivity', 'lowestId'],
};

/**
 * Takes records of one kind (any order: the result does not depend on it), the policy and what else was found.
 * Returns the chosen one and the rule that decided, or null when there are no records. A rule that fits no record
 * is passed over.
 */
export function choose(
  records: FoundRecord[],
  policy: SeveralPolicy,
  context: ChoiceContext = { openDeals: [], contactId: null },
): Choice | null {
  let left = records;
  let rule: ChoiceRule | null = null;
  for (const next of POLICY[policy]) {
    if (left.length <= 1) break;
    const narrowed = RULES[next](left, context);
    if (narrowed.length > 0 && narrowed.length < left.length) {
      left = narrowed;
      rule = next;
    }
  }
  const record = left[0];
  return record ? { record, rule } : null;
}

/**
 * Takes closed deals; returns the one made last, or null. By creation, not by change: workers that look at different
 * moments must see the same one, since deal keys hang on it (docs/decisions/0002).
 */
export function newestMade(records: FoundRecord[]): FoundRecord | null {
  const newest = records.length > 0 ? highest(records, (record) => time(record.createdAt, -Infinity)) : [];
  return newest.sort(byId).at(-1) ?? null;
}
