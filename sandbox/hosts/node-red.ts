/** A real Node-RED with our packed package installed as a user installs it: `npm install <package>` in the user folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port';
import { ENGINES, node24Home } from './node24';
import { startProcess, type HostProcess } from './process';

const READY_MS = 60_000;

export type FlowNode = Record<string, unknown> & { id: string; type: string };

export type DeployType = 'full' | 'flows' | 'nodes';

export interface NodeRedProcess extends HostProcess {
  readonly url: string;
  readonly version: '4' | '5';
  /** Replaces all flows and waits until they have started. `type`: what is restarted, as the editor's deploy button offers. */
  deploy(flows: FlowNode[], type?: DeployType): Promise<void>;
  /** A template from the package's examples, as the editor's import dialog reads it. */
  example(name: string): Promise<FlowNode[]>;
}

/**
 * Starts Node-RED 4.1 (this Node) or 5.0 (Node 24) on a free port of 127.0.0.1. `userDir` is kept between starts.
 * Throws with its last lines when it does not start, or when npm refuses the package.
 */
export async function startNodeRed(options: {
  version: '4' | '5';
  /** Absent: installed in the user folder before. */
  packTgz?: string;
  userDir: string;
  port?: number;
  settings?: Record<string, unknown>;
}): Promise<NodeRedProcess> {
  const { version, packTgz, userDir } = options;
  const red = join(ENGINES, `node-red-${version}/node_modules/node-red/red.js`);
  if (!existsSync(red))
    throw new Error(
      `Node-RED ${version} is not installed: run \`node scripts/engines.mjs node-red-${version}\`.`,
    );
  mkdirSync(userDir, { recursive: true });
  if (!existsSync(join(userDir, 'package.json')))
    writeFileSync(join(userDir, 'package.json'), JSON.stringify({ name: 'node-red-project', private: true }));
  if (packTgz) {
    const npm = ['install', packTgz, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    execFileSync('npm', npm, { cwd: userDir, stdio: ['ignore', 'ignore', 'pipe'] });
  }
  const port = await freePort(options.port);
  const settings = {
    uiPort: port,
    uiHost: '127.0.0.1',
    credentialSecret: 'sandbox',
    flowFile: 'flows.json',
    telemetry: { enabled: false },
    editorTheme: { tours: false, projects: { enabled: false } },
    ...options.settings,
  };
  writeFileSync(join(userDir, 'settings.js'), `module.exports = ${JSON.stringify(settings, null, 2)};\n`);
  const program = version === '5' ? join(node24Home(), 'bin/node') : process.execPath;
  const child = startProcess(program, [red, '--userDir', userDir], {
    cwd: userDir,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  await child.until(() => child.log().includes('Started flows'), READY_MS, `Node-RED ${version}`);
  const url = `http://127.0.0.1:${port}`;

  return {
    ...child,
    url,
    version,
    async deploy(flows, type = 'full') {
      const started = (): number => child.log().split(/Started (?:modified )?(?:flows|nodes)/).length;
      const before = started();
      const answer = await fetch(`${url}/flows`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'Node-RED-Deployment-Type': type },
        body: JSON.stringify(flows),
      });
      if (answer.status !== 204)
        throw new Error(`Node-RED refused the flows: ${answer.status} ${await answer.text()}`);
      await child.until(() => started() > before, 20_000, 'The flow');
    },
    async example(name) {
      const answer = await fetch(`${url}/library/examples/flows/@ringostat-nodes/node-red-ringostat/${name}`);
      if (answer.status !== 200) throw new Error(`The package has no example ${name}: ${answer.status}`);
      return (await answer.json()) as FlowNode[];
    },
  };
}
