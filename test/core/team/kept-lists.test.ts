import { CrmError } from '../../../core/http/errors';
import { createKeptLists } from '../../../core/team';
import { settle, TestClock } from '../routing/make';

const MINUTE = 60_000;
const refused = (kind: CrmError['kind'], message: string): CrmError =>
  new CrmError({ kind, system: 'Ringostat', message, advice: '' });
const FAULTS: [string, () => Promise<string[]>][] = [
  ['401', () => Promise.reject(refused('credentialRefused', '401'))],
  ['403', () => Promise.reject(refused('notPermitted', '403'))],
  ['429', () => Promise.reject(refused('rateLimited', '429'))],
  ['5xx', () => Promise.reject(refused('temporary', '503'))],
  ['a fault of nobody’s words', () => Promise.reject(new TypeError('token pat-1'))],
  ['an empty list', () => Promise.resolve([])],
];

test.each(FAULTS)(
  'G-29 the last list is used however old while reading it ends in %s',
  async (_name, fail) => {
    const clock = new TestClock();
    const lists = createKeptLists<string>(clock);
    expect((await lists.get('a', async () => ['olena'])).items).toEqual(['olena']);
    await clock.pass(30 * 24 * 60 * MINUTE);
    // The old one at once; the fresh one is fetched beside.
    expect(await lists.get('a', fail)).toMatchObject({ items: ['olena'], fault: null });
    await settle();
    const { items, fault } = await lists.get('a', fail);
    expect(items).toEqual(['olena']);
    expect(fault).toEqual(expect.any(String));
    expect(fault).not.toContain('pat-1');
    await clock.pass(31_000);
    await lists.get('a', async () => ['ivan']);
    await settle();
    expect(await lists.get('a', fail)).toMatchObject({ items: ['ivan'], fault: null });
  },
);

test('a reading that hangs blocks nobody who has a list, and the first one for ten seconds', async () => {
  const clock = new TestClock();
  const lists = createKeptLists<string>(clock);
  const hanging = (): Promise<string[]> => new Promise(() => undefined);
  const first = lists.get('a', hanging);
  const told = expect(first).rejects.toThrow('within 10 s');
  await clock.pass(10_000);
  await told;
  await lists.get('b', async () => ['olena']);
  await clock.pass(11 * MINUTE);
  expect((await lists.get('b', hanging)).items).toEqual(['olena']);
});

test('parallel askers share one reading; after a fault nobody asks for half a minute, then a minute', async () => {
  const clock = new TestClock();
  const lists = createKeptLists<string>(clock);
  let asked = 0;
  const read = async (): Promise<string[]> => {
    asked += 1;
    throw refused('temporary', 'down');
  };
  const ask = (): Promise<unknown> => lists.get('a', read).catch(({ message }: Error) => message);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['down', 'down', 'down']);
  expect(await ask()).toBe('down');
  expect(asked).toBe(1);
  await clock.pass(30_000);
  await ask();
  await clock.pass(30_000);
  await ask();
  expect(asked).toBe(2);
  await clock.pass(30_000);
  await ask();
  expect([asked, lists.trouble('a')]).toEqual([3, { readAt: null, fault: 'down' }]);
});
