import type { Clock } from '../../../../core/http/types';
import { leadStep, startKit, type Kit } from './kit';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
/** Waits a fiftieth of what it is told, so that back-off of seconds takes a moment. */
const quickClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 50)),
};
const plan = (number: number): ReturnType<typeof leadStep> => {
  const phone = `+38067123${String(number).padStart(4, '0')}`;
  return leadStep(
    { phone, callId: `p_call${number}` },
    { key: phone.slice(1), stateKey: `${phone.slice(1)}_0` },
  );
};

test('forty calls at once in the free edition, which serves one composite at a time: nothing is lost', async () => {
  kit = await startKit({ limits: { concurrency: 5, credits: null }, workMs: 10 });
  const { provider } = kit.connect({ clock: quickClock });
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, number) => provider.apply([plan(number)], [])),
  );
  expect(outcomes.flat().map(({ status }) => status)).toEqual(Array(40).fill('created'));
  expect(kit.fake.records('Leads')).toHaveLength(40);
});

test("the day's credits are used up: one clear error, and the event can be run again", async () => {
  kit = await startKit({ limits: { concurrency: null, credits: 1 } });
  const { provider } = kit.connect();
  expect((await provider.apply([plan(1)], []))[0]?.status).toBe('created');
  const [outcome] = await provider.apply([plan(2)], []);
  expect(outcome?.error).toMatchObject({
    kind: 'rateLimited',
    advice: expect.stringContaining('24 hours') as string,
  });
  kit.fake.set({ limits: false });
  expect((await provider.apply([plan(2)], []))[0]?.status).toBe('created');
});
