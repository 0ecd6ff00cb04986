import type { Words } from '../model/said';
import type { CrmError } from './errors';

/** The one seam between the product and the network. A host gives a Transport; the core makes an HttpClient of it. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute. */
  url: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as application/x-www-form-urlencoded. */
  form?: Record<string, string>;
  /** Sent as it is (multipart, see core/http/multipart.ts). */
  raw?: { bytes: Uint8Array; contentType: string };
  /** How the body of the answer is wanted; default auto: JSON when it parses, else text. */
  answer?: 'auto' | 'text' | 'binary';
  /** A longer answer is broken off with a TransportFault, reason tooLarge; default MAX_ANSWER_BYTES. */
  maxBytes?: number;
  /**
   * Asked of every address the host's name leads to, before anything is sent there; false: TransportFault, reason address.
   * Behind a proxy the proxy looks names up, and nobody is asked.
   */
  addressAllowed?: (address: string) => boolean;
  /** No sign of life for this long ends the request; default IDLE_MS. */
  timeoutMs?: number;
  /** How long it may take in all; default in core/http/bounds.ts. */
  deadlineMs?: number;
  /**
   * Aborted: nobody waits for the answer. What is queued leaves at once and nothing more is sent; what is on its way is
   * listened to for some seconds, unless its place is wanted (core/http/late.ts). A transport breaks off at once.
   */
  signal?: AbortSignal | undefined;
  /** Redirects are not followed unless said (recordings). */
  followRedirects?: boolean;
}
export interface HttpResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: unknown;
}
/**
 * Sends once, with the account's authentication. Resolves for every HTTP status; throws TransportFault when no
 * answer came. A host that must refresh a token does it inside and repeats once.
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What a vendor's answer says of the account's limit, read from its headers. */
export interface LearntLimit {
  /** Requests per window. */
  max: number;
  windowMs: number;
  /** Requests left of this window, and how long it lasts still, ms, where the vendor says so. */
  remaining?: number | null;
  /** A vendor that tells only the rest of a window does not tell its length: the longest rest seen counts. */
  restMs?: number | null;
  /** `remaining` is told with every answer, so that requests of other processes show in it and count against the window. */
  joint?: boolean;
  /** Whose limit it is: the searches' alone, or (absent) that of all requests. */
  of?: 'search';
}
/** How fast an account may be asked. The vendor's refusal (429) is honoured besides. */
export interface RateLimits {
  /** Account the limits are counted for, in the whole process; absent: one per system and base URL. */
  accountKey?: string;
  /** Searches per second (lanes search and routing); absent: no limit of their own. */
  searchPerSecond?: number;
  /** All other requests; absent until the vendor's headers say. */
  burst?: LearntLimit;
  /** The vendor tells its limit nowhere: what it took within a minute before it refused is the limit. */
  untold?: boolean;
  /** Requests under way at once; halved for a while when the vendor refuses all the same. Absent: any number. */
  concurrent?: number;
  /** Reads the account's real limit from the headers of an answer; `search`: the request was in a lane of searches. */
  learn?: (headers: Record<string, string>, search: boolean) => LearntLimit | null;
}
/** Turns a refusal into an error of the closed set. `action` says in words what was tried. */
export type Classify = (response: HttpResponse, action: Words) => CrmError;

/** What a caller knows of a request that matters to retry. */
export interface CallOptions {
  /** Words for messages: "search contacts". */
  action: Words;
  /** Repeating is harmless (reads, key-checked writes are not: they say false). Default: GET, or POST marked so. */
  idempotent?: boolean;
  /** How often the caller has sent this before: it is held back as long as a retry of that number would be. */
  repeat?: number;
  /** Lane of the limiter: searches have their own limit; routing (a search) and urgent (any other) go first. */
  lane?: 'normal' | 'search' | 'routing' | 'urgent';
}
export interface HttpClient {
  /** Resolves with a 2xx answer (207 included); throws CrmError otherwise, after the retries that are due. */
  request(request: Omit<HttpRequest, 'url'> & { path: string }, options: CallOptions): Promise<HttpResponse>;
  /** HTTP requests sent since creation. */
  readonly requests: number;
  /** Names the account in caches of the process; absent: nobody said, so nothing is shared. */
  readonly account?: string | undefined;
}
