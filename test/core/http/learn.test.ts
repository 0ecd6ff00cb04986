import { Pacer } from '../../../core/http/pacer';
import { reply, scripted, testClock } from './kit';

const spend = async (pacer: Pacer, clock: ReturnType<typeof testClock>, times: number): Promise<number> => {
  for (let n = 0; n < times; n += 1) await pacer.acquire(clock, true);
  return clock.slept.reduce((sum, ms) => sum + ms, 0);
};

test('the rest of a window teaches its length: the longest one seen counts, while the number stays', async () => {
  const clock = testClock();
  const pacer = new Pacer({ max: 100, windowMs: 2000 });
  pacer.learn({ max: 2, windowMs: 2000, remaining: 1, restMs: 60_000 }, clock.now());
  pacer.learn({ max: 2, windowMs: 2000, remaining: 1, restMs: 5000 }, clock.now());
  expect(await spend(pacer, clock, 3)).toBe(66_000);
  pacer.learn({ max: 40, windowMs: 2000, remaining: 30, restMs: 1000 }, clock.now());
  expect(await spend(pacer, clock, 38)).toBe(66_000);
});

test('a window that is used up, by whomever, is waited for', async () => {
  const clock = testClock();
  const pacer = new Pacer(null);
  pacer.learn({ max: 20, windowMs: 2000, remaining: 0, restMs: 1500 }, clock.now());
  expect(await spend(pacer, clock, 1)).toBe(1500);
});

test('searches have a limit of their own; those that waited for the account are spaced again', async () => {
  const limits = {
    accountKey: 'learn searches',
    searchPerSecond: 3,
    burst: { max: 2, windowMs: 10_000 },
    learn: (_: Record<string, string>, search: boolean) =>
      search ? { max: 4, windowMs: 1000, of: 'search' as const } : null,
  };
  const { client, clock } = scripted([reply(200)], { limits });
  const at: number[] = [];
  const started = clock.now();
  for (let n = 0; n < 5; n += 1) {
    await client.request({ method: 'GET', path: '/s' }, { action: 'search', lane: 'search' });
    at.push(clock.now() - started);
  }
  expect(at).toEqual([0, 0, 11_000, 11_000, 22_000]);
});

test('what others sent counts against a joint window; for 60 s a fifth of it is left to them', async () => {
  const clock = testClock();
  const pacer = new Pacer(null);
  await pacer.acquire(clock, true);
  // Ours is 1 of the 5 the vendor has counted: 10 - 2 (a fifth) - 5 leaves 3.
  pacer.learn({ max: 10, windowMs: 2000, remaining: 5, restMs: 500, joint: true }, clock.now());
  expect(await spend(pacer, clock, 3)).toBe(0);
  expect(await spend(pacer, clock, 1)).toBe(2200);
});
test('while nobody else sends, a joint window is all ours', async () => {
  const clock = testClock();
  const pacer = new Pacer(null);
  await pacer.acquire(clock, true);
  pacer.learn({ max: 10, windowMs: 2000, remaining: 9, restMs: 500, joint: true }, clock.now());
  expect(await spend(pacer, clock, 9)).toBe(0);
});
