/** What Find Responsible Manager is asked. */
import type { RingostatEvent } from '../model/event';
import type { Entity, Language } from '../model/plan';
import type { Team } from '../model/team';
import type { RecentMemory } from './memory';
import type { SeveralPolicy } from '../model/client';

export interface FindInput {
  event: RingostatEvent;
  team: Team;
  /** Entities whose owner may be the responsible, first choice first. */
  order: readonly Entity[];
  several: SeveralPolicy;
  /** Look for closed deals too (dealIfNone). */
  closedDeals: boolean;
  language: Language;
  /** Client's number when it is not the event's, in any notation. */
  number?: string | null;
  memory: RecentMemory;
  /** Key of the CRM account in the memory; the same as applyPlan's. */
  accountKey: string;
  /** Entities looked for beside those of the order; default contact, lead, deal. A company costs a request in HubSpot. */
  entities?: readonly Entity[];
  signal?: AbortSignal | undefined;
  /** HTTP requests the client has sent so far (HttpClient.requests); without it the card says 0. */
  requests?: () => number;
}
