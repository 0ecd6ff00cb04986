import { createHttpClient } from '../../../core/http/client';
import type { HttpResponse } from '../../../core/http/types';
import { Slots } from '../../../core/http/slots';
import { reply, testClock } from './kit';

/** Lets everything that can go on go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('no more than allowed are under way; urgent ones go first; an aborted one leaves the queue', async () => {
  const slots = new Slots(2);
  const clock = testClock();
  const order: string[] = [];
  const take = (name: string, urgent = false, signal?: AbortSignal): Promise<() => void> =>
    slots.acquire(clock, urgent, signal).then((free) => {
      order.push(name);
      return free;
    });
  const first = await take('first');
  await take('second');
  const stop = new AbortController();
  const waiting = [take('normal'), take('urgent', true), take('aborted', true, stop.signal)];
  stop.abort();
  await expect(waiting[2]).rejects.toMatchObject({ reason: 'aborted', sent: false });
  expect(order).toEqual(['first', 'second']);
  first();
  // Twice is once.
  first();
  (await waiting[1]!)();
  await waiting[0];
  expect(order).toEqual(['first', 'second', 'urgent', 'normal']);
});

test('a refusal halves the number, never below one; it recovers after ten minutes', async () => {
  const slots = new Slots(2);
  const clock = testClock();
  slots.refused(clock);
  slots.refused(clock);
  const free = await slots.acquire(clock, false);
  let second = false;
  const waits = slots.acquire(clock, false).then((release) => {
    second = true;
    return release;
  });
  await settle();
  expect(second).toBe(false);
  free();
  (await waits)();
  clock.advance(600_001);
  await slots.acquire(clock, false);
  await slots.acquire(clock, false);
});

test('without a limit nobody waits', async () => {
  const slots = new Slots(null);
  const clock = testClock();
  slots.refused(clock);
  await Promise.all(Array.from({ length: 50 }, () => slots.acquire(clock, false)));
});

test('the client keeps the number, also when requests fail', async () => {
  let under = 0;
  let most = 0;
  let sent = 0;
  const client = createHttpClient({
    transport: async (): Promise<HttpResponse> => {
      under += 1;
      sent += 1;
      most = Math.max(most, under);
      await settle();
      under -= 1;
      if (sent % 5 === 0) throw new Error('broken');
      return reply(200);
    },
    clock: testClock(),
    random: () => 0.5,
    system: 'Test CRM',
    baseUrl: 'https://crm.example',
    limits: { accountKey: 'slots of the client', concurrent: 2 },
  });
  const ask = (): Promise<unknown> =>
    client.request({ method: 'GET', path: '/' }, { action: 'asking' }).catch((error: unknown) => error);
  await Promise.all(Array.from({ length: 30 }, ask));
  expect([most, sent]).toEqual([2, 30]);
});
