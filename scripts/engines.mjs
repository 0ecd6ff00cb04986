// Installs what the tests and the demonstration run in: n8n, n8n-core, Node-RED, Node 24, Chromium.
// Only built-ins: it runs on a fresh clone before anything is installed.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, 'engines', ...parts);

/** Folder with bin/node and include/node of Node 24: the packages behind npm’s `node`, one per platform (Linux). */
export function node24Home() {
  const packages = at('node24/node_modules');
  const found = existsSync(packages)
    ? readdirSync(packages).find((name) => /^node-\w+-\w+/.test(name))
    : undefined;
  if (!found) throw new Error('Node 24 is not installed: run `node scripts/engines.mjs node24`.');
  return join(packages, found);
}

// Not `npm ci`, which takes these locks too: it would remove what is installed before it installs anew.
const INSTALL = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
const QUIET = ['--legacy-peer-deps', '--ignore-scripts'];
const ENGINES = {
  // The binary itself is the package: no install script has to run.
  node24: { about: 'Node 24', args: [...INSTALL, ...QUIET] },
  'node-red-4': { about: 'Node-RED 4.1', args: [...INSTALL, ...QUIET] },
  'node-red-5': { about: 'Node-RED 5.0', args: [...INSTALL, ...QUIET], needs: ['node24'] },
  'n8n-core': { about: "n8n's engine", args: [...INSTALL, ...QUIET] },
  n8n: {
    about: 'n8n 2.41.1 (about five minutes the first time)',
    args: [...INSTALL, ...QUIET],
    needs: ['node24'],
    // Compiled from source against Node 24's own headers; nothing is downloaded.
    rebuild: ['rebuild', 'sqlite3', 'isolated-vm', '--foreground-scripts', '--ignore-scripts=false'],
  },
  'node-red-dev': { about: "Node-RED's package check", args: [...INSTALL, ...QUIET] },
  scan: { about: "n8n's package scan", args: [...INSTALL, ...QUIET] },
};

const stampOf = (dir) => {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json'])
    if (existsSync(join(dir, file))) hash.update(readFileSync(join(dir, file)));
  return hash.digest('hex');
};

/** Runs a command, shows a line every ten seconds while it works, and throws with its last lines when it fails. */
export function work(about, command, args, { cwd = root, env = process.env, log = console.log } = {}) {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    let tail = '';
    log(`  ${about} …`);
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (chunk) => (tail = (tail + chunk).slice(-4000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const beat = setInterval(() => log(`  ${about} … ${seconds()} s`), 10_000);
    child.on('error', (error) => {
      clearInterval(beat);
      reject(new Error(`${about}: ${command} could not start (${error.message}).`));
    });
    child.on('close', (code) => {
      clearInterval(beat);
      if (code === 0) {
        log(`  ${about}: done in ${seconds()} s`);
        resolve();
      } else
        reject(new Error(`${about} failed (${command} ${args[0]}, exit ${code}). Its last lines:\n${tail}`));
    });
  });
}

/** The root package's own modules. */
export async function ensureRoot(log) {
  await install(root, 'the project’s own packages', [...INSTALL, ...QUIET], {}, log);
}

async function install(dir, about, args, extra, log) {
  const stamp = join(dir, 'node_modules', '.ringostat-stamp');
  const wanted = stampOf(dir);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await work(`Installing ${about}`, 'npm', args, { cwd: dir, env: extra.env, log });
  if (extra.rebuild)
    await work(`Compiling for ${about}`, 'npm', extra.rebuild, { cwd: dir, env: extra.env, log });
  mkdirSync(join(dir, 'node_modules'), { recursive: true });
  // npm may have touched the lock; the stamp is of what is there now.
  writeFileSync(stamp, stampOf(dir));
}

/** Environment in which `node` is Node 24 and native code is compiled against its headers. */
export const withNode24 = () => ({
  ...process.env,
  PATH: `${node24Home()}/bin:${process.env.PATH}`,
  npm_config_nodedir: node24Home(),
});

/** Installs an engine when it is missing or its lock changed. Throws with npm's last lines when that fails. */
export async function ensureEngine(name, log) {
  const engine = ENGINES[name];
  if (!engine) throw new Error(`No engine is called ${name}. There are: ${Object.keys(ENGINES).join(', ')}.`);
  for (const needed of engine.needs ?? []) await ensureEngine(needed, log);
  const env = engine.needs?.includes('node24') ? withNode24() : process.env;
  await install(at(name), engine.about, engine.args, { env, rebuild: engine.rebuild }, log);
  return { dir: at(name), bin: at(name, 'node_modules', '.bin') };
}

/** Debian packages whose program is not there yet. Needs root. */
export async function ensureDebian(program, packages, log) {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return;
  } catch {
    await work('Reading the list of Debian packages', 'apt-get', ['update', '-qq'], { log });
    // RUNLEVEL 1: a package that brings a service does not start it.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    await work(`Installing ${packages.join(', ')}`, 'apt-get', ['install', '-y', '-qq', ...packages], {
      env,
      log,
    });
  }
}
export const ensureChromium = (log) => ensureDebian('chromium', ['chromium', 'fonts-liberation'], log);
export const ensureRedis = (log) => ensureDebian('redis-server', ['redis-server'], log);
/** Debian keeps the server's programs off the PATH, in a folder per version. */
export async function ensurePostgres(log) {
  const folder = '/usr/lib/postgresql';
  const versions = existsSync(folder) ? readdirSync(folder) : [];
  if (versions.some((version) => existsSync(join(folder, version, 'bin/initdb')))) return;
  await ensureDebian('initdb', ['postgresql'], log);
}
const DEBIAN = { chromium: ensureChromium, redis: ensureRedis, postgres: ensurePostgres };

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    for (const name of process.argv.slice(2))
      await (name === 'root' ? ensureRoot() : DEBIAN[name] ? DEBIAN[name]() : ensureEngine(name));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
