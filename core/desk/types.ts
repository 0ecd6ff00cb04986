/** What the sweep of the missed-call desk takes and gives (docs/missed-calls.md#the-sweep). */
import type { StepError } from '../model/outcome';
import type { RingostatEvent } from '../model/event';
import type { Language } from '../model/plan';
import type { Team } from '../model/team';
import type { WorkingHours } from '../matrix/types';

/** After so long without a conversation the task goes to somebody else. */
export interface Rung {
  /** Minutes after the missed call, in working hours where the desk has any. */
  afterMinutes: number;
  to: 'substitute' | 'senior';
}
export interface DeskSettings {
  language: Language;
  /** In the order of their times; empty: nothing is handed on. */
  ladder: readonly Rung[];
  /** Null: every hour counts. */
  workingHours: WorkingHours | null;
  /** Seconds of talk from which a conversation closes a task. */
  closeMissedAfter: number;
  /** IANA zone of the project, and ISO country of numbers without country code. */
  timeZone: string;
  defaultCountry: string;
}
export interface SweepInput {
  /** The call log of a span, in any order; what it does not hold nobody knows here. */
  events: readonly RingostatEvent[];
  team: Team;
  settings: DeskSettings;
  dryRun: boolean;
}

/** What was done to a task, or would be. */
export interface SweptTask {
  taskId: string;
  /** E.164; null: hidden. */
  number: string | null;
  /** Why, in the language of the desk. */
  reason: string;
  error: StepError | null;
}
/** A client who still waits for somebody to call back. */
export interface OverdueRow {
  /** As the task names him. */
  client: string;
  number: string | null;
  /** ISO 8601, of the missed call. */
  since: string | null;
  /** Whole minutes since then, nights included. */
  waitedMinutes: number | null;
  /** Calls in vain and attempts to call back since then, as the log tells. */
  missed: number;
  attempts: number;
  owner: string | null;
  ownerId: string | null;
  /** Where the owner is rung: his first main direction; null: the team does not know him. */
  direction: string | null;
  taskId: string;
  link: string | null;
  /** Step of the ladder at which the task came to this owner now; null: at none in this sweep. */
  handedOnAt: number | null;
  /** It came to the end of the ladder in this sweep: true once for each task. */
  escalated: boolean;
  /** The row as a sentence. */
  text: string;
}
export interface Sweep {
  /** Tasks of clients who were talked to since. */
  closed: SweptTask[];
  /** Further tasks of one client. */
  merged: SweptTask[];
  handedOn: SweptTask[];
  /** Calls in vain that are neither in the CRM nor talked about since: to be sent through the flow, oldest first. */
  lost: RingostatEvent[];
  /** Who waits too long, the longest first. */
  overdue: OverdueRow[];
  /** All of them as one text for a messenger; empty when nobody waits. */
  text: string;
  /** Open tasks of missed calls that are left. */
  open: number;
  dryRun: boolean;
  requests: number;
}
