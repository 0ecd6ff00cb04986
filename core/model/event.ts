/**
 * What the trigger makes of a Ringostat webhook or call-log row. Plain JSON: it passes between nodes.
 * No key is named like the members n8n refuses in expressions (docs/reference/n8n.md#expressions), at any depth.
 */
import type { Attribution } from './attribution';

export const EVENT_NAMES = [
  'incoming.ringing',
  'incoming.answered',
  'incoming.ended',
  'outgoing.started',
  'outgoing.ended',
  'form.submitted',
  'call.analysed',
  'routing',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

export type EventKind = 'call' | 'form' | 'analysis' | 'routing';
export type Moment = 'ringing' | 'answered' | 'started' | 'ended' | 'submitted' | 'analysed' | 'routing';
export type Direction = 'incoming' | 'outgoing';

/** Class of Ringostat's disposition, after spelling is normalised (docs/reference/ringostat.md#dispositions). */
export type CallStatus = 'answered' | 'missed' | 'voicemail' | 'failed' | 'running';

/** Why nobody talked. `hungUp`: the client left before anybody could answer. `outOfHours`: no forwarding scheme took the call. */
export type WhyMissed =
  'noAnswer' | 'busy' | 'declined' | 'hungUp' | 'outOfHours' | 'wrongExtension' | 'voicemail' | 'failed';

/** What Ringostat's AI says of a call. Texts are as sent, cleaned and cut. */
export interface CallAnalysis {
  summary: string | null;
  clientMood: string | null;
  employeeMood: string | null;
  /** Of the whole conversation. */
  mood: string | null;
  /** In the scale of whoever set up the analysis; `8/10` is 8. */
  score: number | null;
  scoreAsSent: string | null;
  topics: string[];
  /** Recommended actions, one each, in the order sent. */
  actions: string[];
  transcript: string | null;
  /** Each carries a token, as recordings do. */
  transcriptLinks: string[];
}

/** What the payload says of the employee; any part may be missing. Mapping to a person is the team's job. */
export interface EmployeeSigns {
  id: string | null;
  name: string | null;
  email: string | null;
  extension: string | null;
  /** Number, SIP login or external SIP address that took or made the call, as sent. */
  direction: string | null;
  department: string | null;
}

/** One talk of a transferred call, in order of talking. */
export interface CallLeg {
  employee: EmployeeSigns;
  /** Seconds. */
  talk: number | null;
  recording: string | null;
}

export interface CallTimes {
  /** ISO 8601 with offset of the project's zone; null where unknown. */
  startedAt: string | null;
  answeredAt: string | null;
  endedAt: string | null;
}

/** How Ringostat's "Webhook forwarding" wants its answer. */
export interface AnswerFormat {
  type: 'plain' | 'json';
  /** JSON key that holds the direction; used with type json. */
  key: string;
}

export interface RingostatEvent {
  version: 1;
  kind: EventKind;
  moment: Moment;
  name: EventName;
  /** Deterministic: project, call id and name of the event. The same delivery twice has the same key. */
  eventKey: string;
  /** As set in the credential, part of the keys of records; what the payload says is in `variables.project_id`. */
  projectId: string | null;
  /** Ringostat's uniqueid, or a synthetic id when the payload has none. */
  callId: string | null;
  direction: Direction | null;
  /** The call came from the callback widget; it counts as incoming. */
  callback: boolean;
  /** Both sides are the company's own (extension or SIP login on the client's side). */
  internal: boolean;
  /** E.164 with plus; null when anonymous or not a number. */
  clientNumber: string | null;
  /** Human notation of clientNumber, e.g. "+380 67 123 4567". */
  clientNumberInternational: string | null;
  clientNumberAsSent: string | null;
  anonymous: boolean;
  clientName: string | null;
  clientEmail: string | null;
  /** The company's number that was called or shown, E.164 where it parses, else as sent. */
  ownLine: string | null;
  employee: EmployeeSigns;
  status: CallStatus | null;
  statusAsSent: string | null;
  /** Null or absent: there was a conversation, or the status does not say. */
  whyMissed?: WhyMissed | null;
  /** Seconds. */
  durations: { total: number | null; talk: number | null; wait: number | null };
  times: CallTimes;
  /** Links to listen; each carries a token: treat as secret outside the fields meant for it. */
  recordings: string[];
  legs: CallLeg[];
  attribution: Attribution;
  pool: string | null;
  scheme: string | null;
  /** Link to the call's card in Ringostat. */
  callCard: string | null;
  landing: string | null;
  /** Fields of a site form by their HTML names. */
  form: Record<string, string> | null;
  /** On events of an analysed call. */
  analysis?: CallAnalysis;
  /** Every Ringostat variable by its canonical name (`utm_source`, `pool_name`, …), for mapping and rules. */
  variables: Record<string, string>;
  /** IANA zone of the project. */
  timeZone: string;
  /** ISO 3166 country used for numbers without country code. */
  defaultCountry: string;
  /** ISO 8601, when the trigger got it. */
  receivedAt: string;
  /** Set on routing events only. */
  answer: AnswerFormat | null;
  /** The trigger masks numbers: nodes behind it mask them in messages and statuses. The data keep them. */
  maskNumbers?: true;
  /** Sent by hand to try the flow: nothing is written for a `dry` one. Absent: a real event. */
  test?: 'dry' | 'write';
  /** Set by a replay: the CRM has this call already, but as missed, or without its recording. */
  writtenOtherwise?: true;
  /** What was odd in the payload, in words; never a secret. */
  warnings: string[];
  /** The payload as sent, with unsafe keys renamed; null when "keep raw payload" is off. */
  raw: Record<string, unknown> | null;
}
