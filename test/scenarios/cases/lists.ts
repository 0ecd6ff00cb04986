/** G-29: Ringostat's staff list or the CRM's list of users cannot be read. F-08: many questions at once. In every CRM. */
import { providers } from '../../../core/crm/registry';
import type { CrmId } from '../../../core/model/plan';
import type { SandboxRequest } from '../../../sandbox/common/types';
import { startFakeRingostat } from '../../../sandbox/ringostat/server';
import type { FakeEmployee, FakeRingostat } from '../../../sandbox/ringostat/types';
import { askUntil } from '../ask-until';
import { openTasks } from '../look';
import type { Scenario, World } from '../types';

/** The request that reads the CRM's users. */
const USERS: Record<CrmId, (request: SandboxRequest) => boolean> = {
  hubspot: ({ path }) => path.startsWith('/crm/owners/'),
  salesforce: (request) => /FROM User\b/.test(`${request.query.get('q')} ${JSON.stringify(request.body)}`),
  zoho: ({ path }) => path.endsWith('/users'),
  nethunt: ({ path }) => path.endsWith('/triggers/auth-test') || path.endsWith('/v2/folders'),
  pipedrive: ({ path }) => path.endsWith('/users'),
};
/** Not repeated by the retry layer, so that no scenario waits for it; the other faults: test/core/team/kept-lists. */
const REFUSED = { status: 403, body: { error: 'Forbidden' } };
const MANY = 100_000;

async function staffOf({ people }: World): Promise<FakeRingostat> {
  const employees = [people.olena, people.ivan, people.sofia].map(
    ({ id, name, email, extension, main }): FakeEmployee => ({
      id: Number(id),
      name,
      email: email ?? '',
      extension: extension ?? '',
      sip: main[0]!,
    }),
  );
  return startFakeRingostat({ employees });
}
function bothDown({ lab, crm }: World, ringostat: FakeRingostat): void {
  ringostat.faults.next({ answer: REFUSED }, MANY);
  lab.faults.next({ match: USERS[crm], answer: REFUSED }, MANY);
}

/** Real time: what is fetched beside has ended by then. */
const beside = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

