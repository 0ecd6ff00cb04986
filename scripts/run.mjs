import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs one command of a script with its output shown and its time told; ends the script when it fails. */
export function step(name, command, args, env = {}) {
  const started = Date.now();
  console.log(`\n▸ ${name}`);
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (done.error) {
    console.error(`${name} could not start: ${done.error.message}`);
    process.exit(1);
  }
  if (done.status !== 0) {
    console.error(`${name} failed (exit ${done.status}).`);
    process.exit(done.status ?? 1);
  }
  console.log(`  ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
