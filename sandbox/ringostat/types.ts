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
  /** Ordered by Callback.external: log and hook have the client as caller, and as called the employee's login. */
  clicked?: true;
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
/** Payload families of the reference (docs/reference/ringostat.md#payloads). P1 is incoming, P2 outgoing. */
export type Family = 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7' | 'P8';
export type Payload = Record<string, unknown>;

/** Fields of the call log that the project refuses. `how`: HTTP 400, or HTTP 200 with a text or an object with `error`. */
export interface FieldRefusal {
  fields: string[];
  how: 'status' | 'text' | 'error';
}

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
/** How an ordered call went. */
export type CarriedOut = Pick<FakeCall, 'id' | 'status' | 'billsec' | 'duration' | 'startedAt'>;

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
  /**
   * The call that an order of `callbacks` becomes: it goes into the log and is returned. Direction `in` is told as a callback,
   * as calls ordered in the website's window are. Throws when nobody is employed under the order's callee.
   */
  carryOut(order: Record<string, unknown>, told: CarriedOut): FakeCall;
  /** Makes a recording that can be downloaded; returns its link with token. Absent ones answer 404. */
  recording(callId: string, seconds?: number): string;
  /** allowed: false = a valid key that is not allowed to (403). */
  set(change: { allowed?: boolean; refused?: FieldRefusal }): void;
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  close(): Promise<void>;
}
