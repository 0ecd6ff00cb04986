/**
 * node-red-dev's rules over the built package, without a network. Installs engines/node-red-dev when it lacks. Fails when
 * a rule of the score card fails, and on what the card does not tell: a warning (the card keeps the last answer of a rule that
 * asks twice), and a node whose type cannot be read, as the Flow Library reads it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tool = join(root, 'engines/node-red-dev');
/** Another folder than the package's own: for the test of this check. */
const pack = resolve(process.argv[2] ?? join(root, 'node-red'));

function run(command, parameters, options) {
  const { status } = spawnSync(command, parameters, { stdio: 'inherit', ...options });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(tool, 'node_modules/node-red-dev')))
  run('npm', ['ci', '--ignore-scripts'], { cwd: tool });
if (!existsSync(join(pack, 'dist/core.js')))
  run(process.execPath, [join(root, 'scripts/build-node-red.mjs')], {});

const folder = mkdtempSync(join(tmpdir(), 'node-red-dev-'));
const card = join(folder, 'scorecard.json');
const preload = join(root, 'scripts/node-red-dev-offline.cjs');
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  ['--require', preload, join(tool, 'node_modules/node-red-dev/bin/run'), 'validate', '-p', pack, '-o', card],
  { cwd: folder, encoding: 'utf8' },
);
process.stdout.write(stdout);
process.stderr.write(stderr);
if (status !== 0) process.exit(status ?? 1);
const untold = `${stdout}\n${stderr}`.match(/(Unable to parse|Warning:).*/g) ?? [];
const { package: ofPackage, nodes, dependencies, ...others } = JSON.parse(readFileSync(card, 'utf8'));
rmSync(folder, { recursive: true, force: true });
const rules = Object.assign({}, ofPackage, nodes, dependencies, others);
const failed = Object.entries(rules).filter(
  ([rule, { test } = {}]) => /^[PND]\d+$/.test(rule) && test === false,
);
for (const [rule, { result }] of failed)
  process.stderr.write(`${rule} failed: ${JSON.stringify(result ?? '')}\n`);
for (const line of untold) process.stderr.write(`not on the card: ${line}\n`);
const checked = Object.keys(rules).filter((rule) => /^[PND]\d+$/.test(rule));
process.stdout.write(
  `node-red-dev: ${checked.length} rules, ${failed.length} failed, ${untold.length} not on the card\n`,
);
process.exit(failed.length + untold.length > 0 || checked.length < 8 ? 1 : 0);
