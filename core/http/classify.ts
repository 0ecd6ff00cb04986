/** The error kind of an HTTP status when the vendor's body says nothing more. Providers refine it. */
import type { Said, Words } from '../model/said';
import { said } from '../text/said';
import type { ErrorKind } from '../model/outcome';
import { CrmError } from './errors';
import { boundedText } from './redact';
import type { Classify } from './types';

const BY_STATUS: Record<number, ErrorKind> = {
  400: 'invalidField',
  401: 'credentialRefused',
  403: 'notPermitted',
  404: 'notFound',
  408: 'temporary',
  409: 'alreadyExists',
  410: 'notFound',
  422: 'invalidField',
  423: 'temporary',
  425: 'temporary',
  429: 'rateLimited',
  477: 'temporary',
};
/** What to do about an error of this kind, in a sentence. */
export const adviceOf = (kind: ErrorKind): Said => said(`advice.${kind}`);

/** Kind of error of a status. */
export function kindOfStatus(status: number): ErrorKind {
  return BY_STATUS[status] ?? (status >= 500 ? 'temporary' : 'permanent');
}

/** Takes the system's name; returns a classifier that knows statuses only. */
export function classifyByStatus(system: string): Classify {
  return ({ status, body }, action) => {
    const kind = kindOfStatus(status);
    const why = boundedText(body);
    const message = why
      ? said('http.refusedWithStatusBecause', { system, action, status, why })
      : said('http.refusedWithStatus', { system, action, status });
    return new CrmError({ kind, system, message, advice: adviceOf(kind), status });
  };
}

/** The sentence about a refusal. `why`: the vendor's words, or ours about them; empty: it gave none. */
export function refusedWords(system: string, action: Words, status: number | string, why: Words): Said {
  if (why === '') return said('http.refused', { system, action, status });
  const because = typeof why === 'string' ? why.replace(/\.$/, '') : why;
  return said('http.refusedBecause', { system, action, status, why: because });
}
