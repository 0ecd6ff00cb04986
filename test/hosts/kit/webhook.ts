/** Webhooks as Ringostat sends them to a trigger, and the moment their answer was complete. */
import { request } from 'node:http';
import { SECRET } from '../../../sandbox/demo/people';
import { buildPayload } from '../../../sandbox/ringostat/payloads';
import type { CallMoment, FakeCall, Payload } from '../../../sandbox/ringostat/types';

const TIMEOUT_MS = 10_000;

export interface TimedAnswer {
  status: number;
  body: string;
  /** Milliseconds since the epoch. */
  answeredAt: number;
  elapsedMs: number;
}

let calls = 0;
/** An answered incoming call of one and a half minutes that ended just now, with an advertisement behind it. */
export function fakeCall(clientNumber: string, change: Partial<FakeCall> = {}): FakeCall {
  calls += 1;
  return {
    id: `ua0_-1763700000.${calls}`,
    direction: 'in',
    clientNumber,
    companyNumber: '380441234567',
    status: 'ANSWERED',
    billsec: 94,
    duration: 106,
    waittime: 12,
    startedAt: Date.now() - 106_000,
    utm: { source: 'google', medium: 'cpc', campaign: 'brand' },
    googleClientId: '1122334455.1700000000',
    ...change,
  };
}
/** The same, but nobody picked up. */
export const missedCall = (clientNumber: string): FakeCall =>
  fakeCall(clientNumber, {
    status: 'NO ANSWER',
    billsec: 0,
    duration: 20,
    waittime: 20,
    employee: undefined,
  });

/**
 * Posts to a trigger. Plain node:http, as the end of the answer has to be known to the millisecond. Rejects when there is
 * no answer in ten seconds.
 */
export function post(url: string, query: Record<string, string>, payload: Payload): Promise<TimedAnswer> {
  const body = JSON.stringify(payload);
  const target = new URL(url);
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'ringostat HTTP Client v1.1',
    };
    const sent = request(target, { method: 'POST', agent: false, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        const answeredAt = Date.now();
        const status = response.statusCode ?? 0;
        resolve({ status, body: text, answeredAt, elapsedMs: answeredAt - started });
      });
    });
    sent.setTimeout(TIMEOUT_MS, () => sent.destroy(new Error(`no answer from ${target.pathname} in 10 s`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

const EVENT = { ringing: 'incoming.ringing', answered: 'incoming.answered', started: 'outgoing.started' };
/** The webhook of a call; after it, unless another moment is given. */
export function sendCall(
  url: string,
  call: FakeCall,
  token = SECRET,
  moment: CallMoment = 'ended',
): Promise<TimedAnswer> {
  const ended = call.direction === 'out' ? 'outgoing.ended' : 'incoming.ended';
  const event = moment === 'ended' ? ended : EVENT[moment];
  return post(url, { event, token }, buildPayload('P3', call, moment));
}

/** "Whom to ring?", with the names Ringostat documents. */
export const ask = (url: string, clientNumber: string, token = SECRET): Promise<TimedAnswer> => {
  const { id } = fakeCall(clientNumber);
  return post(
    url,
    { token },
    { call_id: id, caller_number: clientNumber, step_forward: 'webhookNumber%3A120' },
  );
};
