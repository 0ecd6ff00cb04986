// `npm run test:faults [-- jest options]`: duplicates, order, lag, cuts, limits, tokens, replay, hostile input, secrets.
import { preparePacked } from './packed.mjs';

const jest = await preparePacked('faults', ['node24', 'node-red-4', 'n8n-core', 'n8n']);
const chosen = process.argv.slice(2);
if (chosen.length > 0) jest('faults', ...chosen);
else {
  // Answers that are timed have both cores.
  jest('faults', '--testPathIgnorePatterns=limits-hosts');
  jest('faults: limits in the hosts, timed', 'faults/limits-hosts');
}
