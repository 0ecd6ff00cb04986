/** What the page and the sandbox tell each other. */
import type { ClientCard } from '../../core/model/client';
import type { RingostatEvent } from '../../core/model/event';
import type { Outcome } from '../../core/model/outcome';
import type { CrmId, Entity, Plan } from '../../core/model/plan';
import type { LabView } from '../common/lab';
import type { Family } from '../ringostat/types';

export const STORIES = [
  'talked',
  'missed',
  'voicemail',
  'transfer',
  'callback',
  'outgoing',
  'outgoingMissed',
  'form',
] as const;
export type StoryId = (typeof STORIES)[number];
/** P1 and P2 are one choice: flat, for its direction. */
export const FAMILIES = ['P1', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'] as const satisfies readonly Family[];
export const TROUBLES = ['none', 'slow', 'refusing', 'down'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** A call to be made. */
export interface CallOrder {
  story: StoryId;
  /** Client's number in any notation; empty: hidden. */
  number: string;
  /** The company's line. */
  line: string;
  /** E-mail of the employee; empty: Ringostat tells nobody. */
  employee: string;
  source: string;
  campaign: string;
  family: (typeof FAMILIES)[number];
  /** Seconds between ring, pick-up and end as they would pass, or at once. */
  pace: 'real' | 'fast';
  /** Each webhook comes twice; only the last one comes; they come in the wrong order. */
  copies: boolean;
  loses: boolean;
  reordered: boolean;
}
/** One webhook that was sent. */
export interface Delivery {
  event: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** HTTP status; null while it is on its way, 0 when nobody answered. */
  status: number | null;
  ms: number;
  /** What the receiver said, or why there is no answer. */
  answer: string;
  payload: Record<string, unknown>;
}
/** A request of the product to the CRM. */
export interface Request {
  method: string;
  path: string;
  status: number;
  /** Null: unanswered. */
  ms: number | null;
  at: number;
  body: unknown;
  answer: unknown;
}
/** What a flow told of one event, if it tells. */
export interface Told {
  callKey: string;
  event: RingostatEvent;
  /** Null: the event did not come as far as the search for the client. */
  card: ClientCard | null;
  /** Sentences on client, manager and responsible. */
  reasons: string[];
  plan: Plan | null;
  outcome: Outcome | null;
}
export interface Story {
  id: string;
  at: number;
  /** What was made; null: a webhook that was pasted in. */
  order: CallOrder | null;
  /** Key on the records that came of it; null until a flow told it. */
  callKey: string | null;
  deliveries: Delivery[];
  requests: Request[];
  told: Told[];
}
/** What the CRM holds, in the product's words. */
export interface PageState {
  crm: string;
  crmId: CrmId;
  /** What this CRM has; the page leaves the rest out. */
  entities: Entity[];
  /** Names by CRM user id. */
  people: Record<string, string>;
  /** Names by pipeline id. */
  pipelines: Record<string, string>;
  view: LabView;
  /** Requests to the CRM so far. */
  spent: number;
}
/** Where webhooks go. */
export interface Target {
  calls: string;
  routing: string;
  /** Null: nobody's, an address was typed. */
  host: 'Node-RED' | 'n8n' | null;
  editor: string | null;
}
export interface Setup {
  target: Target | null;
  trouble: Trouble;
  /** The running flow can be given a table. */
  canApply: boolean;
  employees: { email: string; name: string; mapped: boolean }[];
}
export interface Rung {
  status: number;
  answer: string;
  ms: number;
}
/** A sentence of the page by its name, at the field it is about. */
export interface Refusal {
  field: 'number' | 'line' | 'target' | 'pasted' | 'table' | 'order';
  code:
    | 'badNumber'
    | 'badLine'
    | 'badTarget'
    | 'noTarget'
    | 'badJson'
    | 'unreachable'
    | 'badTable'
    | 'notApplied'
    | 'badOrder';
}
