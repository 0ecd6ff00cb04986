/** E2-17: the CRM is the ledger, so there is no window of time: an event of long ago finds what its call made, and changes nothing. */
import type { Clock } from '../../core/http/types';
import { clock as realClock } from '../../node-red/host/clock';
import { openCore } from '../scenarios/hosts/core';
import { counts, MISSED } from '../scenarios/look';
import type { Call, CallMoment, Host } from '../scenarios/types';
import { createWorld, type RunningWorld } from '../scenarios/world';
import { CRMS, FAULT, worldsIn } from './kit';
import { told } from './state';

const DAYS = 30;
const AGO_MS = DAYS * 86_400_000;
const MOMENTS: CallMoment[] = ['ringing', 'answered', 'ended'];
const EARLY = { R1: { contact: true, deal: true }, R2: { contact: true, deal: true } } as const;
const shown = (ms: number): string => new Date(ms).toLocaleString('sv-SE', { timeZone: 'Europe/Kyiv' });

/** A new client's talk and his missed call after it; then his deal ends, the host is new, and all events come again. */
async function story(world: RunningWorld, closed: 'won' | 'lost', later: () => void): Promise<void> {
  await world.setup({ rows: EARLY });
  const begun = Math.floor((Date.now() - AGO_MS) / 1000);
  const at = (second: number, change: Partial<Call> = {}): Call =>
    world.call({ id: `ua0_-${second}.7`, at: shown(second * 1000), ...change });
  const talk = at(begun, { recording: 'https://app.ringostat.com/r/1.wav', utm: { utm_source: 'google' } });
  const missed = at(begun + 600, MISSED);
  const all = async (): Promise<(string | null)[]> => {
    const errors = [];
    for (const moment of MOMENTS) errors.push((await world.send(talk, moment)).result?.error ?? null);
    errors.push((await world.send(missed, 'ended')).result?.error ?? null);
    return errors;
  };
  const none = [null, null, null, null];
  expect(await all()).toEqual(none);
  const [deal] = (await world.view()).deals;
  world.lab.edit('deal', deal!.id, { closed });
  const before = await world.view();
  expect(counts(before)).toMatchObject({ contacts: 1, deals: 1, calls: 2 });
  later();
  // Nothing of the first time is remembered.
  await world.change({});
  expect(await all()).toEqual(none);
  expect(told(await world.view())).toEqual(told(before));
}

describe('without a host, the clocks of both are set forward', () => {
  test.each(CRMS.flatMap((crm) => (['won', 'lost'] as const).map((closed) => [crm, closed] as const)))(
    `%s: events sent again after ${DAYS} days, the deal is %s: nothing new, nothing changed`,
    async (crm, closed) => {
      let behind = AGO_MS;
      const now = (): number => Date.now() - behind;
      const clock: Clock = { ...realClock, now };
      const world = createWorld(await openCore({ clock }), crm, FAULT, { clock: { now } });
      try {
        await story(world, closed, () => {
          behind = 0;
        });
        expect(world.violations()).toEqual([]);
      } finally {
        await world.end();
      }
    },
    30_000,
  );
});

describe.each<Host>(['n8n', 'node-red'])('in %s', (host) => {
  const { inWorld } = worldsIn(host);
  test.each(CRMS)(
    `%s: events of ${DAYS} days ago, sent twice, the deal is won meanwhile: nothing new, nothing changed`,
    (crm) => inWorld(crm, (world) => story(world, 'won', () => undefined)),
    60_000,
  );
});
