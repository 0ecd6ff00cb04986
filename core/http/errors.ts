import type { ErrorKind, StepError } from '../plan/types';

/** A fault of a CRM or of Ringostat in the closed set of kinds. Message and advice are safe to show. */
export class CrmError extends Error {
  override name = 'CrmError';
  readonly kind: ErrorKind;
  /** "HubSpot", "Ringostat", … */
  readonly system: string;
  readonly advice: string;
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
    message: string;
    advice: string;
    status?: number | null;
    waitMs?: number | null;
    code?: string | null;
    subject?: string | null;
    cause?: unknown;
  }) {
    super(input.message, input.cause === undefined ? undefined : { cause: input.cause });
    this.kind = input.kind;
    this.system = input.system;
    this.advice = input.advice;
    this.status = input.status ?? null;
    this.waitMs = input.waitMs ?? null;
    this.code = input.code ?? null;
    this.subject = input.subject ?? null;
  }
  toStepError(): StepError {
    return { kind: this.kind, message: this.message, advice: this.advice };
  }
}

/** No answer came. `sent` false means the request surely did not reach the system. */
export class TransportFault extends Error {
  override name = 'TransportFault';
  constructor(
    message: string,
    readonly reason: 'timeout' | 'connection' | 'aborted' | 'tooLarge',
    readonly sent: boolean,
  ) {
    super(message);
  }
}
