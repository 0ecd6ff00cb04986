/** A real Node-RED with the built package in it, as the tests of this folder use it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const PACKAGE = join(ROOT, 'nodes/node-red');
const START_MS = 60_000;

export type FlowNode = Record<string, unknown> & { id: string; type: string };
export interface Seen {
  msg: Record<string, unknown>;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Puts the built package where npm would put it: what `files` of its package.json names, and nothing else. */
function install(userDir: string): void {
  const target = join(userDir, 'node_modules/node-red-contrib-ringostat');
  mkdirSync(target, { recursive: true });
  for (const part of ['package.json', 'dist', 'examples'])
    cpSync(join(PACKAGE, part), join(target, part), { recursive: true });
  writeFileSync(
    join(userDir, 'package.json'),
    JSON.stringify({ name: 'test', private: true, dependencies: { 'node-red-contrib-ringostat': '0.1.0' } }),
  );
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
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly userDir: string,
    readonly log: string[],
  ) {}

  /** Node-RED 4.1 on this Node. */
  static async start(): Promise<NodeRed> {
    const red = join(ROOT, 'engines/node-red-4/node_modules/node-red/red.js');
    if (!existsSync(red)) throw new Error('Node-RED is not installed: run npm ci in engines/node-red-4.');
    if (!existsSync(join(PACKAGE, 'dist/core.js')))
      throw new Error('The package is not built: run npm run build:node-red.');
    const userDir = mkdtempSync(join(tmpdir(), 'ringostat-node-red-'));
    install(userDir);
    const port = await freePort();
    const settings = {
      uiPort: port,
      uiHost: '127.0.0.1',
      credentialSecret: 'test',
      telemetry: { enabled: false },
      editorTheme: { tours: false, projects: { enabled: false } },
    };
    writeFileSync(join(userDir, 'settings.js'), `module.exports = ${JSON.stringify(settings)};`);
    const child = spawn(process.execPath, [red, '--userDir', userDir], { stdio: ['ignore', 'pipe', 'pipe'] });
    const log: string[] = [];
    const keep = (chunk: Buffer): void => void log.push(chunk.toString('utf8'));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const deadline = Date.now() + START_MS;
    while (!log.join('').includes('Started flows')) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`Node-RED did not start:\n${log.join('')}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return new NodeRed(`http://127.0.0.1:${port}`, child, userDir, log);
  }

  /** Replaces all flows; wires of `flows` may lead to `probe`. */
  async deploy(flows: FlowNode[]): Promise<void> {
    const tab = flows.find(({ type }) => type === 'tab')?.id ?? '';
    const answer = await fetch(`${this.url}/flows`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'Node-RED-Deployment-Type': 'full' },
      // A node without a place on the canvas would be taken for a config node.
      body: JSON.stringify(
        [...flows, ...probe(tab)].map((node) => ('wires' in node ? { x: 100, y: 100, ...node } : node)),
      ),
    });
    if (answer.status !== 204) throw new Error(`deploy: ${answer.status} ${await answer.text()}`);
    await this.waitFor(async () => (await fetch(`${this.url}/probe`)).status === 200);
  }

  async seen(): Promise<Seen[]> {
    return (await (await fetch(`${this.url}/probe`)).json()) as Seen[];
  }

  /** Waits until `count` messages have reached the probe. */
  async until(count: number, ms?: number): Promise<Seen[]> {
    await this.waitFor(async () => (await this.seen()).length >= count, ms);
    return this.seen();
  }

  /** Empties what reached the probe. */
  async forget(): Promise<void> {
    await fetch(`${this.url}/probe?forget=1`);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.userDir, { recursive: true, force: true });
  }

  private async waitFor(done: () => Promise<boolean>, ms = 4_000): Promise<void> {
    const deadline = Date.now() + ms;
    while (!(await done())) {
      if (Date.now() > deadline)
        throw new Error(`waited ${ms} ms in vain; the log:\n${this.log.slice(-20).join('')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
