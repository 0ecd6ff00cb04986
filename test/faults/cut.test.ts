/**
 * Item 3 of issue 4: the way to the CRM is cut at every request of a plan, in every way it can be. The same event again
 * (in the same process, and in a fresh one as after a restart) or the replay ends as an undisturbed run does.
 */
import type { Transport } from '../../core/http/types';
import type { FaultAnswer } from '../../sandbox/common/types';
import { REC } from '../scenarios/look';
import { openCore } from '../scenarios/hosts/core';
import type { Call, Settings } from '../scenarios/types';
import { createWorld, type RunningWorld } from '../scenarios/world';
import { leapingClock } from './clocks';
import { CRMS, FAULT } from './kit';
import { told, toldOfLog } from './state';

const FAULTS: Record<string, FaultAnswer> = {
  'dropped before the CRM has it': 'dropBefore',
  'dropped after commit': 'dropAfterCommit',
  '500': { status: 500, body: { message: 'internal error' } },
  '502 with HTML': {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>502 Bad Gateway</title></head></html>',
  },
  'no answer in time': 'hang',
};
/** From then on, until the sender gives up. A request that hangs is for the CRM as one dropped before. */
const LASTING = ['dropped before the CRM has it', 'dropped after commit', '500'];
/** A hanging request is given up after this, instead of 30 s; an answer of a fake takes 2. */
const PATIENCE_MS = 150;
const way = { impatient: false };
const impatient =
  (send: Transport): Transport =>
  (request) =>
    send(way.impatient ? { ...request, timeoutMs: PATIENCE_MS } : request);

/** The payload's and the call log's project. */
const REPLAYED_PROJECT = '11111';

/** What follows the cut. */
type Then = 'again' | 'again in a fresh process' | 'again in a fresh process, search blind' | 'replay';
const THEN: Then[] = [
  'again',
  'again in a fresh process',
  'again in a fresh process, search blind',
  'replay',
];
const BLIND_MS = 60_000;
/** Signing in is no step of a plan (item 5 is about it). */
const isStep = ({ path }: { path: string }): boolean => !path.endsWith('/token');
const steps = ({ lab }: RunningWorld): number => lab.requests.filter(isStep).length;

interface Story {
  name: string;
  call: Partial<Call>;
  seed(world: RunningWorld): void;
}
const UTM = { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'brand' };
const STORIES: Story[] = [
  { name: 'answered call of a new client', call: { recording: REC, utm: UTM }, seed: () => undefined },
  {
    name: 'missed call of a known client',
    call: { by: null, status: 'NO ANSWER', talk: 0, utm: UTM },
    seed: (world) => void world.lab.seed('contact', { ownerId: world.people.ivan.crmUserId }),
  },
];

/** Without unique fields a fresh process and a blind search need the setting of several workers: it reads back. */
const careful = (world: RunningWorld, then: Then): Partial<Settings> =>
  then.endsWith('blind') ? { crmSettings: { ...world.settings().crmSettings, workers: 'several' } } : {};

async function start(world: RunningWorld, { seed, call }: Story, then: Then): Promise<Call> {
  await world.setup({ projectId: REPLAYED_PROJECT });
  await world.change(careful(world, then));
  seed(world);
  if (then.endsWith('blind')) world.lab.searchLag(BLIND_MS);
  return world.call(call);
}
const state = (world: RunningWorld, then: Then): Promise<unknown> =>
  then === 'replay' ? toldOfLog(world) : world.view().then(told);

async function goOn(world: RunningWorld, then: Then, call: Call): Promise<void> {
  if (then === 'replay') return expect(await world.replay([{ ...call, hoursAgo: 2 }], 1)).toEqual([]);
  if (then !== 'again') await world.change({});
  expect((await world.send(call, 'ended')).result?.error).toBeNull();
}

/** Every cut of one kind, one CRM each; returns what ended otherwise than `wanted`. */
async function cutAll(world: RunningWorld, story: Story, then: Then, lasting: boolean): Promise<number> {
  way.impatient = false;
  expect((await world.send(await start(world, story, then), 'ended')).result?.error).toBeNull();
  const boundaries = steps(world);
  const wanted = await state(world, then);
  for (const [fault, answer] of Object.entries(FAULTS)) {
    if (lasting && !LASTING.includes(fault)) continue;
    for (let at = 0; at < boundaries; at += 1) {
      const call = await start(world, story, then);
      let seen = 0;
      world.lab.faults.next(
        { match: (request) => isStep(request) && seen++ >= at, answer },
        lasting ? 10_000 : 1,
      );
      way.impatient = answer === 'hang';
      await world.send(call, 'ended');
      way.impatient = false;
      const struck = steps(world) > at;
      world.lab.faults.clear();
      await goOn(world, then, call);
      expect({ fault, at, struck, ended: await state(world, then) }).toEqual({
        fault,
        at,
        struck: true,
        ended: wanted,
      });
    }
  }
  return boundaries;
}

describe.each(STORIES)('$name', (story) => {
  describe.each(THEN)('then %s', (then) => {
    test.each(
      CRMS.flatMap((crm) => [
        [crm, `${Object.keys(FAULTS).length} kinds of cut`, false] as const,
        [crm, `${LASTING.length} kinds of cut that last`, true] as const,
      ]),
    )(
      '%s: %s at every request of the plan',
      async (crm, _cuts, lasting) => {
        const clock = leapingClock();
        const driver = await openCore({ clock, wrap: impatient, replayAny: true });
        const world = createWorld(driver, crm, FAULT, { clock });
        try {
          expect(await cutAll(world, story, then, lasting)).toBeGreaterThan(1);
          expect(world.violations()).toEqual([]);
        } finally {
          await world.end();
        }
      },
      120_000,
    );
  });
});
