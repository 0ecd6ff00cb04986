/** Many flows side by side in one Node-RED, a tab and a CRM account for each: what waits for minutes waits together. */
import type { NodeRed, FlowNode } from '../node-red/node-red';
import { filled } from '../scenarios/hosts/node-red';
import type { Lab } from '../../sandbox/common/lab';
import type { Driver, FlowResult, Settings } from '../scenarios/types';
import { until } from './kill';

const ENDS_MS = 150_000;
/** A replay that has something to do has done it by then. */
const AGAIN_MS = 20_000;
const LOOK_EVERY_MS = 250;
/** What only a person needs on the canvas. */
const DRAWN = ['tab', 'group', 'comment', 'debug'];
/** Both ends of a call's way through a flow. */
const isEnd = ({ type }: FlowNode, { crm }: Lab): boolean =>
  type === `ringostat-${crm}` || type === 'ringostat-apply-matrix';

/** Notes the end of a call under the tab's name; seen by NodeRed.seen(). */
const probe = (tab: string): FlowNode[] => [
  {
    id: `${tab}-probe`,
    type: 'function',
    func: `const seen = global.get("seen") || []; seen.push({ msg: { tab: "${tab}", error: msg.error ? msg.error.message : null } }); global.set("seen", seen); return null;`,
    outputs: 0,
    wires: [],
  },
  { id: `${tab}-catch`, type: 'catch', scope: null, wires: [[`${tab}-probe`]] },
];

/** A template's nodes as a tab of their own, with ids, path and ends of their own. */
function drawn(nodes: FlowNode[], tab: string, lab: Lab): FlowNode[] {
  const used = nodes.filter(({ type, name }) => !DRAWN.includes(type) && name !== 'every hour (set me)');
  for (const node of used) {
    const { wires } = node as { wires?: string[][] };
    if (!isEnd(node, lab) || !wires) continue;
    if (wires.length === 0) wires.push([]);
    wires.at(-1)?.push('PROBE');
  }
  const text = nodes.reduce(
    (all, { id }) => all.replaceAll(`"${id}"`, `"${id}-${tab}"`),
    JSON.stringify(used).replaceAll('"PROBE"', `"${tab}-probe"`),
  );
  return (JSON.parse(text) as FlowNode[])
    .map((node) => (node.type === 'ringostat-trigger' ? { ...node, path: `/${tab}` } : node))
    .map(({ z: _z, g: _g, ...node }) => node as FlowNode);
}

/** Takes a running Node-RED with any flow of the probe in it; returns how to open a driver for one more tab in it. */
export function tabsIn(red: NodeRed): () => Driver {
  let count = 0;
  let looked = { at: 0, seen: red.seen() };
  const ends = async (tab: string): Promise<(string | null)[]> => {
    if (Date.now() - looked.at > LOOK_EVERY_MS) looked = { at: Date.now(), seen: red.seen() };
    const all = (await looked.seen).map(({ msg }) => msg as { tab?: string; error: string | null });
    return all.filter((one) => one.tab === tab).map(({ error }) => error);
  };
  const wait = (tab: string, number: number): Promise<void> =>
    until(async () => (await ends(tab)).length >= number, `call ${number} of ${tab}`, ENDS_MS);
  async function open(nodes: FlowNode[], tab: string, lab: Lab): Promise<FlowNode[]> {
    const all = [...drawn(nodes, tab, lab), ...probe(tab)];
    const placed = (node: FlowNode): FlowNode => ({ x: 100, y: 100, ...node });
    const added = await fetch(`${red.url}/flow`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        label: tab,
        nodes: all.filter(({ wires }) => wires).map(placed),
        configs: all.filter(({ wires }) => !wires),
      }),
    });
    expect(added.status).toBe(200);
    return all;
  }
  const nothing = (): Promise<never> => Promise.reject(new Error('Not in a tab of many.'));

  return () => {
    const tab = `tab-${++count}`;
    let sent = 0;
    return {
      host: 'node-red',
      async deploy(settings: Settings, lab: Lab) {
        await open(filled('calls', settings, lab), tab, lab);
        await until(async () => (await fetch(`${red.url}/${tab}`)).status !== 404, tab);
      },
      async deliver({ method, query, headers, body }) {
        const path = `${red.url}/${tab}?${new URLSearchParams(query).toString()}`;
        const response = await fetch(path, {
          method,
          headers,
          body: body === null ? null : Buffer.from(body),
        });
        const answer = { status: response.status, body: await response.text(), elapsedMs: NaN };
        expect(answer.status).toBe(200);
        await wait(tab, ++sent);
        const error = (await ends(tab))[sent - 1] ?? null;
        return { answer, result: { card: null, plan: null, outcome: null, error } satisfies FlowResult };
      },
      async replay(settings, lab, { url, authKey, projectId }, through) {
        const name = `${tab}-replay`;
        const project = { baseUrl: url, projectId, credentials: { authKey } };
        const nodes = filled('replay', settings, lab).map((node) =>
          node.type === 'ringostat-project' ? { ...node, ...project } : node,
        );
        const all = await open(nodes, name, lab);
        const button = all.find(({ type }) => type === 'inject')?.id ?? '';
        const press = (): Promise<Response> => fetch(`${red.url}/inject/${button}`, { method: 'POST' });
        await until(async () => (await press()).status === 200, name);
        // Tabs are deployed side by side: the journal may have sent a cut event again, and the log has nothing left to do.
        const began = Date.now();
        const there = async (): Promise<boolean> =>
          Date.now() - began > AGAIN_MS && (await lab.view()).calls.length >= through;
        await until(
          async () => (await ends(name)).length >= through || (await there()),
          `call ${through} of ${name}`,
          ENDS_MS,
        );
        // One more would come at once.
        await new Promise((resolve) => setTimeout(resolve, 2 * LOOK_EVERY_MS));
        const done = await ends(name);
        expect(done.length).toBeLessThanOrEqual(through);
        return done.filter((error) => error !== null);
      },
      activationError: nothing,
      health: nothing,
      close: () => Promise.resolve(),
    };
  };
}
