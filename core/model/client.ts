/** Who the client is, as the CRM knows. Plain JSON that passes between nodes. */
import type { Entity, Reason } from './plan';
import type { FoundRecord } from './record';
import type { Person } from './team';

/** Policy when several records carry the number (G-03, F-07). */
export type SeveralPolicy = 'newestActivity' | 'oldest' | 'withOpenDeal';

/** What the CRM knows of the client, and why this match. Added to the item by Find Responsible Manager. */
export interface Client {
  /** False when no contact, lead, company or deal was found. */
  known: boolean;
  contact: FoundRecord | null;
  /** Open lead. */
  lead: FoundRecord | null;
  company: FoundRecord | null;
  /** Open deal. */
  deal: FoundRecord | null;
  /** Newest closed deal. */
  closedDeal: FoundRecord | null;
  /** The event is of a while ago, its call's record is in the CRM, and no deal is open: it makes none. Absent: no, or not asked. */
  recorded?: true;
  /** All records that matched, chosen ones included, when more than one of an entity did. */
  candidates: FoundRecord[];
  /** How the choice was made. */
  decidedBy: Reason;
  /** The same for further kinds of which there were several. Absent: none. */
  alsoDecided?: Reason[];
}

/** What Find Responsible Manager adds to the item. */
export interface ClientCard {
  client: Client;
  /** Mapped or unmapped employee of the call; null when nobody took it. */
  manager: Person | null;
  /** CRM users to whom earlier moments of this call gave what they made: who talked before the last talker. Absent: none. */
  takers?: string[];
  /** Mapped, active owner; null when there is none. */
  responsible: (Person & { entity: Entity; recordId: string }) | null;
  senior: Person | null;
  /** Whom a missed call of a new client falls to when distribution is on (G-11); null: the senior. */
  distributed: Person | null;
  /** Both sides are the company's: nothing is written (G-04). */
  internal: boolean;
  reasons: Reason[];
  /** HTTP requests spent. */
  requests: number;
}

export interface RoutingAnswer {
  /** Number, SIP login or external address to dial; empty: the scheme goes on. */
  direction: string;
  /** Further main directions of the same employee, for the card; Ringostat takes one. */
  others: string[];
  /** found, remembered, reserve, empty. */
  decidedBy: 'found' | 'remembered' | 'reserve' | 'empty';
  reason: Reason;
  /** Milliseconds from question to answer. */
  elapsedMs: number;
}
