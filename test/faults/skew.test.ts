/** E2-22: the clock of this machine and that of the CRM differ by five minutes. */
import type { Clock } from '../../core/http/types';
import { openCore } from '../scenarios/hosts/core';
import { counts, MISSED } from '../scenarios/look';
import type { CallMoment, Host } from '../scenarios/types';
import { createWorld, type RunningWorld } from '../scenarios/world';
import { clock as realClock } from '../../node-red/host/clock';
import { CRMS, FAULT, worldsIn } from './kit';
import { told } from './state';

const MINUTES = [-5, 5];
const MOMENTS: CallMoment[] = ['ringing', 'answered', 'ended'];
const EARLY = { R1: { contact: true, deal: true }, R2: { contact: true, deal: true } } as const;
/** Search is blind for what is new, so that a provider may go by the clock. */
const LAG_MS = 60_000;
const PROJECT = '11111';
/** The calls are of now, and the same for every clock. */
const NOW_S = Math.floor(Date.now() / 1000);
const shown = (second: number): string =>
  new Date(second * 1000).toLocaleString('sv-SE', { timeZone: 'Europe/Kyiv' });

/** A new client's call in three moments, a missed one of his after it, and all of it again after a restart. */
async function story(world: RunningWorld, lagMs = 0): Promise<unknown> {
  await world.setup({ rows: EARLY, projectId: PROJECT });
  // Without unique fields a new process reads back calls that just ended only where the builder says so (What remains).
  if (world.crm === 'nethunt')
    await world.change({ crmSettings: { ...world.lab.settings, workers: 'several' } });
  world.lab.searchLag(lagMs);
  const begun = NOW_S - 60;
  const recording = 'https://app.ringostat.com/r/1.wav';
  const first = world.call({ id: `ua0_-${begun}.1`, at: shown(begun), recording });
  const missed = world.call({ id: `ua0_-${NOW_S}.2`, at: shown(NOW_S), ...MISSED });
  const all = async (): Promise<void> => {
    for (const moment of MOMENTS) await world.send(first, moment);
    await world.send(missed, 'ended');
  };
  await all();
  await world.change({});
  await all();
  const view = await world.view();
  expect(counts(view)).toMatchObject({ contacts: 1, deals: 1, calls: 2 });
  const end = told(view);
  if (lagMs > 0) return end;
  // The call log holds both; the CRM lacks none of them.
  const log = [first, missed].map((call) => ({ ...call, hoursAgo: 0.01 }));
  expect(await world.replay(log, 0)).toEqual([]);
  return end;
}

describe('of this machine', () => {
  const clockAt = (minutes: number): Clock => ({
    ...realClock,
    now: () => realClock.now() + minutes * 60_000,
  });
  const endOf = async (crm: (typeof CRMS)[number], minutes: number, lagMs: number): Promise<unknown> => {
    const world = createWorld(await openCore({ clock: clockAt(minutes) }), crm, FAULT);
    try {
      return await story(world, lagMs);
    } finally {
      await world.end();
    }
  };
  test.each(CRMS.flatMap((crm) => [0, LAG_MS].map((lagMs) => [crm, lagMs] as const)))(
    `%s, search blind for %i ms: ${MINUTES.join(' and ')} minutes off, the end is that of clocks that agree`,
    async (crm, lagMs) => {
      const wanted = await endOf(crm, 0, lagMs);
      for (const minutes of MINUTES) expect(await endOf(crm, minutes, lagMs)).toEqual(wanted);
    },
    60_000,
  );
});

describe.each<Host>(['n8n', 'node-red'])('of the CRM, seen from %s', (host) => {
  const { inWorld } = worldsIn(host);
  test.each(CRMS)(
    `%s: ${MINUTES.join(' and ')} minutes off, the end is that of clocks that agree`,
    async (crm) => {
      const ends: unknown[] = [];
      for (const minutes of [0, ...MINUTES])
        await inWorld(
          crm,
          async (world) => {
            ends.push(await story(world));
          },
          { clock: { now: () => Date.now() + minutes * 60_000 } },
        );
      expect(ends[1]).toEqual(ends[0]);
      expect(ends[2]).toEqual(ends[0]);
    },
    120_000,
  );
});
