/** What every fake server shares: the request it saw, the answer it gave, and the record of both. */

/** Time of a fake. Injected so that limits, lag and token life can be tested without waiting. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
}
export const realClock: SandboxClock = { now: () => Date.now() };

/** A clock that moves only when told. */
export class ManualClock implements SandboxClock {
  constructor(private ms: number = Date.UTC(2026, 10, 20, 10, 15, 42)) {}
  now(): number {
    return this.ms;
  }
  advance(ms: number): void {
    this.ms += ms;
  }
}

export interface SandboxRequest {
  method: string;
  /** Decoded path without query. */
  path: string;
  query: URLSearchParams;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Parsed JSON, an object of form fields (multipart: files as UploadedFile), else the text; null when empty. */
  body: unknown;
  /** True when the body said it was JSON or multipart but did not parse. */
  malformed: boolean;
}
export interface SandboxAnswer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is a Buffer or a string; undefined = no body. */
  body?: unknown;
}
export type SandboxHandler = (request: SandboxRequest) => SandboxAnswer | Promise<SandboxAnswer>;

/** One request and its answer, as a test or the contract checker sees them. */
export interface Exchange {
  method: string;
  path: string;
  query: Record<string, string>;
  requestBody: unknown;
  status: number;
  responseBody: unknown;
}
export interface RecordedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Without authorization. */
  headers: Record<string, string>;
  body: unknown;
  /** 0 = the connection was broken or left hanging by a fault. */
  status: number;
  answer: unknown;
  /** What the fake set beside the content's own. */
  answerHeaders: Record<string, string>;
  /** Milliseconds since the epoch by the real clock; finishedAt is null while unanswered. */
  startedAt: number;
  finishedAt: number | null;
}

/**
 * What a fault does: an answer of its own (nothing is stored), the connection broken before or after the request took
 * effect, no answer at all until close(), or the true answer later.
 */
export type FaultAnswer = SandboxAnswer | 'dropBefore' | 'dropAfterCommit' | 'hang' | { delayMs: number };
export interface Fault {
  /** Which requests are hit; all when absent. */
  match?: (request: SandboxRequest) => boolean;
  answer: FaultAnswer;
}
export interface Faults {
  /** Queues a fault for the next `times` (default 1) matching requests. First queued is first used. */
  next(fault: Fault, times?: number): void;
  clear(): void;
  /** Faults not yet used. */
  readonly pending: number;
}
