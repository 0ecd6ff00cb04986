/** G-22: what was answered 200 is finished, whatever happens to the host meanwhile. In every CRM. */
import { endState } from '../end-state';
import type { Call, Scenario, World } from '../types';

/** The fake Ringostat's: keys of calls carry it, so that webhook and replay meet. */
const REPLAYED_PROJECT = '11111';
/** Slow enough that a deploy falls into the first question to the CRM, and its end into the same one asked again. */
const SLOW_MS = 1500;

/** The log tells these three of a visit. */
const call = (world: World): Call =>
  world.call({ utm: { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'spring' } });

async function until(done: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!done()) {
    if (Date.now() > deadline) throw new Error('the flow never asked the CRM');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Node-RED: the flow is deployed while the finder waits for the CRM; the event comes to its end by itself. */
async function deployedMeanwhile(world: World): Promise<void> {
  world.lab.faults.next({ answer: { delayMs: SLOW_MS } }, 1000);
  const sent = world.send(call(world), 'ended');
  await until(() => world.lab.requests.length > 0);
  await world.change({});
  world.lab.faults.clear();
  const { answer, result } = await sent;
  expect(answer.status).toBe(200);
  expect(result?.outcome?.complete).toBe(true);
}

/** n8n: the execution was cut; what it left open is found by comparing the log with the CRM. */
async function comparedLater(world: World, from: number): Promise<void> {
  let seen = 0;
  world.lab.faults.next(
    // A cut takes requests to the CRM; a token server that refuses is another story (its refusal is believed for a minute).
    {
      match: ({ path }) => !path.endsWith('/token') && seen++ >= from,
      answer: { status: 403, body: '{"message":"cut"}' },
    },
    10_000,
  );
  const { answer } = await world.send(call(world), 'ended');
  expect(answer.status).toBe(200);
  world.lab.faults.clear();
  expect((await world.view()).calls).toEqual([]);
  const log = [{ ...call(world), hoursAgo: 2 }];
  expect(await world.replay(log, 1)).toEqual([]);
  const writes = world.lab.writes().length;
  expect(await world.replay(log, 0)).toEqual([]);
  expect(world.lab.writes()).toHaveLength(writes);
}

export const accepted: Scenario[] = [
  {
    id: 'G-22',
    title: 'an event that was answered 200 is finished, once, although its flow was cut',
    async run(world) {
      const projectId = REPLAYED_PROJECT;
      await world.setup({ projectId });
      await world.send(call(world), 'ended');
      const undisturbed = await endState(world);
      for (const from of world.host === 'node-red' ? [0] : [0, 1]) {
        await world.setup({ projectId });
        if (world.host === 'node-red') await deployedMeanwhile(world);
        else await comparedLater(world, from);
        expect({ from, state: await endState(world) }).toEqual({ from, state: undisturbed });
      }
    },
  },
];
