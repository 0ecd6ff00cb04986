// `npm run bench [-- --n8n]`: parse + decide, requests per scenario, and the four-node flow against a bare one.
import { rmSync } from 'node:fs';
import { ensureEngine, ensureRoot } from './engines.mjs';
import { packages } from './packages.mjs';
import { step } from './run.mjs';
import { readResults } from './scenario-table.mjs';

const n8n = process.argv.includes('--n8n');
await ensureRoot();
for (const engine of ['n8n-core', 'node-red-4', ...(n8n ? ['n8n'] : [])]) await ensureEngine(engine);
const packed = packages();
step('flows', process.execPath, [
  '--import',
  'tsx',
  'bench/main.ts',
  packed['node-red'],
  n8n ? packed.n8n : '',
]);
rmSync(new URL('../.cache/scenarios.jsonl', import.meta.url), { force: true });
step('scenarios', 'npx', ['jest', 'test/scenarios/n8n', '--silent']);
console.log('\nRequests to the CRM per scenario and CRM (spent / allowed)');
for (const { id, title, requests, budget } of readResults())
  if (budget !== null) console.log(`  ${id.padEnd(6)} ${`${requests} / ${budget}`.padEnd(8)} ${title}`);
