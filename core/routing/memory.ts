/** What routing needs of the process's memory; core/apply/recent.ts keeps it. */
import type { Moment } from '../model/event';
import type { Entity } from '../model/plan';

/** Ids of records made moments ago, which the CRM's search may not show yet. */
export interface RecentMemory {
  recall(accountKey: string, phoneDigits: string): Partial<Record<Entity, string>>;
  /** The CRM no longer has that record of the client: a person deleted or merged it. A newer one stays remembered. */
  forgetGone(accountKey: string, phoneDigits: string, entity: Entity, id: string): void;
  /** Whom the events of a call gave its records to, by the call's key. Absent: not kept (routing has no use for it). */
  ownersOfCall?(accountKey: string, call: string): OwnerOfCall[];
}
/** Whom an event of a call gave the call's records to. */
export interface OwnerOfCall {
  moment: Moment;
  /** CRM user id. */
  to: string;
}
/** Last direction answered for a number. An empty direction forgets. */
export interface OwnerMemory {
  rememberOwner(accountKey: string, phoneDigits: string, direction: string): void;
  recallOwner(accountKey: string, phoneDigits: string): string | null | undefined;
}
