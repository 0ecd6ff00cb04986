/** A calls flow and a routing flow side by side in one process of a host, both of one CRM account (item 4 of issue 4). */
import type { SandboxClock } from '../../sandbox/common/types';
import type { CrmId } from '../../core/model/plan';
import { NodeRed } from '../node-red/node-red';
import { openN8n } from '../scenarios/hosts/n8n';
import { filled, openNodeRed } from '../scenarios/hosts/node-red';
import { callPayload } from '../scenarios/payload';
import type { Call, Delivery, Settings } from '../scenarios/types';
import { createWorld, SECRET, type RunningWorld } from '../scenarios/world';
import { until } from './kill';
import { FAULT } from './kit';

export interface Asked {
  /** Milliseconds from the question to its answer. */
  ms: number;
  /** Whom to ring. */
  direction: string;
}
export interface BurstHost {
  world: RunningWorld;
  /** All of them at once; resolves when each has come to its end, with the ids of those that ended in an error. */
  send(calls: Call[]): Promise<string[]>;
  ask(client: string): Promise<Asked>;
  close(): Promise<void>;
}
type Change = Parameters<RunningWorld['setup']>[0];

const JSON_TYPE = { 'content-type': 'application/json' };
const EVENT = { event: 'incoming.ended', token: SECRET };
/** A burst waits out minutes. */
const BURST_MS = 170_000;
const LOOK_EVERY_MS = 1000;

const asksFor = (world: RunningWorld): Settings => ({
  ...world.settings(),
  receive: 'routing',
  order: ['contact'],
});
const question = (client: string): string =>
  JSON.stringify({
    call_id: `ask ${client}`,
    caller_number: client,
    step_forward: 'webhookNumber%3A120',
  });

/** In n8n each webhook is an execution of its own; what they share is the process. */
async function inN8n(crm: CrmId, clock: SandboxClock, change: Change): Promise<BurstHost> {
  const world = createWorld(await openN8n(), crm, FAULT, { clock, smallest: true });
  const routing = await openN8n();
  await world.setup(change);
  await routing.deploy(asksFor(world), world.lab);
  const asking = (client: string): Delivery => ({
    method: 'POST',
    query: { token: SECRET },
    search: '',
    headers: JSON_TYPE,
    body: question(client),
  });
  return {
    world,
    async send(calls) {
      const done = await Promise.all(calls.map((call) => world.send(call, 'ended')));
      return calls.filter((_, n) => done[n]?.result?.error !== null).map(({ id }) => id);
    },
    async ask(client) {
      const began = Date.now();
      const { answer } = await routing.deliver(asking(client));
      // The test waits until the execution has ended; Ringostat, for the answer.
      return { ms: Math.min(answer.elapsedMs, Date.now() - began), direction: answer.body };
    },
    close: () => world.end(),
  };
}

/** Two tabs as two templates are imported: each with a config node of its own of the same account. */
async function inNodeRed(crm: CrmId, clock: SandboxClock, change: Change): Promise<BurstHost> {
  const red = await NodeRed.start();
  const world = createWorld(await openNodeRed(red), crm, FAULT, { clock, smallest: true });
  await world.setup(change);
  const nodes = filled('smart-forwarding', asksFor(world), world.lab);
  const { path } = nodes.find(({ type }) => type === 'ringostat-trigger') as unknown as { path: string };
  const calls = (await red.flows()).find(({ type }) => type === 'ringostat-trigger') as { path?: string };
  const drawn = nodes.filter(({ type }) => type !== 'tab' && type !== 'group');
  const added = await fetch(`${red.url}/flow`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({
      label: 'routing',
      nodes: drawn.filter(({ wires }) => wires),
      configs: drawn.filter(({ wires }) => !wires),
    }),
  });
  expect(added.status).toBe(200);
  await until(
    async () => (await fetch(red.url + path, { method: 'POST' })).status !== 404,
    'the routing tab',
  );
  const post = (to: string, query: Record<string, string>, body: string): Promise<Response> =>
    fetch(`${red.url}${to}?${new URLSearchParams(query).toString()}`, {
      method: 'POST',
      headers: JSON_TYPE,
      body,
    });
  return {
    world,
    async send(all) {
      const said = await Promise.all(
        all.map((call) => post(calls.path ?? '', EVENT, JSON.stringify(callPayload(call, 'ended')))),
      );
      expect(said.map(({ status }) => status)).toEqual(all.map(() => 200));
      const deadline = Date.now() + BURST_MS;
      let seen = await red.seen();
      while (seen.length < all.length && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        seen = await red.seen();
      }
      expect(seen).toHaveLength(all.length);
      const failed = seen
        .filter(({ msg }) => msg['error'] !== undefined)
        .map(({ msg }) => JSON.stringify(msg));
      return all.map(({ id }) => id).filter((id) => failed.some((text) => text.includes(`"${id}"`)));
    },
    async ask(client) {
      const began = Date.now();
      const answer = await post(path, { token: SECRET }, question(client));
      expect(answer.status).toBe(200);
      const direction = await answer.text();
      return { ms: Date.now() - began, direction };
    },
    close: async () => {
      await world.end();
      await red.close();
    },
  };
}

export const BURST_HOSTS = { n8n: inN8n, 'node-red': inNodeRed };
