/** What time it is where the answer comes from. A signed sign-in holds for minutes of the server's clock, not of ours. */

/** The header tells whole seconds, and the answer was on its way. */
const SAME_MS = 2000;

/**
 * Takes an answer's headers (lower-case names) and this machine's time, ms since the epoch; returns the server's, or null
 * when the clocks agree or the server does not tell.
 */
export function serverTime(headers: Record<string, unknown>, now: number): number | null {
  const { date } = headers;
  const theirs = typeof date === 'string' ? Date.parse(date) : NaN;
  return Number.isNaN(theirs) || Math.abs(theirs - now) < SAME_MS ? null : theirs;
}
