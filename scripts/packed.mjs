// Tests of the packed packages, as a user installs them: what they need is installed, both are packed, jest is told where they lie.
import { ensureChromium, ensureEngine, ensurePostgres, ensureRedis, ensureRoot } from './engines.mjs';
import { packages } from './packages.mjs';
import { step } from './run.mjs';

const PROGRAMS = { chromium: ensureChromium, redis: ensureRedis, postgres: ensurePostgres };

/**
 * Takes the folder under test/ and what its tests run in: engines and Debian programs. Returns a function that runs its jest
 * with options of jest, and ends the script when a test fails. Ends the script, too, when something cannot be installed or packed.
 */
export async function preparePacked(folder, needs) {
  try {
    await ensureRoot();
    for (const need of needs) await (PROGRAMS[need] ? PROGRAMS[need]() : ensureEngine(need));
    const packed = packages();
    return (title, ...options) =>
      step(title, 'npx', ['jest', '-c', `test/${folder}/jest.config.js`, ...options], {
        RINGOSTAT_N8N_PACKED: packed.n8n,
        RINGOSTAT_NODE_RED_PACKED: packed['node-red'],
      });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
