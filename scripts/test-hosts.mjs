// `npm run test:hosts [-- jest options]`: both packed packages in real n8n, Node-RED 4 and 5, and their editors in Chromium.
import { ensureChromium, ensureEngine, ensureRoot } from './engines.mjs';
import { packages } from './packages.mjs';
import { step } from './run.mjs';

let packed;
try {
  await ensureRoot();
  for (const engine of ['node24', 'node-red-4', 'node-red-5', 'n8n']) await ensureEngine(engine);
  await ensureChromium();
  packed = packages();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const jest = (title, ...options) =>
  step(title, 'npx', ['jest', '-c', 'test/hosts/jest.config.js', ...options], {
    RINGOSTAT_N8N_PACKED: packed.n8n,
    RINGOSTAT_NODE_RED_PACKED: packed['node-red'],
  });
const chosen = process.argv.slice(2);
if (chosen.length > 0) jest('hosts', ...chosen);
else {
  // Answers of n8n that are timed have both cores; everything else three files at a time, which wait for pages and hosts.
  jest('n8n: whom to ring', 'hosts/n8n-ringing');
  jest('n8n and Node-RED', '--testPathIgnorePatterns=n8n-ringing', '--maxWorkers=3');
}
