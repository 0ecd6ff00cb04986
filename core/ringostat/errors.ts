/** Ringostat's refusals in the closed set of kinds (docs/reference/ringostat.md#refusals). */
import type { Words } from '../model/said';
import { said } from '../text/said';
import type { TextCode } from '../text/text';
import { CrmError } from '../http/errors';
import { retryAfter } from '../http/retry';
import type { HttpResponse } from '../http/types';
import type { ErrorKind } from '../model/outcome';

export const SYSTEM = 'Ringostat';

const ADVICE: Partial<Record<ErrorKind, TextCode>> = {
  credentialRefused: 'ringostat.key.advice',
  notPermitted: 'ringostat.plan.advice',
  notFound: 'ringostat.url.advice',
  invalidField: 'ringostat.fields.advice',
  rateLimited: 'ringostat.limit.advice',
  temporary: 'advice.temporary',
  permanent: 'ringostat.values.advice',
};

/** Takes an error kind and words; returns the error with Ringostat as system and the kind's advice. */
export function ringostatError(
  kind: ErrorKind,
  message: Words,
  more: { status?: number | null; waitMs?: number | null; code?: string | null; advice?: Words } = {},
): CrmError {
  const usual = ADVICE[kind];
  return new CrmError({
    kind,
    system: SYSTEM,
    message: said('text.of', { system: SYSTEM, what: message }),
    advice: more.advice ?? (usual ? said(usual) : ''),
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
export function classifyRingostat(response: HttpResponse, action: Words = 'the request'): CrmError {
  const kind = kindOf(response.status);
  const waitMs = retryAfter(response.headers, null);
  return ringostatError(
    kind,
    said('ringostat.answered', { action, status: response.status, why: safeWords(response.body) }),
    {
      status: response.status,
      waitMs,
    },
  );
}
