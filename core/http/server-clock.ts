/** The server's time, read from its answer: a signed sign-in is valid for some minutes of the server's clock, not of ours. */

import type { Clock } from './types';

/** The header tells whole seconds, and the answer was on its way. */
const SAME_MS = 2000;

/**
 * Takes an answer's headers (lower-case names) and this machine's time, ms since the epoch; returns the server's, or null
 * when the clocks agree or the server does not tell.
 */
function serverTime(headers: Record<string, unknown>, now: number): number | null {
  const { date } = headers;
  const theirs = typeof date === 'string' ? Date.parse(date) : NaN;
  return Number.isNaN(theirs) || Math.abs(theirs - now) < SAME_MS ? null : theirs;
}

/**
 * Signs in. Takes how a token request is made at a moment (ms since the epoch), how it is sent, and the clock; returns the
 * answer. When the server refuses and its clock is another one, what is signed for a moment is signed again in its time;
 * a request that does not hold the time would be refused again, and is not repeated. Throws what `send` throws.
 */
export async function askInServerTime<
  Request,
  Answer extends { status: number; headers: Record<string, unknown> },
>(
  requestAt: (now: number) => Request,
  send: (request: Request) => Promise<Answer>,
  clock: Pick<Clock, 'now'>,
): Promise<Answer> {
  const request = requestAt(clock.now());
  const answer = await send(request);
  const theirs = [400, 401].includes(answer.status) ? serverTime(answer.headers, clock.now()) : null;
  const again = theirs === null ? request : requestAt(theirs);
  return JSON.stringify(again) === JSON.stringify(request) ? answer : send(again);
}
