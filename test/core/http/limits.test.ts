import { createHttpClient } from '../../../core/http/client';
import { Pacer } from '../../../core/http/pacer';
import { createLanes } from '../../../core/apply/lanes';
import { reply, testClock } from './kit';

/** A clock whose sleepers wake in order of time when `run` is called. */
function stepClock(): { now(): number; sleep(ms: number): Promise<void>; run(until: number): Promise<void> } {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let n = 0; n < 50; n += 1) await Promise.resolve();
  };
  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => sleepers.push({ at: now + ms, wake })),
    async run(until) {
      await settle();
      for (;;) {
        sleepers.sort((a, b) => a.at - b.at);
        const next = sleepers[0];
        if (!next || next.at > until) break;
        sleepers.shift();
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = until;
    },
  };
}

test('searches of one account share their limit over clients; a routing search goes first', async () => {
  const clock = stepClock();
  const sent: { lane: string; at: number }[] = [];
  const make = () =>
    createHttpClient({
      transport: ({ headers = {} }) => {
        sent.push({ lane: headers.lane ?? '', at: clock.now() });
        return Promise.resolve(reply(200));
      },
      clock,
      random: () => 0,
      system: 'Test',
      baseUrl: 'https://x.example',
      limits: { accountKey: 'shared', searchPerSecond: 5 },
    });
  const ask = (client: ReturnType<typeof make>, lane: 'search' | 'routing' | 'normal') =>
    client.request(
      { method: 'POST', path: '/s', headers: { lane } },
      { action: 'asking', idempotent: true, lane },
    );
  const [one, two] = [make(), make()];
  const all = Array.from({ length: 12 }, (_, n) => ask(n % 2 ? one : two, 'search'));
  await clock.run(500);
  expect(sent.filter(({ lane }) => lane === 'search')).toHaveLength(4);
  all.push(ask(two, 'routing'), ask(one, 'normal'));
  await clock.run(501);
  expect(sent.find(({ lane }) => lane === 'routing')?.at).toBe(500);
  expect(sent.find(({ lane }) => lane === 'normal')?.at).toBe(500);
  await clock.run(10_000);
  await Promise.all(all);
  const times = sent.filter(({ lane }) => lane !== 'normal').map(({ at }) => at);
  for (const at of times)
    expect(times.filter((other) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(5);
});

test('the real limit is learnt from the headers of an answer', async () => {
  const clock = stepClock();
  let sent = 0;
  const client = createHttpClient({
    transport: () => {
      sent += 1;
      return Promise.resolve(reply(200, {}, { max: '3' }));
    },
    clock,
    random: () => 0,
    system: 'Test',
    baseUrl: 'https://x.example',
    limits: { accountKey: 'learning', learn: ({ max }) => ({ max: Number(max), windowMs: 1000 }) },
  });
  const ask = () => client.request({ method: 'GET', path: '/' }, { action: 'asking' });
  await ask();
  const rest = [ask(), ask(), ask(), ask()];
  await clock.run(900);
  expect(sent).toBeLessThanOrEqual(3);
  await clock.run(20_000);
  await Promise.all(rest);
  expect(sent).toBe(5);
});

test('a refused account is left alone until its wait is over', async () => {
  const clock = stepClock();
  const sent: number[] = [];
  const client = createHttpClient({
    transport: () => {
      sent.push(clock.now());
      return Promise.resolve(sent.length === 1 ? reply(429, {}, { 'retry-after': '5' }) : reply(200));
    },
    clock,
    random: () => 0,
    system: 'Test',
    baseUrl: 'https://x.example',
    limits: { accountKey: 'paused' },
  });
  const first = client.request({ method: 'GET', path: '/' }, { action: 'asking' });
  await clock.run(10);
  const second = client.request({ method: 'GET', path: '/' }, { action: 'asking' });
  await clock.run(6000);
  await Promise.all([first, second]);
  expect(sent).toEqual([0, 5000, 5000]);
});

test('who is cancelled while waiting leaves the queue', async () => {
  const pacer = new Pacer({ max: 1, windowMs: 1000 });
  const clock = stepClock();
  const stop = new AbortController();
  await pacer.acquire(clock, false);
  const waiting = pacer.acquire(clock, false, stop.signal);
  const next = pacer.acquire(clock, false);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ reason: 'aborted', sent: false });
  await clock.run(2000);
  await expect(next).resolves.toBeUndefined();
});

