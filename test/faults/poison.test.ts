/** E2-21: one event that always fails stops nobody, is told, and is written by the replay once its cause is gone. */
import type { CrmId } from '../../core/model/plan';
import type { SandboxRequest } from '../../sandbox/common/types';
import { counts, MISSED } from '../scenarios/look';
import type { Call, Host } from '../scenarios/types';
import type { RunningWorld } from '../scenarios/world';
import { CRMS, worldsIn } from './kit';

/** The fake Ringostat's: keys of calls carry it, so that webhook and replay meet. */
const PROJECT = '11111';
/** Whatever holds it is refused, as a value of the client's that this CRM does not take. */
const POISON = '380671230666';
const CLIENTS = ['380671230001', POISON, '380671230002', '380671230003'];
const TEXT = 'the value is not valid';

function poison({ lab, crm }: RunningWorld): void {
  const writes = ({ method, path, body }: SandboxRequest): boolean =>
    method !== 'GET' &&
    !/oauth|search|coql|query/i.test(path) &&
    JSON.stringify(body ?? '').includes(POISON.slice(-9));
  const body: Record<CrmId, unknown> = {
    hubspot: { status: 'error', category: 'VALIDATION_ERROR', message: TEXT },
    salesforce: [{ errorCode: 'INVALID_FIELD', message: TEXT, fields: [] }],
    zoho: { code: 'INVALID_DATA', status: 'error', message: TEXT, details: {} },
    nethunt: TEXT,
    pipedrive: { success: false, error: TEXT },
  };
  lab.faults.next({ match: writes, answer: { status: 400, body: body[crm] } }, 10_000);
}
const callsOf = (world: RunningWorld): (Call & { hoursAgo: number })[] =>
  CLIENTS.map((client, n) => ({
    ...world.call({ id: `ua0_-176360000${n}.21`, client, ...MISSED }),
    hoursAgo: 20 - n,
  }));
const numbers = async (world: RunningWorld): Promise<(string | null)[]> =>
  (await world.view()).contacts.map(({ phone }) => phone).sort();
const HEALTHY = CLIENTS.filter((client) => client !== POISON)
  .map((client) => `+${client}`)
  .sort();
const ALL = CLIENTS.map((client) => `+${client}`).sort();

describe.each<Host>(['core', 'n8n', 'node-red'])('one event that always fails, in %s', (host) => {
  const { inWorld } = worldsIn(host);
  test.each(CRMS)(
    '%s: the others are written, by webhook and by replay; it is told each time, and replayed once it is cured',
    (crm) =>
      inWorld(crm, async (world) => {
        await world.setup({ projectId: PROJECT });
        poison(world);
        const calls = callsOf(world);
        const [first, bad, ...rest] = calls;
        // By webhook, the bad one more than once, as a sender that tries again would.
        for (const call of [first!, bad!, bad!]) {
          const { result } = await world.send(call, 'ended');
          if (call === bad) expect(result?.error).toContain(TEXT);
          else expect(result?.error ?? null).toBeNull();
        }
        expect(await numbers(world)).toEqual(HEALTHY.slice(0, 1));
        // The host was down for the rest.
        const told = await world.replay(calls, 1 + rest.length);
        expect(told).toHaveLength(1);
        expect(told[0]).toContain(TEXT);
        expect(await numbers(world)).toEqual(HEALTHY);
        expect(await world.replay(calls, 1)).toHaveLength(1);
        world.lab.faults.clear();
        expect(await world.replay(calls, 1)).toEqual([]);
        expect(await numbers(world)).toEqual(ALL);
        expect(counts(await world.view())).toMatchObject({ contacts: 4, calls: 4 });
        expect(await world.replay(calls, 0)).toEqual([]);
      }),
    120_000,
  );
});
