// `npm run watch`: after each change builds both packages and runs the tests that depend on what was changed. Ends with Ctrl+C.
import { spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { ensureRoot, root } from './engines.mjs';

const BUILT = ['core', 'node-red', 'nodes', 'credentials'];
const TESTED = [...BUILT, 'sandbox', 'test'];
/** Editors write a file in several steps, ms. */
const QUIET_MS = 300;
const MADE = /(^|\/)(dist|node_modules|examples)(\/|$)/;

const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
const changed = new Set();
let timer;

function work() {
  const files = [...changed];
  changed.clear();
  console.log(`\n▸ ${files.join(', ')}`);
  const good =
    !files.some((file) => BUILT.includes(file.split('/')[0])) || run('npm', ['run', '--silent', 'build']);
  if (good) run('npx', ['jest', '--passWithNoTests', '--findRelatedTests', ...files]);
}

await ensureRoot();
for (const folder of TESTED)
  watch(join(root, folder), { recursive: true }, (_, name) => {
    if (!name || MADE.test(name) || !/\.(ts|json|html|css|md)$/.test(name)) return;
    changed.add(`${folder}/${name}`);
    clearTimeout(timer);
    timer = setTimeout(work, QUIET_MS);
  });
console.log('Waiting for a change.');
