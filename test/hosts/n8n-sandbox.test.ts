/** The sandbox beside a real n8n, as `npm run start:n8n` makes it: what the page asks for, without the page. */
import type { Setup, Story } from '../../sandbox/api/types';
import { startN8nDemo } from '../../sandbox/demo/n8n';
import { EMPLOYEES, SECRET } from '../../sandbox/demo/people';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { packed } from './kit/packed';

const ARRIVES_MS = 20_000;
let sandbox: Sandbox;
let n8n: Awaited<ReturnType<typeof startN8nDemo>>;
const order = {
  story: 'talked',
  number: '067 111 22 33',
  line: '380441234567',
  employee: 'olena@example.com',
  source: 'google',
  campaign: 'brand',
  family: 'P3',
  pace: 'fast',
};

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(`${sandbox.pageUrl}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
/** What a page is told when it opens: by the name of the message. */
async function told<T>(name: string): Promise<T> {
  const reader = (await fetch(`${sandbox.pageUrl}/sandbox/events`)).body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
    const [, data] = new RegExp(`event: ${name}\ndata: (.*)\n\n`).exec(text) ?? [];
    if (data === undefined) continue;
    await reader.cancel();
    return JSON.parse(data) as T;
  }
  throw new Error(`The sandbox told no ${name}.`);
}
/** Makes a call and waits until the flow has told its end. */
async function made(change: object): Promise<Story['told'][number]> {
  const { id } = (await (await post('call', { ...order, ...change })).json()) as { id: string };
  for (const until = Date.now() + ARRIVES_MS; Date.now() < until;) {
    const story = (await told<Story[]>('stories')).find((one) => one.id === id);
    const ended = story?.told.find(({ event, outcome }) => event.moment === 'ended' && outcome);
    if (ended) return ended;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The flow told nothing of this call.');
}

beforeAll(async () => {
  sandbox = await startSandbox({ crm: 'hubspot', ringostat: { employees: EMPLOYEES } });
  n8n = await startN8nDemo(sandbox, packed('n8n'), () => undefined);
  const { calls, routing, editor } = n8n;
  sandbox.aim(
    { calls: `${calls}?token=${SECRET}`, routing: `${routing}?token=${SECRET}`, host: 'n8n', editor },
    n8n.apply,
  );
}, 180_000);
afterAll(async () => {
  await n8n?.stop();
  await sandbox?.close();
});

test('a call of the page goes through n8n, which tells what it decided and what came of it', async () => {
  const { plan, outcome, card } = await made({});
  expect(plan?.row).toBe('R5');
  expect(card?.manager?.name).toBe('Olena Koval');
  expect(outcome?.steps.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'contact created',
    'deal created',
    'callRecord created',
    'task.manager created',
  ]);
  expect((await sandbox.lab.view()).deals).toHaveLength(1);
});

test('a table given to n8n decides the next call; one that is none is refused', async () => {
  expect((await told<Setup>('setup')).canApply).toBe(true);
  const refused = await post('apply', { rows: { R3: { fly: true } } });
  expect({ status: refused.status, body: await refused.json() }).toEqual({
    status: 422,
    body: { field: 'table', code: 'badTable' },
  });
  const rows = { R3: { contact: true, taskSenior: 'open' } };
  expect((await post('apply', { preset: 'hubspot', rows })).status).toBe(204);
  const { plan } = await made({ story: 'missed', number: '067 222 33 44' });
  expect(plan?.steps.map(({ id }) => id)).toEqual(['contact', 'task.senior']);
}, 60_000);

test('whom to ring is asked of n8n', async () => {
  const answer = (await (await post('ring', { number: '067 111 22 33' })).json()) as {
    status: number;
    answer: string;
  };
  expect(answer).toMatchObject({ status: 200, answer: expect.stringContaining('shop_olena') as string });
});
