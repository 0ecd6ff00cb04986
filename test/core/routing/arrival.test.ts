/** F-08: the budget runs from the arrival of the question, and one given up costs nobody a place. By a clock of the test. */
import { createHttpClient } from '../../../core/http/client';
import { TransportFault } from '../../../core/http/errors';
import type { HttpRequest, HttpResponse } from '../../../core/http/types';
import { answerRouting, type RoutingInput } from '../../../core/routing/find-responsible';
import { reply } from '../http/kit';
import { employee, event, finder, found, memory, settle, TestClock } from './make';

const olena = employee({ id: '1', name: 'Olena', main: ['proj_olena'] });
const contact = found('contact', 'c1', { ownerId: 'crm-1' });
const asked = (clock: TestClock, ago: number, change: Partial<RoutingInput> = {}): RoutingInput => ({
  event: event({ kind: 'routing', name: 'routing', receivedAt: new Date(clock.now() - ago).toISOString() }),
  team: { employees: [olena], senior: null },
  order: ['contact', 'deal'],
  several: 'newestActivity',
  budgetMs: 2000,
  reserve: '044 111 00 00',
  language: 'en',
  memory: memory(),
  accountKey: 'acc',
  ...change,
});
const never = (): Promise<never> => new Promise(() => undefined);

test.each([0, 100, 400, 700, 1000, 1500, 1999, 2500, 29_999])(
  'a question that is %i ms old is answered within what is left of its budget',
  async (ago) => {
    const clock = new TestClock();
    const began = clock.now();
    let answeredAt = NaN;
    const answering = answerRouting(asked(clock, ago), finder(never), clock).then((result) => {
      answeredAt = clock.now();
      return result;
    });
    for (let ms = 0; ms < 2100; ms += 10) await clock.pass(10);
    expect((await answering).answer.direction).toBe('380441110000');
    // As late as a step of the clock; what is over is answered at once.
    expect(answeredAt - began + ago).toBeLessThanOrEqual(Math.max(2000, ago + 10));
  },
);

test('with nothing left the CRM is not asked and the owner remembered is rung', async () => {
  const clock = new TestClock();
  const provider = finder(async () => [contact]);
  const remembering = memory();
  remembering.rememberOwner('acc', '380671234567', 'proj_olena');
  const { answer } = await answerRouting(asked(clock, 1900, { memory: remembering }), provider, clock);
  expect([answer.direction, answer.decidedBy, provider.asked]).toEqual(['proj_olena', 'remembered', []]);
});

test('a question run again by hand, long after it came, has its whole budget', async () => {
  const clock = new TestClock();
  const { answer } = await answerRouting(
    asked(clock, 86_400_000),
    finder(async () => [contact]),
    clock,
  );
  expect(answer.decidedBy).toBe('found');
});

test('a team that cannot be read in time, or at all, leaves the owner remembered, and he stays so', async () => {
  for (const team of [never, () => Promise.reject(new Error('x'))]) {
    const clock = new TestClock();
    const remembering = memory();
    remembering.rememberOwner('acc', '380671234567', 'proj_olena');
    const answering = answerRouting(asked(clock, 0, { memory: remembering, team }), finder(never), clock);
    await clock.pass(2000);
    expect((await answering).answer).toMatchObject({ direction: 'proj_olena', decidedBy: 'remembered' });
    expect(remembering.owners.get('acc 380671234567')).toBe('proj_olena');
  }
});

test('whoever has left the CRM is not rung; when nobody can tell, he is', async () => {
  const ivan = employee({ id: '2', name: 'Ivan', main: ['proj_ivan'] });
  const team = { employees: [olena, ivan], senior: null };
  const deal = found('deal', 'd1', { ownerId: 'crm-2', contactIds: ['c1'] });
  const rings = async (users: RoutingInput['users']): Promise<string> => {
    const clock = new TestClock();
    const provider = finder(async () => [contact, deal]);
    return (await answerRouting(asked(clock, 0, { team, ...(users ? { users } : {}) }), provider, clock))
      .answer.direction;
  };
  const user = { id: 'crm-2', name: 'Ivan', email: null, active: true };
  expect(await rings(async () => ({ users: [user], complete: true }))).toBe('proj_ivan');
  expect(await rings(async () => ({ users: [user], complete: false }))).toBe('proj_olena');
  expect(await rings(async () => null)).toBe('proj_olena');
  expect(await rings(() => Promise.reject(new Error('down')))).toBe('proj_olena');
});

test('given up: what waits is never sent, and what hangs leaves its slot to whoever wants it', async () => {
  const clock = new TestClock();
  const sent: string[] = [];
  const http = createHttpClient({
    transport: ({ url, signal }: HttpRequest) => {
      sent.push(url);
      if (!url.endsWith('/hangs')) return Promise.resolve(reply(200));
      return new Promise<HttpResponse>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new TransportFault('cancelled', 'aborted', true)));
      });
    },
    clock,
    random: () => 0,
    system: 'Test',
    baseUrl: 'https://x.example',
    limits: { accountKey: 'given up', concurrent: 1 },
  });
  const stop = new AbortController();
  const get = (path: string, signal?: AbortSignal): Promise<unknown> =>
    http
      .request({ method: 'GET', path, signal }, { action: 'x', lane: signal ? 'urgent' : 'normal' })
      .catch((error: unknown) => error);
  const questions = [get('/hangs', stop.signal), get('/waits', stop.signal)];
  await settle();
  stop.abort();
  await Promise.all([...questions.slice(1), get('/other')]);
  expect(sent.map((url) => new URL(url).pathname)).toEqual(['/hangs', '/other']);
  await questions[0];
  expect(clock.sleeping).toBe(0);
});
