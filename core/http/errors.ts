import type { ErrorKind, StepError } from '../model/outcome';
import type { Words } from '../model/said';
import { mapValues, toText } from '../text/said';
import { redact } from './redact';

/** Longest code or subject: vendors fill them with names, a careless one with whatever it was sent. */
const SHORT_MAX = 500;
const short = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : redact(text.slice(0, SHORT_MAX));

/**
 * A fault of a CRM or of Ringostat in the closed set of kinds. Its texts are safe to show: they are redacted here, at
 * the one place every fault passes, whatever a provider made them of.
 */
export class CrmError extends Error {
  override name = 'CrmError';
  readonly kind: ErrorKind;
  /** "HubSpot", "Ringostat", … */
  readonly system: string;
  readonly advice: string;
  /** Message and advice by code, where they have one. */
  readonly words: { message: Words; advice: Words };
  readonly status: number | null;
  /** Milliseconds the vendor asked to wait; set with rateLimited. */
  readonly waitMs: number | null;
  /** Vendor's own error code or category, e.g. PROPERTY_DOESNT_EXIST. */
  readonly code: string | null;
  /** Field, record or scope the fault is about, where the vendor names it. */
  readonly subject: string | null;
  constructor(input: {
    kind: ErrorKind;
    system: string;
    message: Words;
    advice: Words;
    status?: number | null;
    waitMs?: number | null;
    code?: string | null;
    subject?: string | null;
    cause?: unknown;
  }) {
    super(redact(toText(input.message)), input.cause === undefined ? undefined : { cause: input.cause });
    this.kind = input.kind;
    this.system = input.system;
    this.advice = redact(toText(input.advice));
    this.words = { message: mapValues(input.message, redact), advice: mapValues(input.advice, redact) };
    this.status = input.status ?? null;
    this.waitMs = input.waitMs ?? null;
    this.code = short(input.code);
    this.subject = short(input.subject);
  }
  toStepError(): StepError {
    const { kind, message, advice, words } = this;
    return { kind, message, advice, words };
  }
}

/** No answer came. `sent` false means the request surely did not reach the system. */
export class TransportFault extends Error {
  override name = 'TransportFault';
  constructor(
    message: string,
    readonly reason: 'timeout' | 'connection' | 'aborted' | 'tooLarge' | 'address',
    readonly sent: boolean,
  ) {
    super(message);
  }
}
