import { createHttpClient, type HttpClientOptions } from '../../../core/http/client';
import { TransportFault } from '../../../core/http/errors';
import type { Clock, HttpClient, HttpRequest, HttpResponse } from '../../../core/http/types';

export interface TestClock extends Clock {
  slept: number[];
  advance(ms: number): void;
}
/** A clock that jumps instead of waiting. */
export function testClock(start = 1_800_000_000_000): TestClock {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    advance: (ms) => void (now += ms),
    sleep: (ms, signal) => {
      if (signal?.aborted) return Promise.reject(new Error('aborted'));
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}
export type Reply = HttpResponse | TransportFault;
export const reply = (
  status: number,
  body: unknown = {},
  headers: Record<string, string> = {},
): HttpResponse => ({ status, headers, body });
export const fault = (reason: TransportFault['reason'], sent: boolean): TransportFault =>
  new TransportFault('the connection broke', reason, sent);

let accounts = 0;
/** A client whose transport gives the replies in order, the last one for ever. */
export function scripted(
  replies: Reply[],
  options: Partial<HttpClientOptions> = {},
): { client: HttpClient; seen: HttpRequest[]; clock: TestClock } {
  const clock = testClock();
  const seen: HttpRequest[] = [];
  const client = createHttpClient({
    transport: (request) => {
      seen.push(request);
      const next = replies[Math.min(seen.length, replies.length) - 1];
      if (next === undefined || next instanceof TransportFault)
        return Promise.reject(next ?? fault('connection', true));
      return Promise.resolve(next);
    },
    clock,
    random: () => 0.5,
    system: 'Test CRM',
    baseUrl: 'https://crm.example',
    limits: { accountKey: `http test ${(accounts += 1)}` },
    ...options,
  });
  return { client, seen, clock };
}
