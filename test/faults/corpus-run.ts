/** The corpus of hostile input, run through a world: what is sent, and what must have come of it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { escapeHtml } from '../../core/text/html';
import type { LabView } from '../../sandbox/common/lab';
import { counts, merged } from '../scenarios/look';
import type { Answer, FlowResult } from '../scenarios/types';
import { SECRET, type RunningWorld } from '../scenarios/world';
import { bodies, type BodyCase } from './corpus-bodies';
import { shapesOf } from './corpus-shape';
import texts from './corpus-texts.json';
import values from './corpus-values.json';

type Sent = { answer: Answer; result: FlowResult | null };
export interface HostileCase {
  id: string;
  run(world: RunningWorld): Promise<void>;
}
interface ValueCase {
  group: string;
  name: string;
  via: string;
  fields: Record<string, unknown>;
  expect: {
    phones: string[];
    seconds?: number | null;
    /** Day the call is dated, in UTC. */
    day?: string;
    twin?: Record<string, string>;
  };
}
const HARMLESS = 'Olena Koval';
const PHONE = '0671234567';
const MEMBERS = Object.getOwnPropertyNames(Object.prototype).sort();

/** A host that must never be asked, and how often it was. */
export const evil = { host: '', asked: 0, close: (): void => undefined };
export async function openEvil(): Promise<void> {
  const server = createServer((_request, response) => {
    evil.asked += 1;
    response.end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  evil.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  evil.close = () => void server.close();
}

/** How many signs stand for broken ones depends on the encoding of the body. */
const one = (text: string): string =>
  text
    .replace(/\ufffd+/g, '\ufffd')
    .replace(/[\r\n\t \u2028\u2029]+/g, ' ')
    .replace(/@[ \u200b]\{/g, '@{');
const EMPTY = { contacts: 0, leads: 0, deals: 0, calls: 0, tasks: 0 };
const full = (world: RunningWorld): typeof EMPTY => ({
  contacts: 1,
  leads: 0,
  deals: 1,
  calls: 1,
  tasks: merged(world) ? 0 : 1,
});

/** No member was added to what all objects inherit from. */
function untouched(): void {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(MEMBERS);
  expect(evil.asked).toBe(0);
}
/** The plan was carried out to its end. */
function whole({ answer, result }: Sent): void {
  expect({ status: answer.status, error: result?.error ?? null }).toEqual({ status: 200, error: null });
  expect(result?.outcome?.complete).toBe(true);
}
/** What is shown as HTML holds line breaks and links to Ringostat, and no other tag. */
function inert(world: RunningWorld, view: LabView): void {
  if (!world.lab.htmlBodies) return;
  const link =
    /<a href="https:\/\/(?:[\w-]+\.)*ringostat\.(?:com|net)\/[^"<>]*" target="_blank" rel="noopener">|<\/a>/g;
  for (const { text } of [...view.calls, ...view.tasks])
    expect(text.replace(/<br ?\/?>/g, '').replace(link, '')).not.toMatch(/[<>"']/);
}

function sendText(world: RunningWorld, via: 'call' | 'form', text: string): Promise<Sent> {
  if (via === 'form') return world.form({ name: text, phone: PHONE, comment: text, utm_source: text });
  const more = { client_name: text, pool_name: text, scheme_name: text, landing: text, department: text };
  return world.send(world.call({ more, utm: { utm_source: text } }), 'ended');
}
/** Shapes of the harmless twin's requests, by CRM and by what it sends. */
const twins = new Map<string, unknown[]>();
async function twinOf(
  world: RunningWorld,
  key: string,
  send: () => Promise<Sent>,
  found: () => unknown[] = () => shapesOf(world.lab.requests),
): Promise<unknown[]> {
  const id = `${world.host} ${world.crm} ${key}`;
  if (!twins.has(id)) {
    await world.setup();
    whole(await send());
    twins.set(id, found());
  }
  return twins.get(id)!;
}

async function runText(
  world: RunningWorld,
  via: 'call' | 'form',
  { text, kept }: { text: string; kept?: string },
): Promise<void> {
  const twin = await twinOf(world, via, () => sendText(world, via, HARMLESS));
  await world.setup();
  const sent = await sendText(world, via, text);
  const asked = shapesOf(world.lab.requests);
  whole(sent);
  untouched();
  expect(asked).toEqual(twin);
  const view = await world.view();
  const status = one(kept ?? text).trim();
  expect(counts(view)).toEqual(via === 'form' ? { ...EMPTY, contacts: 1, deals: 1 } : full(world));
  expect(one(view.contacts[0]!.attribution.utm_source ?? '')).toBe(status);
  inert(world, view);
  const stored = world.lab.htmlBodies ? escapeHtml(status) : status;
  for (const call of view.calls) expect(one(call.text)).toContain(stored);
}

/** Requests up to the first that writes: what a value that the vendor may refuse is allowed to change comes later. */
function reads(world: RunningWorld): unknown[] {
  const first = world.lab.requests.findIndex(({ method, path }) =>
    world.lab.writes().some((write) => write.method === method && write.path === path),
  );
  return shapesOf(world.lab.requests.slice(0, first < 0 ? undefined : first));
}
const filled = (fields: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(fields).replaceAll('{evil}', evil.host)) as Record<string, unknown>;

async function runValue(world: RunningWorld, { via, fields, expect: status }: ValueCase): Promise<void> {
  const send = (more: Record<string, unknown>): Promise<Sent> =>
    via === 'form' ? world.form(more as Record<string, string>) : world.send(world.call({ more }), 'ended');
  const { twin } = status;
  const asked = twin
    ? await twinOf(
        world,
        JSON.stringify(twin),
        () => send({ ...fields, ...twin }),
        () => reads(world),
      )
    : null;
  await world.setup();
  const sent = await send(filled(fields));
  untouched();
  whole(sent);
  // A form that names nobody is a person's to read.
  if (status.phones.length === 0) {
    const view = await world.view();
    inert(world, view);
    expect(counts(view)).toEqual({ ...EMPTY, tasks: 1 });
    return;
  }
  if (asked) expect(reads(world)).toEqual(asked);
  const view = await world.view();
  inert(world, view);
  expect(view.contacts.map(({ phone }) => phone)).toEqual(status.phones);
  if (via === 'form') return;
  expect(counts(view)).toMatchObject({ contacts: 1, deals: 1, calls: 1 });
  const [call] = view.calls;
  if (status.seconds !== undefined && status.seconds !== null)
    expect(call!.seconds ?? 0).toBe(Math.max(status.seconds, world.lab.leastTalk ?? 0));
  if (status.day) expect(call!.startedAt?.slice(0, 10)).toBe(status.day);
}

async function runBody(world: RunningWorld, { delivery, status, writes }: BodyCase): Promise<void> {
  await world.setup();
  const sent = await world.send(world.call(), 'ended', delivery(world.call()));
  const { answer } = sent;
  expect(answer.status).toBe(status);
  expect(answer.body).not.toContain(SECRET);
  // What a host's own server refuses it words itself (Node-RED's with a page of Express).
  const own = /^<!DOCTYPE html>/.test(answer.body);
  expect({ own, allowed: own && world.host === 'node-red' && status !== 413 }).toEqual({ own, allowed: own });
  if (!own) {
    expect(answer.body).not.toMatch(/fault of the trigger|at Object|node_modules|\.ts:|\.js:/);
    expect(answer.body.length).toBeLessThan(2000);
  }
  untouched();
  if (writes && status === 200) {
    whole(sent);
    const view = await world.view();
    expect(counts(view)).toEqual(full(world));
    inert(world, view);
    return;
  }
  expect(sent.result).toBeNull();
  expect(world.lab.spent()).toBe(0);
}

/** Every case of the corpus, by group and name. */
export const CASES: HostileCase[] = [
  ...texts.flatMap((row) =>
    (['call', 'form'] as const).map((via) => ({
      id: `${row.group}: ${row.name}, in a ${via}`,
      run: (world: RunningWorld) => runText(world, via, row),
    })),
  ),
  ...(values as ValueCase[]).map((row) => ({
    id: `${row.group}: ${row.name}`,
    run: (world: RunningWorld) => runValue(world, row),
  })),
  ...bodies.map((row) => ({
    id: `${row.group}: ${row.name}`,
    run: (world: RunningWorld) => runBody(world, row),
  })),
];
