/** Renewals of a host that asks for a token per request: one per set of requests that met 401 with one token. */
import { createRenewals } from '../../../core/http/renewals';
import { testClock } from './kit';

interface Given {
  accessToken: string;
}
/** A vendor that gives T1, T2, …; `hold()` keeps its answers back until the returned function is called. */
function vendor() {
  let given = 0;
  let gate = Promise.resolve();
  return {
    count: () => given,
    renew: async (): Promise<Given> => {
      given += 1;
      const token = `T${given}`;
      await gate;
      return { accessToken: token };
    },
    hold: (): (() => void) => {
      let open = (): void => undefined;
      gate = new Promise((resolve) => (open = resolve));
      return open;
    },
  };
}
const begin = () => {
  const clock = testClock();
  const { renew, ...rest } = vendor();
  const renewals = createRenewals<Given>(clock);
  const ask = async (held: string, account = 'a', how = renew) =>
    (await renewals(account, held, how)).accessToken;
  return { clock, ask, ...rest };
};

test('20 at once with one token: one renewal, all get its token', async () => {
  const { ask, count } = begin();
  expect(await Promise.all(Array.from({ length: 20 }, () => ask('T0')))).toEqual(Array(20).fill('T1'));
  expect(count()).toBe(1);
});

test('who asks with the old token after the renewal gets the newest; the newest itself is renewed', async () => {
  const { ask, count } = begin();
  expect(await ask('T0')).toBe('T1');
  expect(await ask('T0')).toBe('T1');
  expect(await ask('T1')).toBe('T2');
  expect(await Promise.all([ask('T0'), ask('T1')])).toEqual(['T2', 'T2']);
  expect(count()).toBe(2);
});

test('who asks with the old token while the newest is being renewed waits for that', async () => {
  const { ask, count, hold } = begin();
  await ask('T0');
  const open = hold();
  const both = Promise.all([ask('T1'), ask('T0')]);
  open();
  expect(await both).toEqual(['T2', 'T2']);
  expect(count()).toBe(2);
});

test('a token of another process is renewed, not set back to ours', async () => {
  const { ask } = begin();
  await ask('T0');
  expect(await ask('of another process')).toBe('T2');
});

test('without a token one signs in freshly, together with those who do so at once', async () => {
  const { ask, count } = begin();
  expect(await Promise.all([ask(''), ask('')])).toEqual(['T1', 'T1']);
  expect(await ask('')).toBe('T2');
  expect(count()).toBe(2);
});

test('a replaced token is remembered for two minutes', async () => {
  const { ask, clock } = begin();
  await ask('T0');
  clock.advance(120_000);
  expect(await ask('T0')).toBe('T1');
  clock.advance(1);
  expect(await ask('T0')).toBe('T2');
});

test('a vendor that gives the living token again is asked again', async () => {
  const { ask } = begin();
  let asked = 0;
  const same = () => Promise.resolve({ accessToken: `S${Math.min((asked += 1), 2) - 1}` });
  expect(await ask('S0', 'a', same)).toBe('S0');
  expect(await ask('S0', 'a', same)).toBe('S1');
  expect(asked).toBe(2);
});

test('a refusal is told to those who wait and kept for nobody', async () => {
  const { ask, count } = begin();
  let refused = 0;
  const refuse = async (): Promise<Given> => {
    refused += 1;
    await Promise.resolve();
    throw new Error('invalid_grant');
  };
  const told = await Promise.allSettled(Array.from({ length: 20 }, () => ask('T0', 'a', refuse)));
  expect(told.map(({ status }) => status)).toEqual(Array(20).fill('rejected'));
  expect(refused).toBe(1);
  await expect(ask('T0', 'a', refuse)).rejects.toThrow('invalid_grant');
  expect(refused).toBe(2);
  expect(await ask('T0')).toBe('T1');
  expect(count()).toBe(1);
});

test('accounts do not share tokens; of 101 the one renewed longest ago is forgotten', async () => {
  const { ask } = begin();
  expect(await Promise.all([ask('T0', 'a'), ask('T0', 'b')])).toEqual(['T1', 'T2']);
  for (let n = 0; n < 99; n += 1) await ask('T0', `more ${n}`);
  expect(await ask('T0', 'b')).toBe('T2');
  expect(await ask('T0', 'a')).toBe('T102');
});

test('the last ten replaced tokens of an account are kept', async () => {
  const { ask } = begin();
  for (let n = 0; n <= 10; n += 1) expect(await ask(`T${n}`)).toBe(`T${n + 1}`);
  expect(await ask('T1')).toBe('T11');
  expect(await ask('T0')).toBe('T12');
});
