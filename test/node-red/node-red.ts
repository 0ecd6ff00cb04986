/** A real Node-RED with the built package in it, and a probe at the end of the flows to see what came out. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNodeRed, type FlowNode, type NodeRedProcess } from '../../sandbox/hosts/node-red';

export type { FlowNode };

const PACKAGE = join(__dirname, '../../node-red');

export interface Seen {
  msg: Record<string, unknown>;
}

/** Packs the built package as npm would publish it; returns the file. Throws when it is not built. */
export function packNodeRed(folder: string): string {
  if (!existsSync(join(PACKAGE, 'dist/core.js')))
    throw new Error('The package is not built: run npm run build:node-red.');
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  execFileSync('npm', args, { cwd: PACKAGE, stdio: ['ignore', 'ignore', 'pipe'] });
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
}

/** Messages that reach this node are kept and read back over HTTP, without their req and res. Wires stay in a tab. */
const probe = (tab: string): FlowNode[] => [
  {
    id: 'probe',
    type: 'function',
    z: tab,
    name: 'probe',
    func: 'const seen = global.get("seen") || []; const { req, res, ...rest } = msg; seen.push({ msg: rest }); global.set("seen", seen); return null;',
    outputs: 0,
    wires: [],
  },
  { id: 'probe-in', type: 'http in', z: tab, url: '/probe', method: 'get', wires: [['probe-read']] },
  {
    id: 'probe-read',
    type: 'function',
    z: tab,
    func: 'if (msg.req.query.forget) global.set("seen", []); msg.payload = global.get("seen") || []; return msg;',
    outputs: 1,
    wires: [['probe-out']],
  },
  { id: 'probe-out', type: 'http response', z: tab, wires: [] },
  {
    id: 'probe-catch',
    type: 'catch',
    z: tab,
    scope: null,
    wires: [['probe']],
  },
];

export class NodeRed {
  private constructor(
    private host: NodeRedProcess,
    private readonly folder: string,
    private readonly settings: Record<string, unknown>,
  ) {}

  /** Node-RED 4.1 on this Node, or 5.0 on Node 24, with the package installed by npm. */
  static async start(version: '4' | '5' = '4', settings: Record<string, unknown> = {}): Promise<NodeRed> {
    const folder = mkdtempSync(join(tmpdir(), 'ringostat-node-red-'));
    const packTgz = packNodeRed(folder);
    const userDir = join(folder, 'user');
    return new NodeRed(await startNodeRed({ version, packTgz, userDir, settings }), folder, settings);
  }

  get url(): string {
    return this.host.url;
  }
  /** Lines printed so far. */
  get log(): string[] {
    return this.host.log().split(/(?<=\n)/);
  }

  /** Replaces all flows; wires of `flows` may lead to `probe`. */
  async deploy(flows: FlowNode[]): Promise<void> {
    const tab = flows.find(({ type }) => type === 'tab')?.id ?? '';
    // A node without a place on the canvas would be taken for a config node.
    const placed = (node: FlowNode): FlowNode => ('wires' in node ? { x: 100, y: 100, ...node } : node);
    await this.host.deploy([...flows, ...probe(tab)].map(placed));
    await this.waitFor(async () => (await fetch(`${this.url}/probe`)).status === 200);
  }

  /** What is deployed, without credentials. */
  async flows(): Promise<FlowNode[]> {
    return (await (await fetch(`${this.url}/flows`)).json()) as FlowNode[];
  }

  async seen(): Promise<Seen[]> {
    return (await (await fetch(`${this.url}/probe`)).json()) as Seen[];
  }

  /** Waits until `count` messages that count have reached the probe, and gives those. */
  async until(count: number, ms?: number, counts: (seen: Seen) => boolean = () => true): Promise<Seen[]> {
    let seen: Seen[] = [];
    await this.waitFor(async () => {
      // While flows are deployed the probe is not there.
      const answer = await fetch(`${this.url}/probe`);
      seen = answer.ok ? ((await answer.json()) as Seen[]).filter(counts) : [];
      return seen.length >= count;
    }, ms);
    return seen;
  }

  /** Empties what reached the probe. */
  async forget(): Promise<void> {
    await fetch(`${this.url}/probe?forget=1`);
  }

  /** SIGKILL, then the same user folder at the same address: what the process had in memory is gone. `dead`: done between. */
  async killAndStart(dead: () => void = () => undefined): Promise<void> {
    const { pid, version, url } = this.host;
    process.kill(pid, 'SIGKILL');
    await this.host.stop();
    dead();
    const port = Number(new URL(url).port);
    const { settings } = this;
    this.host = await startNodeRed({ version, userDir: join(this.folder, 'user'), port, settings });
    await this.waitFor(async () => (await fetch(`${this.url}/probe`)).status === 200);
  }

  async close(): Promise<void> {
    await this.host.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private async waitFor(done: () => Promise<boolean>, ms = 30_000): Promise<void> {
    const deadline = Date.now() + ms;
    while (!(await done())) {
      if (Date.now() > deadline)
        throw new Error(`waited ${ms} ms in vain; the log:\n${this.log.slice(-20).join('')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
