/**
 * The four-node flow against a bare webhook → response flow of the same host, in the same run, one event at a time.
 * Events come slower than HubSpot's five searches a second, so that its limit does not enter the figure.
 */
import { buildPayload } from '../sandbox/ringostat/payloads';
import { sendWebhook } from '../sandbox/ringostat/send';
import type { FakeHubSpot } from '../sandbox/hubspot/types';
import { answeredCall } from '../sandbox/demo/call';
import { SECRET } from '../sandbox/demo/people';

const EVENTS = 30;
const WARM = 5;
const PAUSE_MS = 260;

export interface FlowFigures {
  /** Medians, ms. */
  bare: number;
  /** From sending the webhook to Ringostat's answer. */
  answer: number;
  /** From sending the webhook to the last record in the CRM. */
  done: number;
  /** Of `done`, what the fake CRM took. */
  crm: number;
  /** HTTP requests per event. */
  requests: number;
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const payload = (n: number): Record<string, unknown> =>
  buildPayload('P3', answeredCall(`ua0_-1763700000.${n}`, `38067${String(1_000_000 + n)}`));

/** Milliseconds in which at least one request was with the CRM. */
function busy(requests: { startedAt: number; finishedAt: number | null }[]): number {
  let total = 0;
  let until = 0;
  for (const { startedAt, finishedAt } of requests) {
    const end = finishedAt ?? startedAt;
    total += Math.max(0, end - Math.max(startedAt, until));
    until = Math.max(until, end);
  }
  return total;
}

/** New clients, each an answered call: contact, deal, call record and task in the sandbox's CRM. */
export async function measureFlow(
  hubspot: FakeHubSpot,
  urls: { bare: string; calls: string },
): Promise<FlowFigures> {
  const figures: FlowFigures[] = [];
  for (let n = 0; n < WARM + EVENTS; n++) {
    const body = payload(n);
    const bare = await sendWebhook(urls.bare, body);
    if (bare.status !== 200) throw new Error(`The bare flow answered ${bare.status}: ${bare.body}`);
    await pause(PAUSE_MS);
    const before = hubspot.requests.length;
    const tasks = hubspot.records('tasks').length;
    const sent = Date.now();
    const answer = await sendWebhook(`${urls.calls}?event=incoming.ended&token=${SECRET}`, body);
    if (answer.status !== 200) throw new Error(`The trigger answered ${answer.status}: ${answer.body}`);
    for (let waited = 0; hubspot.records('tasks').length === tasks; waited += 2) {
      if (waited > 10_000) throw new Error('An event did not reach the CRM within 10 s.');
      await pause(2);
    }
    await pause(PAUSE_MS);
    const made = hubspot.requests.slice(before);
    const last = Math.max(...made.map(({ finishedAt }) => finishedAt ?? 0));
    if (n >= WARM)
      figures.push({
        bare: bare.elapsedMs,
        answer: answer.elapsedMs,
        done: last - sent,
        crm: busy(made),
        requests: made.length,
      });
  }
  const of = (key: keyof FlowFigures): number => median(figures.map((figure) => figure[key]));
  return {
    bare: of('bare'),
    answer: of('answer'),
    done: of('done'),
    crm: of('crm'),
    requests: of('requests'),
  };
}
