import type { Faults, RecordedRequest, SandboxClock } from '../common/types';

/** An employee of the Ringostat project. */
export interface FakeEmployee {
  id: number;
  name: string;
  email: string;
  extension: string;
  /** SIP login; starts with the project's name. */
  sip: string;
  /** Digits; dialled too when present. */
  mobile?: string;
  department?: string;
}
export interface Utm {
  source: string;
  medium: string;
  campaign: string;
  term: string;
  content: string;
}
/** One call, told neutrally; the payload families put it into their own words. Absent = Ringostat does not know. */
export interface FakeCall {
  /** Ringostat's uniqueid, e.g. `ua1_-1790000000.4242`. */
  id: string;
  direction: 'in' | 'out' | 'callback';
  /** As Ringostat sends it: digits without plus, or `anonymous`. */
  clientNumber: string;
  clientName?: string;
  /** The company's number that was called or shown, digits. */
  companyNumber?: string;
  employee?: FakeEmployee;
  /** As Ringostat spells it, e.g. `ANSWERED`, `NO ANSWER`, `NO-FORWARD`. */
  status: string;
  /** Seconds. */
  billsec: number;
  duration: number;
  waittime: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** Links; families with one place for a recording get the last one, that of the last talk. */
  recordings?: string[];
  utm?: Partial<Utm>;
  googleClientId?: string;
  landing?: string;
  referrer?: string;
  department?: string;
  pool?: string;
  scheme?: string;
  projectId?: string;
}
/** A form of the website. */
export interface FakeForm {
  id: string;
  name?: string;
  phone?: string;
  email?: string;
  /** Own fields by their HTML names. */
  fields?: Record<string, string>;
  utm?: Partial<Utm>;
  googleClientId?: string;
  landing?: string;
  submittedAt: number;
  projectId?: string;
}
/** When the webhook is sent: ringing and answered are of incoming calls, started of outgoing ones. */
export type CallMoment = 'ringing' | 'answered' | 'started' | 'ended';
/** Payload families of the reference (ringostat.md §1.6). P1 is incoming, P2 outgoing. */
export type Family = 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7' | 'P8';
export type Payload = Record<string, unknown>;

export interface FakeRingostatOptions {
  authKey?: string;
  projectId?: string;
  /** Zone of dates in payloads and in from/to, IANA name. Default Europe/Kyiv. */
  timeZone?: string;
  employees?: FakeEmployee[];
  port?: number;
  clock?: SandboxClock;
  /** A page of the call log. The vendor's is 6500. */
  callsPerRequest?: number;
}
export interface FakeRingostat {
  readonly url: string;
  readonly authKey: string;
  readonly projectId: string;
  /** The call log; push calls to it. */
  readonly calls: FakeCall[];
  readonly employees: FakeEmployee[];
  /** SIP logins that are registered, and those that talk right now. */
  readonly online: Set<string>;
  readonly speaking: Set<string>;
  /** Calls ordered through the callback methods, and contacts pushed to the contact book. */
  readonly callbacks: Record<string, unknown>[];
  readonly contacts: Record<string, unknown>[];
  /** Makes a recording that can be downloaded; returns its link with token. Absent ones answer 404. */
  recording(callId: string, seconds?: number): string;
  /** False = a valid key that is not allowed to (403). */
  set(change: { allowed?: boolean }): void;
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  close(): Promise<void>;
}
