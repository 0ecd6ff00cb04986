/** What routing needs of the process's memory; core/apply/recent.ts keeps it. */
import type { Entity } from '../plan/types';

/** Ids of records made moments ago, which the CRM's search may not show yet. */
export interface RecentMemory {
  recall(accountKey: string, phoneDigits: string): Partial<Record<Entity, string>>;
}
/** Last direction answered for a number. An empty direction forgets. */
export interface OwnerMemory {
  rememberOwner(accountKey: string, phoneDigits: string, direction: string): void;
  recallOwner(accountKey: string, phoneDigits: string): string | null | undefined;
}
