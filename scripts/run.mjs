import { spawn, spawnSync } from 'node:child_process';
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

/**
 * Lanes of steps side by side, each lane in its order; a step is [name, command, args]. What a step says is shown whole when
 * it ends. Ends the script with the first step that fails, once the others that run have ended.
 */
export async function sideBySide(lanes) {
  let failed = 0;
  const runLane = async (lane) => {
    for (const [name, command, args] of lane) {
      if (failed) return;
      const started = Date.now();
      const { status, said } = await quietly(command, args);
      const ended =
        status === 0 ? `${((Date.now() - started) / 1000).toFixed(1)} s` : `failed (exit ${status})`;
      console.log(`\n▸ ${name}\n${said}  ${name}: ${ended}`);
      failed ||= status;
    }
  };
  await Promise.all(lanes.map(runLane));
  if (failed) process.exit(failed);
}

function quietly(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('error', (error) => resolve({ status: 1, said: `${said}${error.message}\n` }));
    child.on('close', (status) => resolve({ status: status ?? 1, said }));
  });
}
