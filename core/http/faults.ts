/** Errors of requests that got no answer. */
import { adviceOf } from './classify';
import { CrmError, type TransportFault } from './errors';
import { boundedText } from './redact';

/** Takes the transport's fault; `unknown` = the request may have taken effect. Returns the error for the caller. */
export function noAnswer(system: string, action: string, fault: TransportFault, unknown: boolean): CrmError {
  const why = boundedText(fault.message, 200);
  const kind = unknown ? 'outcomeUnknown' : 'temporary';
  const message = unknown
    ? `${system}: ${action} got no answer (${why}), so it is not known whether it was done.`
    : `${system}: ${action} failed, ${why}.`;
  const advice =
    fault.reason === 'aborted' ? 'Nothing is to be done: the host ended the request.' : adviceOf(kind);
  return new CrmError({ kind, system, message, advice, cause: fault });
}

/** Takes the error of a 5xx answer to a write that must not be repeated blindly; returns it as outcomeUnknown. */
export function unknownOutcome(error: CrmError): CrmError {
  const { system, status, code, message } = error;
  const kind = 'outcomeUnknown';
  return new CrmError({ kind, system, message, advice: adviceOf(kind), status, code, cause: error });
}

/** Takes the last refusal and the wait the vendor asks; returns the error that says the wait is too long. */
export function tooLong(error: CrmError, waitMs: number): CrmError {
  const { system, status, code, subject } = error;
  const wait = waitMs < 120_000 ? `${Math.ceil(waitMs / 1000)} s` : `${Math.ceil(waitMs / 60_000)} min`;
  const message = `${error.message} It asks to wait ${wait}, longer than this run may.`;
  return new CrmError({
    kind: error.kind,
    system,
    message,
    advice: error.advice,
    status,
    waitMs,
    code,
    subject,
    cause: error,
  });
}
