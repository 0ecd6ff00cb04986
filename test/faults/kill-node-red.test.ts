/**
 * Item 3 of issue 4: a real Node-RED dies by SIGKILL at every step of a plan, is started again, sends what
 * was cut again, and the event comes again too: the CRM holds what it holds after an undisturbed run.
 */
import { NodeRed } from '../node-red/node-red';
import { openNodeRed } from '../scenarios/hosts/node-red';
import { REC } from '../scenarios/look';
import { callPayload } from '../scenarios/payload';
import { createWorld, SECRET, type RunningWorld } from '../scenarios/world';
import { CRMS, FAULT } from './kit';
import { holdFrom, reached, steps } from './kill';
import { told } from './state';

let red: NodeRed;
beforeAll(async () => {
  red = await NodeRed.start('4');
}, 120_000);
afterAll(() => red?.close());

/** The webhook is answered before the CRM is asked. */
async function post(world: RunningWorld): Promise<void> {
  const trigger = (await red.flows()).find(({ type }) => type === 'ringostat-trigger');
  const query = new URLSearchParams({ event: 'incoming.ended', token: SECRET }).toString();
  const answer = await fetch(`${red.url}${String(trigger?.['path'])}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(callPayload(world.call({ recording: REC, utm: { utm_source: 'google' } }), 'ended')),
  });
  expect(answer.status).toBe(200);
}
/** Waits for the end of the flow, for so many events, and tells what the CRM holds. */
async function ended(world: RunningWorld, events: number): Promise<unknown> {
  const seen = await red.until(events, 30_000);
  expect(seen.map(({ msg }) => msg['error'])).toEqual(seen.map(() => undefined));
  return told(await world.view());
}

test.each(CRMS)(
  '%s: SIGKILL at every step of the plan, then the event again: the same end',
  async (crm) => {
    const world = createWorld(await openNodeRed(red), crm, FAULT);
    try {
      await world.setup();
      await post(world);
      const wanted = await ended(world, 1);
      const boundaries = steps(world.lab);
      expect(boundaries).toBeGreaterThan(1);
      for (let at = 0; at <= boundaries; at += 1) {
        await world.setup();
        holdFrom(world.lab, at);
        await post(world);
        await reached(world.lab, at, boundaries);
        // The start sends what was cut again, so the CRM answers by then.
        await red.killAndStart(() => world.lab.faults.clear());
        await post(world);
        // What was cut comes from the journal, beside the event that comes again; past the last step it may be struck.
        expect({ at, ended: await ended(world, at < boundaries ? 2 : 1) }).toEqual({ at, ended: wanted });
      }
      expect(world.violations()).toEqual([]);
    } finally {
      await world.end();
    }
  },
  180_000,
);
