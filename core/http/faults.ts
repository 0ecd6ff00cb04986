/** Errors of requests that got no answer. */
import type { Words } from '../model/said';
import { said } from '../text/said';
import { adviceOf } from './classify';
import { CrmError, type TransportFault } from './errors';
import { boundedText } from './redact';

/** Takes the transport's fault; `unknown` = the request may have taken effect. Returns the error for the caller. */
export function noAnswer(system: string, action: Words, fault: TransportFault, unknown: boolean): CrmError {
  const why = boundedText(fault.message, 200);
  const kind = unknown ? 'outcomeUnknown' : 'temporary';
  const message = said(unknown ? 'http.noAnswer' : 'http.failed', { system, action, why });
  const advice = fault.reason === 'aborted' ? said('advice.hostEnded') : adviceOf(kind);
  return new CrmError({ kind, system, message, advice, cause: fault });
}

/** Takes the error of a 5xx answer to a write that must not be repeated blindly; returns it as outcomeUnknown. */
export function unknownOutcome(error: CrmError): CrmError {
  const { system, status, code } = error;
  const { message } = error.words;
  const kind = 'outcomeUnknown';
  return new CrmError({ kind, system, message, advice: adviceOf(kind), status, code, cause: error });
}

/** Takes the last refusal and the wait the vendor asks; returns the error that says the wait is too long. */
export function tooLong(error: CrmError, waitMs: number): CrmError {
  const { system, status, code, subject } = error;
  const wait =
    waitMs < 120_000
      ? said('http.seconds', { count: Math.ceil(waitMs / 1000) })
      : said('http.minutes', { count: Math.ceil(waitMs / 60_000) });
  const message = said('http.waitTooLong', { message: error.words.message, wait });
  return new CrmError({
    kind: error.kind,
    system,
    message,
    advice: error.words.advice,
    status,
    waitMs,
    code,
    subject,
    cause: error,
  });
}
