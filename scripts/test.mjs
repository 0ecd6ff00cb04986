// `npm test`: everything that needs no n8n process. Installs what is missing, checks, builds, runs jest, counts scenarios.
import { rmSync } from 'node:fs';
import { ensureEngine, ensureRoot } from './engines.mjs';
import { sideBySide, step } from './run.mjs';
import { readResults, pageIsCurrent, requestLines, summary } from './scenario-table.mjs';

await ensureRoot();
// What needs no host is looked at while they are installed.
await Promise.all([
  installHosts(),
  sideBySide([
    [
      ['format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']],
      // The checks of both packages look at what the build made.
      ['build', 'npm', ['run', '--silent', 'build']],
      ['n8n’s package scan', 'npm', ['run', '--silent', 'scan']],
      ['Node-RED’s package check', 'npm', ['run', '--silent', 'check:node-red']],
    ],
  ]),
]);
await sideBySide([
  [
    ['types', 'npx', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
    ['types of the Node-RED editors', 'npm', ['run', '--silent', 'typecheck:editor']],
    ['types of the sandbox’s pages', 'npm', ['run', '--silent', 'typecheck:page']],
  ],
  [['lint', 'npm', ['run', '--silent', 'lint']]],
]);
rmSync(new URL('../.cache/scenarios.jsonl', import.meta.url), { force: true });
step('tests', 'npx', ['jest']);
const results = readResults();
const { lines, good } = summary(results);
const passed = results.filter(({ status }) => status === 'passed').length;
console.log(
  `\n${[...requestLines(results), ...lines].join('\n')}\nScenarios: ${passed} passed, ${results.length - passed} failed`,
);
if (!good) fail('Not every scenario passed, or none ran.');
if (!pageIsCurrent(results))
  fail('The table of docs/scenarios.md is not what this run gave: run `npm run scenarios`.');

async function installHosts() {
  for (const engine of ['n8n-core', 'node-red-4']) await ensureEngine(engine);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