test('lanes: one after the other by key, side by side over keys, a fault stops nobody', async () => {
  const lanes = createLanes();
  const order: string[] = [];
  const work =
    (name: string, fail = false) =>
    async () => {
      order.push(`${name} begins`);
      await testClock().sleep(1);
      order.push(`${name} ends`);
      if (fail) throw new Error(name);
      return name;
    };
  const results = await Promise.allSettled([
    lanes.run('a', work('a1', true)),
    lanes.run('a', work('a2')),
    lanes.run('b', work('b1')),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(order.indexOf('a2 begins')).toBeGreaterThan(order.indexOf('a1 ends'));
  expect(order.indexOf('b1 begins')).toBeLessThan(order.indexOf('a1 ends'));
  await Promise.resolve();
  expect(lanes.busy).toBe(0);
});

test('a limit told nowhere is what the vendor took before it refused; it grows while nothing is refused', async () => {
  const clock = stepClock();
  const PER_MINUTE = 20;
  let real = PER_MINUTE;
  const taken: number[] = [];
  let refused = 0;
  const client = createHttpClient({
    transport: () => {
      if (taken.filter((at) => at > clock.now() - 60_000).length >= real) {
        refused += 1;
        return Promise.resolve(reply(429));
      }
      taken.push(clock.now());
      return Promise.resolve(reply(200));
    },
    clock,
    random: () => 0.5,
    system: 'Test',
    baseUrl: 'https://x.example',
    limits: { accountKey: 'guessing', untold: true },
  });
  const many = (count: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: count }, () => client.request({ method: 'GET', path: '/' }, { action: 'asking' })),
    );
  const herd = many(100);
  await clock.run(600_000);
  await herd;
  expect(taken).toHaveLength(100);
  // The herd itself, and a few each time the guess has grown past the limit.
  expect(refused).toBeGreaterThanOrEqual(80);
  expect(refused).toBeLessThanOrEqual(100);

  real = Infinity;
  const before = taken.length;
  const flood = many(400);
  await clock.run(1_200_000);
  await flood;
  const perMinute = Array.from({ length: 10 }, (_, minute) =>
    taken.slice(before).filter((at) => Math.floor((at - 600_000) / 66_000) === minute),
  ).map(({ length }) => length);
  expect(perMinute[0]).toBeLessThan(2 * PER_MINUTE);
  expect(Math.max(...perMinute)).toBeGreaterThan(2 * PER_MINUTE);
});

test('a refusal after few requests says nothing of the limit: ten a window are tried all the same', async () => {
  const clock = stepClock();
  const at: number[] = [];
  const client = createHttpClient({
    transport: () => Promise.resolve(reply(at.push(clock.now()) === 1 ? 429 : 200)),
    clock,
    random: () => 0.5,
    system: 'Test',
    baseUrl: 'https://x.example',
    limits: { accountKey: 'guessing little', untold: true },
  });
  const first = client.request({ method: 'GET', path: '/' }, { action: 'asking' });
  await clock.run(10_000);
  await first;
  const more = Promise.all(
    Array.from({ length: 8 }, () => client.request({ method: 'GET', path: '/' }, { action: 'asking' })),
  );
  await clock.run(10_001);
  await more;
  expect(at).toHaveLength(10);
});

test('a wait that the vendor tells is the whole answer: nothing is guessed, and all go on when it is over', async () => {
  const clock = stepClock();
  const at: number[] = [];
  const client = createHttpClient({
    transport: () =>
      Promise.resolve(at.push(clock.now()) === 20 ? reply(429, '', { 'retry-after': '1' }) : reply(200)),
    clock,
    random: () => 0.5,
    system: 'Test',
    baseUrl: 'https://x.example',
    limits: { accountKey: 'told', untold: true },
  });
  const all = Promise.all(
    Array.from({ length: 20 }, () => client.request({ method: 'GET', path: '/' }, { action: 'asking' })),
  );
  await clock.run(0);
  const later = Promise.all(
    Array.from({ length: 60 }, () => client.request({ method: 'GET', path: '/' }, { action: 'asking' })),
  );
  await clock.run(2000);
  await Promise.all([all, later]);
  expect(at).toHaveLength(81);
  expect(Math.max(...at)).toBe(1000);
});
