/** Ringostat's refusals in the closed set of kinds (docs/reference/ringostat.md#refusals). */
import { CrmError } from '../http/errors';
import { retryAfter } from '../http/retry';
import type { HttpResponse } from '../http/types';
import type { ErrorKind } from '../model/outcome';

export const SYSTEM = 'Ringostat';

const ADVICE: Partial<Record<ErrorKind, string>> = {
  credentialRefused:
    'Copy the Auth-key again from the cabinet (Integration → Ringostat API) into the Ringostat credential.',
  notPermitted:
    "Ask Ringostat whether this API method is part of the project's plan, and check the project id.",
  notFound: 'Check the base URL of the Ringostat credential.',
  invalidField: 'Ask for fewer fields; the error of Ringostat names the one it does not know.',
  rateLimited: 'Wait and try again; ask for shorter spans.',
  temporary: 'Try again in a few minutes.',
  permanent: "Check the values sent; Ringostat's own words are in the message.",
};

/** Takes an error kind and words; returns the error with Ringostat as system and the kind's advice. */
export function ringostatError(
  kind: ErrorKind,
  message: string,
  more: { status?: number | null; waitMs?: number | null; code?: string | null; advice?: string } = {},
): CrmError {
  return new CrmError({
    kind,
    system: SYSTEM,
    message: `Ringostat: ${message}`,
    advice: more.advice ?? ADVICE[kind] ?? '',
    ...more,
  });
}

function kindOf(status: number): ErrorKind {
  if (status === 401) return 'credentialRefused';
  if (status === 403) return 'notPermitted';
  if (status === 404 || status === 410) return 'notFound';
  if (status === 400 || status === 422) return 'invalidField';
  if (status === 429) return 'rateLimited';
  return status >= 500 || status === 408 ? 'temporary' : 'permanent';
}

/** Ringostat's words, without links and long runs that could be a key or a token. */
export function safeWords(body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  if (/^\s*<(?:!doctype|html|head|body)/i.test(text)) return 'an HTML page instead of data';
  return text
    .replace(/https?:\/\/\S+/gi, '[link]')
    .replace(/[A-Za-z0-9_-]{24,}/g, '[…]')
    .slice(0, 200);
}

/** Takes an answer that is not 2xx and what was tried; returns the error for it. Fits HttpClient's `classify`. */
export function classifyRingostat(response: HttpResponse, action = 'the request'): CrmError {
  const kind = kindOf(response.status);
  const waitMs = retryAfter(response.headers, null);
  return ringostatError(
    kind,
    `${action} was answered with HTTP ${response.status} (${safeWords(response.body)}).`,
    {
      status: response.status,
      waitMs,
    },
  );
}
