// Both packages as `npm pack` makes them, built anew only when a source changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './engines.mjs';

const SOURCES = [
  'core',
  'nodes',
  'credentials',
  'node-red',
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

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed.\n${done.stderr ?? ''}`);
  return done.stdout;
}

/** Paths of the packed packages: `{ n8n, 'node-red' }`. Throws when the build or the packing fails. */
export function packages() {
  const out = join(root, '.sandbox/packed');
  const stamp = join(out, 'stamp.json');
  const hash = sourceHash();
  if (existsSync(stamp)) {
    const kept = JSON.parse(readFileSync(stamp, 'utf8'));
    if (kept.hash === hash && [kept.n8n, kept['node-red']].every((file) => existsSync(file))) return kept;
  }
  mkdirSync(out, { recursive: true });
  console.log('Building both packages …');
  run('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const pack = (folder) => {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', out];
    return join(out, JSON.parse(run('npm', args, { cwd: join(root, folder) }))[0].filename);
  };
  const packed = { hash, n8n: pack(''), 'node-red': pack('node-red') };
  writeFileSync(stamp, JSON.stringify(packed));
  return packed;
}
