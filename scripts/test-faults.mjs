// `npm run test:faults [-- jest options]`: duplicates, order, lag, cuts, limits, tokens, replay, hostile input, secrets.
import { ensureEngine, ensureRoot } from './engines.mjs';
import { packages } from './packages.mjs';
import { step } from './run.mjs';

let packed;
try {
  await ensureRoot();
  for (const engine of ['node24', 'node-red-4', 'n8n-core', 'n8n']) await ensureEngine(engine);
  packed = packages();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const jest = (title, ...options) =>
  step(title, 'npx', ['jest', '-c', 'test/faults/jest.config.js', ...options], {
    RINGOSTAT_N8N_PACKED: packed.n8n,
    RINGOSTAT_NODE_RED_PACKED: packed['node-red'],
  });
const chosen = process.argv.slice(2);
if (chosen.length > 0) jest('faults', ...chosen);
else {
  // Answers that are timed have both cores.
  jest('faults', '--testPathIgnorePatterns=limits-hosts');
  jest('faults: limits in the hosts, timed', 'faults/limits-hosts');
}
