/** What NetHunt's refusals mean: plain text with a status, sometimes a page of the proxy (docs/reference/nethunt.md#limits-and-refusals, docs/crms.md#what-happens-on-an-error). */
import type { Said, Words } from '../../model/said';
import { said } from '../../text/said';
import type { TextCode } from '../../text/text';
import type { ErrorKind } from '../../model/outcome';
import { adviceOf, kindOfStatus, refusedWords } from '../../http/classify';
import { CrmError } from '../../http/errors';
import { boundedText } from '../../http/redact';
import type { Classify } from '../../http/types';

export const SYSTEM = 'NetHunt';

/** NetHunt states neither its limit nor a wait: four waits of this make a minute, the usual window of such limits. */
const UNTOLD_WAIT_MS = 14_000;
const HTML = /^\s*<(!doctype|html|head|body)/i;
/** True for a page that NetHunt's own API did not write. */
export const isPage = (body: unknown): boolean => typeof body === 'string' && HTML.test(body);

function kindFor(status: number, body: unknown): ErrorKind {
  // The proxy speaks, not the API: whether the key, the right or the record is meant, it cannot know.
  if (isPage(body) && status >= 400 && status !== 429) return 'temporary';
  if (status === 400 && /does not appear to be valid/i.test(boundedText(body))) return 'credentialRefused';
  // Two writes of one record at once: to be repeated (API v2).
  return status === 409 ? 'temporary' : kindOfStatus(status);
}

const ADVICE: Partial<Record<ErrorKind, TextCode>> = {
  credentialRefused: 'nethunt.credential.advice',
  notPermitted: 'nethunt.share.advice',
  invalidField: 'nethunt.value.advice',
};

function adviceFor(kind: ErrorKind, text: string): Said {
  if (kind === 'notFound' && /folder/i.test(text)) return said('nethunt.folderGone.advice');
  const own = ADVICE[kind];
  return own ? said(own) : adviceOf(kind);
}

/** Turns an answer that is no success into an error of the closed set; texts are bounded and redacted. */
export const classify: Classify = ({ status, body, headers }, action) => {
  const kind = kindFor(status, body);
  const text = isPage(body) ? '' : boundedText(body);
  const because = isPage(body) ? said('http.proxyPage') : text;
  return new CrmError({
    kind,
    system: SYSTEM,
    message: refusedWords(SYSTEM, action, status, because),
    advice: adviceFor(kind, text),
    status,
    // A wait it does tell (Retry-After) is read by the client.
    waitMs: status === 429 && !headers['retry-after'] ? UNTOLD_WAIT_MS : null,
    // The vendor's own words, for the remedies that look for a field, a person or a record in them.
    code: isPage(body) ? null : boundedText(body) || null,
  });
};

/** An error the provider itself finds. */
export function netHuntError(
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

/** NetHunt has no leads. */
export const noLeads = (): CrmError =>
  netHuntError('invalidField', said('nethunt.noLeads'), said('nethunt.noLeads.advice'), 'lead');
