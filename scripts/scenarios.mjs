// `npm run scenarios -- --json FILE`: runs the scenario suites, writes one record per id, CRM and host, renews the table of docs/scenarios.md.
import { rmSync, writeFileSync } from 'node:fs';
import { ensureEngine, ensureRoot } from './engines.mjs';
import { step } from './run.mjs';
import { readResults, summary, writePage } from './scenario-table.mjs';

const at = process.argv.indexOf('--json');
const file = at > 0 ? process.argv[at + 1] : undefined;
await ensureRoot();
for (const engine of ['n8n-core', 'node-red-4']) await ensureEngine(engine);
step('build', 'npm', ['run', '--silent', 'build']);
rmSync(new URL('../.cache/scenarios.jsonl', import.meta.url), { force: true });
step('scenarios', 'npx', ['jest', 'test/scenarios']);
const results = readResults();
writePage(results);
step('docs/scenarios.md', 'npx', ['prettier', '--write', '--log-level', 'warn', 'docs/scenarios.md']);
const { lines, good } = summary(results);
console.log(lines.join('\n'));
if (file) {
  const records = results.map(({ id, crm, host, status, requests, budget }) => ({
    id,
    crm,
    host,
    status,
    requests,
    budget,
  }));
  writeFileSync(file, `${JSON.stringify(records, null, 2)}\n`);
  console.log(`${records.length} records in ${file}`);
}
process.exit(good ? 0 : 1);
