/** What Pipedrive's refusals mean (docs/reference/pipedrive.md#limits-and-refusals, docs/crms.md#what-happens-on-an-error). */
import type { Said, Words } from '../../model/said';
import { said, toText } from '../../text/said';
import type { ErrorKind } from '../../model/outcome';
import { adviceOf, kindOfStatus, refusedWords } from '../../http/classify';
import { CrmError } from '../../http/errors';
import { boundedText } from '../../http/redact';
import type { Classify, HttpResponse } from '../../http/types';
import scopes from './scopes.json';

export const SYSTEM = 'Pipedrive';

type Json = Record<string, unknown>;
const asJson = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The vendor's own words: the sentence, and what it adds when that is no general hint to the documentation. */
export function wordsOf(body: unknown): string {
  const { error, error_info, message, data } = asJson(body);
  const more = textOf(error_info);
  const details = asJson(data).error ?? asJson(asJson(body).additional_data).error;
  const parts = [
    textOf(error) || textOf(message),
    /support@|developers\./.test(more) ? '' : more,
    textOf(details),
  ];
  return boundedText([...new Set(parts.filter(Boolean))].join('; '));
}

/** The scope an action needs: first word of the list that the action names. */
function scopeOf(action: Words): string {
  const text = toText(action);
  return scopes.find(({ word }) => text.includes(word))?.scope ?? 'base';
}

/** Today's tokens are used up: they come back at midnight of the account. */
function spentForToday(headers: Record<string, string>): boolean {
  return ['x-daily-ratelimit-token-remaining', 'x-daily-requests-left'].some(
    (name) => headers[name]?.trim() !== undefined && Number(headers[name]) <= 0,
  );
}
/** Long enough that the run ends with a clear message instead of waiting. */
const DAY_WAIT_MS = 3_600_000;
/** Pipedrive's shield asks nothing; a minute without requests calms it. */
const SHIELD_WAIT_MS = 60_000;

/** Codes of limits of the plan (open deals, custom fields): lasting, whatever the status. */
const CAPPED = /^feature_capping/;
/** True when the plan of the account is at its limit: nothing that is sent again helps. */
export const isCapped = ({ code }: Pick<CrmError, 'code'>): boolean => CAPPED.test(code ?? '');

/** Refusals whose cause shows in more than the status. */
type Cause = 'shield' | 'capped' | 'day' | 'plan';
const KIND_OF: Record<Cause, ErrorKind> = {
  shield: 'rateLimited',
  capped: 'permanent',
  day: 'rateLimited',
  plan: 'notPermitted',
};
const WAIT_MS: Partial<Record<Cause, number>> = { shield: SHIELD_WAIT_MS, day: DAY_WAIT_MS };

function causeOf({ status, headers, body }: HttpResponse, code: string | null): Cause | null {
  // After ignored 429s Cloudflare answers 403 with a page of its own.
  if (status === 403 && typeof body === 'string') return 'shield';
  if (isCapped({ code })) return 'capped';
  if (status === 429 && spentForToday(headers)) return 'day';
  return status === 402 ? 'plan' : null;
}
function adviceFor(kind: ErrorKind, action: Words): Said {
  if (kind === 'credentialRefused') return said('pipedrive.credential.advice');
  return kind === 'notPermitted'
    ? said('pipedrive.right.advice', { scope: scopeOf(action) })
    : adviceOf(kind);
}

/** Turns an answer that is no success into an error of the closed set; texts are bounded and redacted. */
export const classify: Classify = (response, action) => {
  const { status, body } = response;
  const isPage = typeof body === 'string';
  const code = textOf(asJson(body).code) || null;
  const cause = causeOf(response, code);
  const kind = cause ? KIND_OF[cause] : kindOfStatus(status);
  const words = !isPage
    ? wordsOf(body)
    : status >= 500 || cause === 'shield'
      ? said('http.pageNoData')
      : boundedText(body);
  return new CrmError({
    kind,
    system: SYSTEM,
    message: refusedWords(SYSTEM, action, status, words),
    advice: cause ? said(`pipedrive.${cause}`) : adviceFor(kind, action),
    status,
    waitMs: cause ? (WAIT_MS[cause] ?? null) : null,
    code,
    subject: kind === 'notPermitted' ? scopeOf(action) : null,
  });
};

/** An error the provider itself finds. */
export function pipedriveError(
  kind: ErrorKind,
  message: Words,
  advice: Words,
  subject: string | null = null,
): CrmError {
  return new CrmError({
    kind,
    system: SYSTEM,
    message: said('text.of', { system: SYSTEM, what: message }),
    advice,
    subject,
  });
}
