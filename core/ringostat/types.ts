import type { Clock, HttpClient, Transport } from '../http/types';

/** A row of the call log as Ringostat sends it: canonical names, values as text or numbers. */
export type CallRow = Record<string, unknown>;

export interface RingostatDeps {
  /** Client of the API; its transport adds the Auth-key header. */
  http: HttpClient;
  /** Transport for recordings, without the Auth-key: the link carries its own token. */
  files: Transport;
  projectId: string | null;
  /** IANA zone of the project: `from` and `to` of the call log are in it. */
  timeZone: string;
  /** Tells how old a row is (running.ts); absent: rows are read as they stand. */
  clock?: Pick<Clock, 'now'>;
  /** Calls one answer of the call log holds at most; default 6500, Ringostat's own. */
  cap?: number;
  /** Hosts recordings may come from beside Ringostat's, e.g. a proxy of one's own: `records.example.com`. */
  recordingHosts?: string[];
}

/** A span of time, ISO 8601 with offset; `to` is not part of it. */
export interface Span {
  from: string;
  to: string;
}
export interface CallsOptions {
  /** Names of the call log; default: all known to be accepted. */
  fields?: string[];
  /** As the API takes them: `disposition=ANSWERED`. */
  filters?: string[];
  /** Rows of calls that may still be running (running.ts) are left out unless wanted. */
  withRunning?: boolean;
  /** Told after each answered window, for progress: rows so far and the end of the window. */
  onWindow?: (progress: { rows: number; until: string }) => void;
  /** How Ringostat shall answer; the rows are the same. Default json. */
  format?: 'json' | 'csv';
  signal?: AbortSignal | undefined;
}
export interface DatedRow {
  row: CallRow;
  /** Ringostat's uniqueid; a stand-in for a row without one. */
  id: string;
  /** Start of the call, milliseconds since the epoch. */
  at: number;
}
/** A piece of the call log. */
export interface CallWindow {
  /** Oldest first. */
  rows: DatedRow[];
  /** End of the window, ISO 8601. */
  until: string;
  /** As those of CallLog, told once. */
  warnings: string[];
}
export interface CallLog {
  /** Oldest first, one row per uniqueid. */
  rows: CallRow[];
  /** What a person should know: unknown fields left out, a window too full to split. */
  warnings: string[];
}

export interface CallBackSimple {
  /** Project number in international format to call from. */
  extension: string;
  /** Number or SIP login to call. */
  destination: string;
}
export interface CallBackExtended {
  /** Number or SIP login of the employee. */
  employee: string;
  /** Client's number. */
  client: string;
  direction: 'in' | 'out';
  /** Ringostat's manager_dst: who rings first; default: the employee (ring-first.ts names the sources). */
  managerDst?: 0 | 1;
  /** Which side goes into Ringostat's first party field; the documents contradict each other here too. */
  firstParty?: 'client' | 'employee';
  attribution?: Partial<
    Record<'utmSource' | 'utmMedium' | 'utmCampaign' | 'utmTerm' | 'utmContent' | 'clientId', string>
  >;
  clientIp?: string;
  clientUserAgent?: string;
}

export interface Recording {
  bytes: Uint8Array;
  contentType: string;
  /** From the link's path, e.g. `ua0_-1731315881.12669683.wav`. */
  fileName: string;
}

export interface ContactCard {
  name: string;
  /** System the record lives in, e.g. "HubSpot". */
  origin: string;
  /** One of the two is required. */
  contactId: string | null;
  leadId: string | null;
  responsible: string | null;
  employeeId: string | null;
  contactUrl: string | null;
  leadUrl: string | null;
  dealUrl: string | null;
  googleClientId: string | null;
  phones: string[];
  emails: string[];
  companies: { id: string; name: string }[];
}