export const lists: Scenario[] = [
  {
    id: 'G-29',
    title:
      'staff list or user list cannot be read: the last known is used; without any, as an unmapped employee',
    async run(world) {
      const ringostat = await staffOf(world);
      const { olena, ivan, sofia } = world.people;
      const owners = async (): Promise<(string | null)[]> => {
        const { calls } = await world.view();
        return calls.map(({ ownerId }) => ownerId);
      };
      try {
        await world.setup({ staff: ringostat });
        // Where the API lists no users, somebody has to be met; nobody of the team is.
        if (world.lab.hidesUsers) world.lab.seed('deal');
        const call = (n: number) => world.call({ id: `ua0_-1763700000.${n}`, client: '380671239991' });
        await world.send(call(1), 'ended');
        bothDown(world, ringostat);
        await world.send(call(2), 'ended');
        await beside();
        const { result } = await world.send(call(3), 'ended');
        expect([result?.error, result?.outcome?.complete]).toEqual([null, true]);
        expect(await owners()).toEqual([1, 2, 3].map(() => olena.crmUserId));
        const told = (codes: string[] = []): string[] =>
          codes.filter((code) => /^routing\.(staff|users)/.test(code)).sort();
        const fixed = world.host === 'node-red';
        const codes = result?.card?.reasons.map(({ code }) => code);
        expect(told(codes)).toEqual(fixed ? [] : ['routing.staffOld', 'routing.usersOld']);
        // A team read at each run lives on the old list: the health check tells it.
        const old = (await world.health()).filter(({ code }) => code.startsWith('uses.old'));
        expect(old.map(({ level, code }) => `${level} ${code}`).sort()).toEqual(
          fixed ? [] : ['warning uses.oldStaff', 'warning uses.oldUsers'],
        );
        for (const { message } of old)
          expect(message).toMatch(/could not be read anew .*the one of 20.* is used/);

        // Nothing is known yet: the event is worked on, and told.
        await world.setup({ staff: await staffOf(world) });
        bothDown(world, world.settings().staff!);
        const cold = await world.send(call(4), 'ended');
        expect([cold.result?.error, cold.result?.outcome?.complete]).toEqual([null, true]);
        const why = cold.result?.card?.reasons.map(({ code }) => code);
        if (fixed) {
          // The typed team is what Node-RED knows, whatever fails.
          expect(await owners()).toEqual([olena.crmUserId]);
        } else {
          expect(told(why)).toEqual(['routing.staffLacks', 'routing.usersLacks']);
          expect(cold.result?.card?.manager?.crmUserId).toBeNull();
          expect(openTasks(await world.view())).toMatchObject([{ ownerId: sofia.crmUserId }]);
        }
        await world.settings().staff!.close();

        // Whom to ring: by the lists known; without any by the memory, else the reserve as a number.
        await world.setup({
          receive: 'routing',
          order: ['contact', 'deal'],
          reserve: '044 111 00 00',
          staff: await staffOf(world),
        });
        world.lab.seed('contact', { ownerId: ivan.crmUserId });
        expect((await world.ask(world.call())).body).toBe('proj_ivan');
        bothDown(world, world.settings().staff!);
        await world.ask(world.call());
        await beside();
        expect((await world.ask(world.call())).body).toBe('proj_ivan');
        expect((await world.ask(world.call({ client: '380671238888' }))).body).toBe('380441110000');
      } finally {
        await world.settings().staff?.close();
        await ringostat.close();
      }
    },
  },
  {
    id: 'F-08',
    title:
      'ten questions at once, CRM at 250 ms: each answered inside the budget; a question given up frees its place',
    async run(world) {
      const { ivan } = world.people;
      const [first = 'contact'] = providers[world.crm]!.routingOrder;
      const clients = Array.from({ length: 10 }, (_, n) => `38067123450${n}`);
      const begun = async (budgetMs: number): Promise<void> => {
        await world.setup({ receive: 'routing', budgetMs });
        for (const client of clients) world.lab.seed(first, { phone: `+${client}`, ownerId: ivan.crmUserId });
        // Signed in, and the list of users is there.
        expect(await askUntil(world, 'proj_ivan', { client: clients[0]! })).toContain('proj_ivan');
      };
      const BUDGET = 2000;
      await begun(BUDGET);
      world.lab.faults.next({ answer: { delayMs: 250 } }, MANY);
      const { result: answers, stallMs } = await world.withStall(() =>
        Promise.all(clients.map((client) => world.ask(world.call({ client })))),
      );
      for (const { status, body, elapsedMs } of answers) {
        expect([status, ['proj_ivan', ''].includes(body)]).toEqual([200, true]);
        expect(elapsedMs).toBeLessThan(BUDGET + 500 + stallMs);
      }
      // A busy machine answers some from the reserve; in time all the same.
      expect(answers.map(({ body }) => body)).toContain('proj_ivan');
      // Given up: what hung holds no place against who asks next.
      world.lab.faults.clear();
      await begun(500);
      world.lab.faults.next({ answer: 'hang' }, MANY);
      await Promise.all(clients.map((client) => world.ask(world.call({ client }))));
      world.lab.faults.clear();
      await new Promise((resolve) => setTimeout(resolve, 1200));
      // A busy machine may miss half a second once; a place that is still held is missed each time.
      const sent = world.lab.spent();
      const late = await askUntil(world, 'proj_ivan', { client: clients[1]! });
      expect(late).toContain('proj_ivan');
      // Nothing of those given up was sent after them.
      expect(world.lab.spent() - sent).toBeLessThanOrEqual(2 * late.length);
    },
  },
];
