/** The error kind of an HTTP status when the vendor's body says nothing more. Providers refine it. */
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
const ADVICE: Record<ErrorKind, string> = {
  credentialRefused: 'Check the token or key in the credential and connect it again.',
  notPermitted: 'Give the credential the missing right or scope.',
  notFound: 'Check that the record still exists; run the item again.',
  invalidField: 'Correct the field or its value in the node.',
  alreadyExists: 'Open the existing record.',
  rateLimited: 'Wait until the limit of the account is free again, or raise it.',
  temporary: 'Try again in a few minutes.',
  permanent: 'Read the message of the system and correct the settings.',
  outcomeUnknown: 'Run the item again: what was written is found by its key and not written twice.',
};

/** What to do about an error of this kind, in a sentence. */
export const adviceOf = (kind: ErrorKind): string => ADVICE[kind];

/** Kind of error of a status. */
export function kindOfStatus(status: number): ErrorKind {
  return BY_STATUS[status] ?? (status >= 500 ? 'temporary' : 'permanent');
}

/** Takes the system's name; returns a classifier that knows statuses only. */
export function classifyByStatus(system: string): Classify {
  return ({ status, body }, action) => {
    const kind = kindOfStatus(status);
    const text = boundedText(body);
    const message = `${system}: ${action} was refused with status ${status}${text ? ` (${text})` : ''}.`;
    return new CrmError({ kind, system, message, advice: ADVICE[kind], status });
  };
}
