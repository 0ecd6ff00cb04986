/** Numbers, prefixes and own lines of which nothing is written, in every CRM: G-31. */
import { maskNumbers } from '../../../core/phone/mask';
import { ownLine } from '../people';
import type { Call, Scenario, World } from '../types';

/** The fake Ringostat's: keys of calls carry it, so that webhook and replay meet. */
const REPLAYED_PROJECT = '11111';
const LISTED = '050 111 22 33\n+38093*; 063*';
const OF_LIST = ['380501112233', '380931234567', '380631234567'];
const OTHERS = ['380501112234', '48631234567'];

async function skipped(world: World, calls: Call[], entry: string | null): Promise<void> {
  for (const call of calls) {
    const before = world.lab.requests.length;
    const { answer, result } = await world.send(call, 'ended');
    const told = JSON.parse(answer.body) as { ok: boolean; skipped?: string };
    expect([call.client, answer.status, told.ok, result]).toEqual([call.client, 200, true, null]);
    expect(told.skipped).toContain('among the numbers that are never recorded');
    // Hosts mask numbers in what they answer.
    if (entry !== null)
      expect([entry, maskNumbers(entry)].some((shown) => told.skipped!.includes(shown))).toBe(true);
    expect(world.lab.requests).toHaveLength(before);
  }
}

export const neverRecord: Scenario[] = [
  {
    id: 'G-31',
    title:
      'a number, a prefix or an own line that is never recorded: answered 200 with that reason, nothing written',
    async run(world) {
      await world.setup({ neverRecord: LISTED, projectId: REPLAYED_PROJECT });
      const call = (client: string, n: number): Call & { hoursAgo: number } => ({
        ...world.call({ client, id: `ua0_-17636000${n}.31` }),
        hoursAgo: 40 - n,
      });
      const listed = OF_LIST.map(call);
      await skipped(world, listed, null);
      await skipped(world, [{ ...listed[1]!, direction: 'out', type: 'out' }], null);
      expect(world.lab.writes()).toEqual([]);
      // Nor do they come by the log; the others do.
      const others = OTHERS.map((client, n) => call(client, n + OF_LIST.length));
      expect(await world.replay([...listed, ...others], OTHERS.length)).toEqual([]);
      const { contacts, calls } = await world.view();
      expect(contacts.map(({ phone }) => phone).sort()).toEqual(OTHERS.map((client) => `+${client}`).sort());
      expect(calls).toHaveLength(OTHERS.length);

      await world.setup({ neverRecord: `12345, ${ownLine}`, projectId: REPLAYED_PROJECT });
      await skipped(world, others, ownLine);
      expect(await world.replay(others, 0)).toEqual([]);
      expect(world.lab.writes()).toEqual([]);
    },
  },
];
