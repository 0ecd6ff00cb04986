// `npm run check`: types, lint and the unit tests of core/; types and lint look only at what changed since they looked last.
import { spawn } from 'node:child_process';
import { ensureRoot, root } from './engines.mjs';

/** Folders whose tests need no fake system and no long log; in them, tests of time spent and of a token server are left to `npm test`. */
const UNIT = 'test/core/(attribution|event|http|matrix|phone|plan|routing|team|text)/';
const PARTS = {
  types: [
    'tsc',
    '--noEmit',
    '-p',
    'tsconfig.json',
    '--incremental',
    '--tsBuildInfoFile',
    '.cache/types.json',
  ],
  lint: ['eslint', '.', '--cache', '--cache-location', '.cache/eslint.json'],
  tests: ['jest', UNIT, '--testPathIgnorePatterns', '/(cpu|oauth).test.ts', '--silent', '--maxWorkers', '2'],
};

/** Runs one part; its output is shown when it fails. Returns whether it is good. */
function run(name, args) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn('npx', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (told += text));
    child.on('close', (status) => {
      const good = status === 0;
      if (!good) console.log(told);
      console.log(`${good ? 'good' : 'BAD '}  ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
      resolve(good);
    });
  });
}

await ensureRoot();
const started = Date.now();
const results = await Promise.all(Object.entries(PARTS).map(([name, args]) => run(name, args)));
console.log(`${((Date.now() - started) / 1000).toFixed(1)} s`);
process.exit(results.every(Boolean) ? 0 : 1);
