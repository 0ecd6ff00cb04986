/**
 * node-red-dev's rules over the built package, without a network. Installs engines/node-red-dev when it lacks. Fails when
 * a rule of the score card fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tool = join(root, 'engines/node-red-dev');
const pack = join(root, 'nodes/node-red');

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
run(
  process.execPath,
  ['--require', preload, join(tool, 'node_modules/node-red-dev/bin/run'), 'validate', '-p', pack, '-o', card],
  {
    cwd: folder,
  },
);
const { package: ofPackage, nodes, dependencies, ...others } = JSON.parse(readFileSync(card, 'utf8'));
rmSync(folder, { recursive: true, force: true });
const rules = Object.assign({}, ofPackage, nodes, dependencies, others);
const failed = Object.entries(rules).filter(
  ([rule, { test } = {}]) => /^[PND]\d+$/.test(rule) && test === false,
);
for (const [rule, { result }] of failed)
  process.stderr.write(`${rule} failed: ${JSON.stringify(result ?? '')}\n`);
const checked = Object.keys(rules).filter((rule) => /^[PND]\d+$/.test(rule));
process.stdout.write(`node-red-dev: ${checked.length} rules, ${failed.length} failed\n`);
process.exit(failed.length > 0 || checked.length < 8 ? 1 : 0);
