/** A real n8n with our packed package installed as n8n itself installs community packages. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { startProcess, type HostProcess } from './process';
import { N8nRest } from './n8n-rest';
import { ENGINES, node24Home } from './node24';

/** First start with migrations takes 14 s on two quiet cores. */
export const READY_MS = 180_000;

export interface N8nProcess extends HostProcess {
  readonly url: string;
  readonly rest: N8nRest;
  /** `$N8N_USER_FOLDER`; removed on stop when we made it. */
  readonly userFolder: string;
}

export interface N8nOptions {
  /** Packed package (`npm pack`); plain n8n when absent. */
  packTgz?: string;
  /** Kept between starts when given. */
  userFolder?: string;
  port?: number;
  env?: Record<string, string>;
}

/** As n8n's own installer does, into `.n8n/nodes`: only then do node types carry the package's name. */
export function installPack(userFolder: string, packTgz: string): void {
  const dir = join(userFolder, '.n8n/nodes');
  mkdirSync(dir, { recursive: true });
  if (!existsSync(join(dir, 'package.json')))
    writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
  // legacy-peer-deps keeps the peer n8n-workflow out: n8n brings its own
  const args = [
    'install',
    packTgz,
    '--ignore-scripts',
    '--legacy-peer-deps',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  execFileSync('npm', args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Path of n8n's program. Throws when it is not installed. */
export function n8nProgram(): string {
  const program = join(ENGINES, 'n8n/node_modules/n8n/bin/n8n');
  if (!existsSync(program)) throw new Error('n8n is not installed: run `node scripts/engines.mjs n8n`.');
  return program;
}

/** Whether an n8n process says it is ready. */
export const readyAt = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz/readiness`).then(
    ({ status }) => status === 200,
    () => false,
  );

/**
 * Starts n8n 2.41 on Node 24 on a free port of 127.0.0.1, waits until it is ready, and logs in as owner (a new one in a
 * new user folder). Throws with its last lines when it does not start, or when npm refuses the package.
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8nProcess> {
  const program = n8nProgram();
  const home = node24Home();
  const userFolder = options.userFolder ?? mkdtempSync(join(tmpdir(), 'ringostat-n8n-'));
  const known = existsSync(join(userFolder, '.n8n/database.sqlite'));
  if (options.packTgz) installPack(userFolder, options.packTgz);
  const port = await freePort(options.port);
  const url = `http://127.0.0.1:${port}`;
  const child = startProcess(join(home, 'bin/node'), [program, 'start'], {
    cwd: userFolder,
    env: {
      PATH: `${home}/bin:${process.env.PATH ?? ''}`,
      HOME: userFolder,
      ...settings(port, url, userFolder, await freePort()),
      ...options.env,
    },
  });
  const rest = new N8nRest(url);
  const stop = async (): Promise<void> => {
    await child.stop();
    if (!options.userFolder) rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await child.until(() => readyAt(url), READY_MS, 'n8n');
    await (known ? rest.logIn() : rest.becomeOwner());
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...child, url, rest, userFolder, stop };
}

/** Everything that would call out is off; the broker port must differ between two n8n on one machine. */
export function settings(
  port: number,
  url: string,
  userFolder: string,
  broker: number,
): Record<string, string> {
  return {
    N8N_PORT: String(port),
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_HOST: '127.0.0.1',
    N8N_PROTOCOL: 'http',
    WEBHOOK_URL: `${url}/`,
    N8N_USER_FOLDER: userFolder,
    N8N_ENCRYPTION_KEY: 'test-only-key',
    N8N_RUNNERS_BROKER_PORT: String(broker),
    N8N_SECURE_COOKIE: 'false',
    N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
    N8N_VERIFIED_PACKAGES_ENABLED: 'false',
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
    N8N_DYNAMIC_BANNERS_ENABLED: 'false',
    N8N_HIRING_BANNER_ENABLED: 'false',
    N8N_DISABLED_MODULES: 'mcp-registry',
    EXTERNAL_FRONTEND_HOOKS_URLS: '',
  };
}
