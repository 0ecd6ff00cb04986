/** Item 5 of issue 4: access tokens that run out under many calls, and grants that are refused. */
import { accountAuth } from '../../node-red/host/auth';
import { clock } from '../../node-red/host/clock';
import { providers } from '../../core/crm/registry';
import { createHttpClient } from '../../core/http/client';
import { REFUSED_MS } from '../../core/http/oauth';
import { labs } from '../../sandbox/labs';
import type { Host } from '../scenarios/types';
import type { RunningWorld } from '../scenarios/world';
import { worldsIn } from './kit';
import { expireUnderWay, KINDS, MANY, met401, refreshes } from './tokens-kit';

/** Two of 20 calls at least ask in less, ms. */
const ANSWER_MS = 700;
const PROJECT = '11111';
const calls = (world: RunningWorld) =>
  Array.from({ length: MANY }, (_, n) =>
    world.call({ id: `ua0_-17637${String(n).padStart(5, '0')}.1`, client: `38067${String(1_000_000 + n)}` }),
  );

const ROTATES = ', whose refresh tokens serve once';
test.each([...KINDS.map((kind) => [...kind, ''] as const), ['salesforce', 'oAuth2', ROTATES] as const])(
  `%s %s%s: ${MANY} parallel 401 give 1 refresh, and all ${MANY} succeed, twice`,
  async (crm, signIn, rotates) => {
    const lab = await labs[crm]!.start({ signIn, rotates: rotates === ROTATES });
    const factory = providers[crm]!;
    const { kind, values, baseUrl } = lab.access;
    const http = createHttpClient({
      transport: accountAuth(factory, { kind, values: { ...values, baseUrl } }),
      clock,
      random: Math.random,
      system: factory.label,
      baseUrl,
      classify: factory.classify,
      // No limits: the point is that all of them leave at once.
      limits: { accountKey: `tokens ${crm} ${signIn}` },
    });
    const provider = factory.create({ http, clock, baseUrl, settings: lab.settings });
    try {
      await provider.users();
      expect(refreshes(lab)).toBe(1);
      for (const sofar of [2, 3]) {
        lab.tokens?.expire();
        const before = lab.requests.length;
        const lists = await Promise.all(Array.from({ length: MANY }, () => provider.users()));
        expect(lists.map(({ length }) => length > 0)).toEqual(Array(MANY).fill(true));
        expect(refreshes(lab)).toBe(sofar);
        expect(lab.requests.slice(before).filter(({ status }) => status === 401)).toHaveLength(MANY);
      }
    } finally {
      await lab.close();
    }
  },
);

describe.each<Host>(['core', 'n8n', 'node-red'])('in %s', (host) => {
  const { inWorld } = worldsIn(host);

  test.each(KINDS)(
    `%s %s: ${MANY} calls at once with a token that ran out: 1 refresh, every call written`,
    (crm, signIn) =>
      inWorld(
        crm,
        async (world) => {
          await world.setup();
          await world.send(world.call({ id: 'ua0_-1763600000.1' }), 'ended');
          const before = refreshes(world.lab);
          expireUnderWay(world.lab, ANSWER_MS);
          const done = await Promise.all(calls(world).map((call) => world.send(call, 'ended')));
          expect(done.map(({ result }) => result?.error ?? null)).toEqual(Array(MANY).fill(null));
          expect(met401(world.lab)).toBeGreaterThan(1);
          expect(refreshes(world.lab) - before).toBe(1);
          expect((await world.view()).calls).toHaveLength(MANY + 1);
        },
        { signIn },
      ),
    120_000,
  );

  test.each(KINDS)(
    `%s %s: refresh refused: one clear error, nothing written; ${MANY} calls replayed once it is put right`,
    (crm, signIn) =>
      inWorld(
        crm,
        async (world) => {
          await world.setup({ projectId: PROJECT });
          const sent = calls(world);
          world.lab.tokens?.expire();
          world.lab.tokens?.refuse(true);
          const done = await Promise.all(sent.map((call) => world.send(call, 'ended')));
          const errors = new Set(done.map(({ result }) => result?.error));
          expect(errors.size).toBe(1);
          const [error] = [...errors];
          expect(error).toContain(providers[crm]?.label);
          expect(error).toMatch(/credential|account/i);
          for (const secret of ['clientSecret', 'refreshToken', 'privateKey'])
            if (world.lab.access.values[secret]) expect(error).not.toContain(world.lab.access.values[secret]);
          expect((await world.view()).calls).toEqual([]);
          world.lab.tokens?.refuse(false);
          // The host remembers what was refused for a short while (n8n asks anew each time).
          if (host !== 'n8n') await clock.sleep(2 * REFUSED_MS);
          expect(
            await world.replay(
              sent.map((call) => ({ ...call, hoursAgo: 2 })),
              MANY,
            ),
          ).toEqual([]);
          expect((await world.view()).calls).toHaveLength(MANY);
        },
        { signIn },
      ),
    120_000,
  );
});
