// `npm test`: everything that needs no n8n process. Installs what is missing, checks, builds, runs jest, counts scenarios.
import { rmSync } from 'node:fs';
import { ensureEngine, ensureRoot } from './engines.mjs';
import { step } from './run.mjs';
import { readResults, summary } from './scenario-table.mjs';

await ensureRoot();
for (const engine of ['n8n-core', 'node-red-4']) await ensureEngine(engine);
step('types', 'npx', ['tsc', '--noEmit', '-p', 'tsconfig.json']);
step('lint', 'npm', ['run', '--silent', 'lint']);
step('format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']);
step('build', 'npm', ['run', '--silent', 'build']);
rmSync(new URL('../.cache/scenarios.jsonl', import.meta.url), { force: true });
step('tests', 'npx', ['jest']);
const { lines, good } = summary(readResults());
console.log(`\n${lines.join('\n')}`);
if (!good) {
  console.error('Not every scenario passed, or none ran.');
  process.exit(1);
}
