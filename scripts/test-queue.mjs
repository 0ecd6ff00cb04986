// `npm run test:queue [-- jest options]`: the packed n8n package in queue mode, with Redis, PostgreSQL and two workers.
import { preparePacked } from './packed.mjs';

const jest = await preparePacked('queue', ['node24', 'n8n', 'redis', 'postgres']);
// In one process: n8n and the stores end with the process that started them, so that must be the last to go.
jest('queue', '--runInBand', ...process.argv.slice(2));
