/** Time limit and size limit of one request, for both hosts. */
import { TransportFault } from './errors';
import type { HttpRequest } from './types';

/** No sign of life for this long, ms. */
export const IDLE_MS = 30_000;
/** From the first byte sent to the last one read, ms: a server that drips never falls silent. */
const DEADLINE_MS = 60_000;
/** The same for files, which are megabytes over any line. */
const FILE_DEADLINE_MS = 600_000;
/** The longest answers are field lists and pages of a call log: a few MB. Counted after decompression. */
export const MAX_ANSWER_BYTES = 20 * 1024 * 1024;

/** Takes a request; returns how long it may take in all, ms. */
export const deadlineOf = ({ deadlineMs, raw, answer }: HttpRequest): number =>
  deadlineMs ?? (raw || answer === 'binary' ? FILE_DEADLINE_MS : DEADLINE_MS);

export const answerTooLarge = (): TransportFault =>
  new TransportFault('the answer is larger than it may be', 'tooLarge', true);
export const answerTooSlow = (): TransportFault =>
  new TransportFault('the whole answer did not come in time', 'timeout', true);
