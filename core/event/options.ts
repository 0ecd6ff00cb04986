import type { AnswerFormat } from '../model/event';

/** What the trigger knows beside the payload. */
export interface NormaliseOptions {
  /** Static `event` of the URL, in any spelling event-names.json knows; null: deduce from the fields. */
  event?: string | null;
  /** Ringostat variable (canonical name of aliases.json) → name the user typed in the cabinet. */
  keyMap?: Record<string, string>;
  /** IANA zone of dates without offset. */
  timeZone: string;
  /** ISO 3166 country of numbers without country code. */
  defaultCountry: string;
  /** Project of the credential; wins over the payload's so that webhook and call log make the same keys. */
  projectId: string | null;
  /** Milliseconds since the epoch. */
  receivedAt: number;
  /** Put the payload under `raw`. */
  keepRaw?: boolean;
  /** Mask numbers in warnings, and let the nodes behind do so in their messages. */
  maskNumbers?: boolean;
  /** Seconds of waiting within which a client who leaves has hung up; absent: the usual ones, 0: none. */
  shortAbandonSeconds?: number;
  /** The request is Ringostat's question "whom to ring?". */
  routing?: boolean;
  /** How the routing answer is wanted; copied to the event. */
  answer?: AnswerFormat | null;
}
