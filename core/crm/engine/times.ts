/** Takes an ISO time with offset; returns it in UTC, the text itself when it is no time. */
export function utc(iso: string): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : new Date(ms).toISOString();
}
