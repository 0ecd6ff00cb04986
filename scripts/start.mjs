// `npm start` and `npm run start:n8n`: installs what is missing, builds and packs when sources changed, runs the demonstration.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureEngine, ensureRoot, root } from './engines.mjs';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const host = option('host', 'node-red');
const crm = option('crm', 'hubspot');
if (!['node-red', 'n8n'].includes(host)) fail(`--host is node-red or n8n, not ${host}.`);
if (crm !== 'hubspot') fail(`--crm ${crm}: only hubspot so far.`);

function fail(message) {
  console.error(message);
  process.exit(1);
}

const SOURCES = [
  'core',
  'nodes',
  'credentials',
  'adapters',
  'workflows-templates',
  'icons',
  'scripts',
  'package.json',
];
function* files(path) {
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort())
    if (!['node_modules', 'dist', 'examples'].includes(name)) yield* files(join(path, name));
}
/** Changes when any source of the packages does. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    if (existsSync(join(root, source)))
      for (const file of files(join(root, source))) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

/** The packed packages, made anew only when a source changed. */
function packages() {
  const out = join(root, '.sandbox/packed');
  const stamp = join(out, 'stamp.json');
  const hash = sourceHash();
  if (existsSync(stamp)) {
    const kept = JSON.parse(readFileSync(stamp, 'utf8'));
    if (kept.hash === hash && [kept.n8n, kept['node-red']].every((file) => existsSync(file))) return kept;
  }
  mkdirSync(out, { recursive: true });
  console.log('Building both packages …');
  run('npm', ['run', '--silent', 'build']);
  const pack = (folder) => {
    const done = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', out], {
      cwd: join(root, folder),
      encoding: 'utf8',
    });
    if (done.status !== 0) fail(`npm pack failed in ${folder || '.'}:\n${done.stderr}`);
    return join(out, JSON.parse(done.stdout)[0].filename);
  };
  const packed = { hash, n8n: pack(''), 'node-red': pack('nodes/node-red') };
  writeFileSync(stamp, JSON.stringify(packed));
  return packed;
}
function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) fail(`${command} ${args.join(' ')} failed.`);
}

try {
  await ensureRoot();
  await ensureEngine(host === 'n8n' ? 'n8n' : 'node-red-4');
} catch (error) {
  fail(error.message);
}
const packed = packages();
// No tsx wrapper: it would kill the demonstration before that has ended its host.
const args = ['--import', 'tsx', join(root, 'sandbox/demo/main.ts'), host, packed[host]];
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
// Ctrl-C reaches the demonstration twice (terminal and here), a signal sent to this script alone once; it minds neither.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
