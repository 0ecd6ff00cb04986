// `npm run test:hosts [-- jest options]`: both packed packages in real n8n, Node-RED 4 and 5, and their editors in Chromium.
import { preparePacked } from './packed.mjs';

const jest = await preparePacked('hosts', ['node24', 'node-red-4', 'node-red-5', 'n8n', 'chromium']);
const chosen = process.argv.slice(2);
if (chosen.length > 0) jest('hosts', ...chosen);
else {
  // Answers of n8n that are timed have both cores; everything else three files at a time, which wait for pages and hosts.
  jest('n8n: whom to ring', 'hosts/n8n-ringing');
  jest('n8n and Node-RED', '--testPathIgnorePatterns=n8n-ringing', '--maxWorkers=3');
}
