/** A call placed with our own "Call back", from the operation to the record in the CRM, the same for both hosts (G-06). */
import { presets } from '../../core/matrix/presets';
import type { CrmId } from '../../core/model/plan';
import { labs } from '../../sandbox/labs';
import { clickedPayload } from '../../sandbox/ringostat/payloads';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeCall, FakeRingostat } from '../../sandbox/ringostat/types';
import type { Driver, Scenario } from '../scenarios/types';
import { createWorld, type RunningWorld } from '../scenarios/world';

export interface Order {
  employee: string;
  client: string;
  direction: 'in' | 'out';
}
export interface CallBackHost {
  driver: Driver;
  /** Runs the operation in the host; returns its error, null when there is none. */
  callBack(ringostat: FakeRingostat, order: Order): Promise<string | null>;
}

const NONE: Scenario = { id: 'G-06', title: 'call back', run: () => Promise.resolve() };
const CLIENT = '380671234567';

export function callBackTests(open: () => Promise<CallBackHost>): void {
  let host: CallBackHost;
  let world: RunningWorld;
  let ringostat: FakeRingostat;
  beforeAll(async () => {
    host = await open();
  }, 120_000);
  afterAll(() => host?.driver.close());
  afterEach(() => Promise.all([world?.end(), ringostat?.close()]));

  async function begin(crm: CrmId): Promise<void> {
    world = createWorld(host.driver, crm, NONE);
    await world.setup({ projectId: '11111' });
    ringostat = await startFakeRingostat({
      employees: [world.people.olena, world.people.ivan].map(({ id, name, email, extension, main }) => ({
        id: Number(id),
        name,
        email: email ?? '',
        extension: extension ?? '',
        sip: main[0]!,
      })),
    });
  }
  /** Orders a call by the operation; returns the call that Ringostat makes of it. */
  async function order(direction: Order['direction'], id: string, hoursAgo: number): Promise<FakeCall> {
    const employee = world.people.olena.main[0]!;
    expect(await host.callBack(ringostat, { employee, client: CLIENT, direction })).toBeNull();
    const ordered = ringostat.callbacks.splice(0);
    expect(ordered).toMatchObject([{ caller: CLIENT, callee: employee, direction, manager_dst: 0 }]);
    return ringostat.carryOut(ordered[0]!, {
      id,
      status: 'PROPER',
      billsec: 212,
      duration: 220,
      startedAt: Date.now() - hoursAgo * 3_600_000,
    });
  }

  describe.each(Object.keys(labs) as CrmId[])('%s', (crm) => {
    test.each([
      ['out', 'outgoing'],
      ['in', 'incoming'],
    ] as const)(
      'ordered with direction "%s": %s in the CRM under its client and manager, by webhook and by log',
      async (direction, written) => {
        await begin(crm);
        const { olena, ivan } = world.people;
        const contact = world.lab.seed('contact', { phone: `+${CLIENT}`, ownerId: ivan.crmUserId });
        const call = await order(direction, 'ua15_-1763700000.1', 3);
        // The operation's own flow took the calls flow's place in the host.
        await world.change({});
        const { answer, result } = await world.deliver({
          query: { event: `${written}.ended` },
          body: JSON.stringify(clickedPayload(call)),
        });
        expect([answer.status, result?.error ?? null, result?.outcome?.complete]).toEqual([200, null, true]);
        const wanted = {
          direction: written,
          // Where a task is the call record, that of an outgoing call is the responsible one's.
          ownerId: (direction === 'out' && presets[crm].callRecordIsTask ? ivan : olena).crmUserId,
          links: expect.arrayContaining([{ entity: 'contact', id: contact }]),
        };
        expect(result?.card?.manager?.crmUserId).toBe(olena.crmUserId);
        expect((await world.view()).calls).toMatchObject([wanted]);
        expect((await world.view()).contacts.map(({ id }) => id)).toEqual([contact]);

        // The log tells the same call: nothing lacks. The next one's webhook is lost: the log brings it.
        expect(await host.driver.replay(world.settings(), world.lab, ringostat, 0)).toEqual([]);
        await order(direction, 'ua15_-1763700000.2', 2);
        expect(await host.driver.replay(world.settings(), world.lab, ringostat, 1)).toEqual([]);
        const view = await world.view();
        expect(view.calls).toMatchObject([wanted, wanted]);
        expect(view.contacts.map(({ id }) => id)).toEqual([contact]);
        expect(world.violations()).toEqual([]);
      },
      120_000,
    );
  });
}
