/** Temporary refusals of a token endpoint: some come with 400, 403 or even 200. */
import { boundedText } from './redact';

/**
 * Salesforce refuses renewals side by side as invalid_grant ("token request is already being processed", formerly "expired
 * authorization code") and sign-ins beyond its limits; Zoho tells of too many renewals in words.
 */
const PASSING =
  /too many requests|already being processed|expired authorization code|LOGIN_RATE_EXCEEDED|REQUEST_LIMIT_EXCEEDED/i;

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Takes a token endpoint's body, be it an object or a list of refusals; returns its code and words, bounded and redacted. */
export function tokenRefusal(body: unknown): { code: string; said: string } {
  const one = objectOf(Array.isArray(body) ? (body as unknown[])[0] : body);
  const { error, errorCode, message, error_description: description } = one;
  const code = error ?? errorCode;
  const said = boundedText(message ?? description ?? code, 120).replace(/\.$/, '');
  return { code: boundedText(code, 80), said };
}

/** Takes status and body of an answer without a usable token; true when the same request may succeed a moment later. */
export function passesByItself(status: number, body: unknown): boolean {
  return status >= 500 || status === 429 || PASSING.test(JSON.stringify(body ?? null));
}
