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
step('hosts', 'npx', ['jest', '-c', 'test/hosts/jest.config.js', ...process.argv.slice(2)], {
  RINGOSTAT_N8N_PACKED: packed.n8n,
  RINGOSTAT_NODE_RED_PACKED: packed['node-red'],
});
