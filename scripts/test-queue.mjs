// `npm run test:queue [-- jest options]`: the packed n8n package in queue mode, with Redis, PostgreSQL and two workers.
import { ensureEngine, ensurePostgres, ensureRedis, ensureRoot } from './engines.mjs';
import { packages } from './packages.mjs';
import { step } from './run.mjs';

let packed;
try {
  await ensureRoot();
  for (const engine of ['node24', 'n8n']) await ensureEngine(engine);
  await ensureRedis();
  await ensurePostgres();
  packed = packages();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// In one process: n8n and the stores end with the process that started them, so that must be the last to go.
step('queue', 'npx', ['jest', '-c', 'test/queue/jest.config.js', '--runInBand', ...process.argv.slice(2)], {
  RINGOSTAT_N8N_PACKED: packed.n8n,
});
