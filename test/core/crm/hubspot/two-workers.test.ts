/** n8n's queue mode: workers that know nothing of each other share the searches of one account. */
import { phoneForms } from '../../../../core/phone/phone';
import type { Clock } from '../../../../core/http/types';
import { callStep, contactStep, startKit, taskStep, type Kit } from './kit';

/** Both sides live this much faster, so that a minute of searches takes seconds. */
const SPEED = 10;
const start = Date.UTC(2026, 10, 20, 12);
const began = Date.now();
const clock: Clock = {
  now: () => start + (Date.now() - began) * SPEED,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / SPEED)),
};
const CALLS = 100;
let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});

test('two workers share five searches a second: a hundred calls of new clients are all written', async () => {
  kit = await startKit({ clock, limits: { burstPer10s: null } });
  // A busy machine is no fault of the portal's.
  const ways = [1, 2].map(() => kit.connect({ clock, timeoutMs: 20_000 }));
  const handle = async (n: number): Promise<string[]> => {
    const { provider } = ways[n % ways.length] ?? kit;
    const callId = `p_call${n}`;
    const phone = phoneForms(`+38067${String(1_000_000 + n)}`, 'UA');
    if (!phone) throw new Error('the number is well formed');
    const found = await provider.find({
      phone,
      email: null,
      googleClientId: null,
      entities: ['contact', 'company'],
      closedDeals: false,
      recent: {},
    });
    const steps = [contactStep({ phone: phone.e164, callId }), callStep({ key: callId, links: [] })];
    return (await provider.apply(steps, found)).map(({ status, error }) => error?.message ?? status);
  };
  // What is done once (reading the vendor's descriptions) takes no part.
  await handle(CALLS);
  const outcomes = await Promise.allSettled(Array.from({ length: CALLS }, (_, n) => handle(n)));
  expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual(
    Array(CALLS).fill(['created', 'created']),
  );
  expect(kit.fake.records('contacts')).toHaveLength(CALLS + 1);
  expect(new Set(kit.fake.records('calls').map((call) => call.properties.ringostat_call_id)).size).toBe(
    CALLS + 1,
  );
}, 120_000);

test('what is no search does not wait while searches are refused', async () => {
  kit = await startKit({ limits: { searchPerSecond: 0, burstPer10s: null } });
  const waits: number[] = [];
  const stopped: Clock = {
    now: () => start,
    sleep: (ms) => {
      waits.push(ms);
      return new Promise(() => undefined);
    },
  };
  const { provider } = kit.connect({ clock: stopped });
  const question = provider.find({
    phone: phoneForms('+380671234567', 'UA'),
    email: null,
    googleClientId: null,
    entities: ['contact'],
    closedDeals: false,
    recent: {},
  });
  question.catch(() => undefined);
  while (waits.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const [task] = await provider.apply([taskStep('responsible', 'open', [])], []);
  expect(task?.status).toBe('created');
  expect(kit.fake.records('tasks')).toHaveLength(1);
});
