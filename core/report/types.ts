/** What a report counts. Definitions for people: docs/report.md. */
import type { Direction } from '../model/event';
import type { Employee } from '../model/team';
import type { Span } from '../ringostat/types';

/** Somebody with a row of the report: an employee, one the team does not know, or nobody. */
export interface Whose {
  key: string;
  /** As the team or the log has it; null: nobody. */
  name: string | null;
}
/** One talker of a call. */
export interface Talker {
  whose: Whose;
  /** Seconds of the call's talk that are his; those of all talkers are the call's. */
  talk: number;
}
/** What is kept of a call while it is counted. */
export interface CountedCall {
  id: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  endedAt: number;
  direction: Direction;
  talked: boolean;
  /** Seconds. */
  talk: number;
  /** Seconds until somebody took it or the client left; null: not told. */
  wait: number | null;
  /** The same for every call of one client; null: anonymous. */
  client: string | null;
  /** In order of talking, at least one; of a missed call whom the log names, else nobody. The last one is whose call it is. */
  talkers: Talker[];
  department: string | null;
  pool: string | null;
  utmSource: string | null;
}
/** What the calls before it make of a call. */
export interface Sequel {
  /** No earlier call of the span is this client's. */
  first: boolean;
  /** Seconds between the end of the missed call and the conversation that called back; null: it is none. */
  calledBackAfter: number | null;
}
/** A call's part in one row: the whole call, or of a transferred one what is one talker's. */
export interface Share extends Sequel {
  call: CountedCall;
  /** Seconds. */
  talk: number;
  /** The call is counted here; false: only the talk of somebody who passed it on. */
  own: boolean;
  passedOn: boolean;
  /** Nobody talked to the client of this missed call until the end of the span. */
  waiting: boolean;
}
/** Of what a report is. */
export interface Scope {
  span: Span;
  /** IANA zone of days and hours. */
  timeZone: string;
  employees: readonly Employee[];
}
