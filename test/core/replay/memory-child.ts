/** Runs the reconciler over logs made while they are asked for and tells the heap; memory.test.ts starts it. */
import { DateTime } from 'luxon';
import type { HttpClient } from '../../../core/http/types';
import { beginRun } from '../../../core/replay/checkpoint';
import { reconcile } from '../../../core/replay/reconcile';
import { createRingostat } from '../../../core/ringostat/client';

export interface Measured {
  calls: number;
  events: number;
  /** Bytes the heap grew by at most, garbage collected. */
  heap: number;
  /** Characters of the longest checkpoint. */
  checkpoint: number;
}

const ZONE = 'Europe/Kyiv';
const START = Date.UTC(2026, 0, 10);
/** A thousand calls a day: the windows of both runs are of one size. */
const STEP_MS = 86_400;
const gc = (globalThis as { gc?: () => void }).gc;
const used = (): number => {
  gc?.();
  return process.memoryUsage().heapUsed;
};

/** Rows of calls number `first` and following, texts of their own as an answer from the network has. */
function rowsOf(calls: number, from: string, to: string): object[] {
  const ms = (text: string): number =>
    DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm:ss', { zone: ZONE }).toMillis();
  const first = Math.max(0, Math.ceil((ms(from) - START) / STEP_MS));
  const last = Math.min(calls - 1, Math.floor((ms(to) - START) / STEP_MS));
  const rows: object[] = [];
  for (let n = first; n <= last; n += 1) {
    const at = START + n * STEP_MS;
    rows.push({
      uniqueid: `ua0_-${Math.floor(at / 1000)}.${n}`,
      calldate: new Date(at).toISOString(),
      caller: `38067${1_000_000 + n}`,
      dst: '380440000002',
      call_type: 'in',
      disposition: 'NO ANSWER',
      billsec: '0',
      landing: `https://example.com/${'x'.repeat(200)}/${n}`,
    });
  }
  return JSON.parse(JSON.stringify(rows)) as object[];
}

async function measure(calls: number): Promise<Measured> {
  let requests = 0;
  const http: HttpClient = {
    request: ({ query = {} }) => {
      requests += 1;
      return Promise.resolve({ status: 200, headers: {}, body: rowsOf(calls, query.from!, query.to!) });
    },
    get requests() {
      return requests;
    },
  };
  const files = (): Promise<never> => Promise.reject(new Error('no files'));
  const ringostat = createRingostat({ http, files, projectId: '11111', timeZone: ZONE });
  const end = START + calls * STEP_MS;
  const span = { from: new Date(START).toISOString(), to: new Date(end).toISOString() };
  const start = beginRun(span, { projectId: '11111', timeZone: ZONE }, { earlier: null, kind: 'between' });
  const event = { timeZone: ZONE, defaultCountry: 'UA', projectId: '11111' };
  const provider = { seen: () => Promise.resolve(new Set<string>()) };
  // Ten minutes after its start a call without talk may still be running: all of these are over.
  const clock = { now: () => end + 3_600_000 };
  const measured: Measured = { calls, events: 0, heap: 0, checkpoint: 0 };
  let batches = 0;
  const before = used();
  for await (const { events, checkpoint } of reconcile(start, { ringostat, provider, clock, event })) {
    measured.events += events.length;
    // Collecting garbage takes its time: of a long run every fifth batch is looked at.
    if (batches++ % (calls > 10_000 ? 5 : 1) === 0) measured.heap = Math.max(measured.heap, used() - before);
    measured.checkpoint = Math.max(measured.checkpoint, JSON.stringify(checkpoint).length);
  }
  return measured;
}

async function main(): Promise<void> {
  // What is compiled and remembered once must not count for either.
  await measure(3000);
  process.stdout.write(JSON.stringify([await measure(1000), await measure(100_000)]));
}
void main();
