// `npm start` and `npm run start:n8n`, both with `-- --crm <name>`: installs what is missing, builds and packs when sources changed, runs the demonstration.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureEngine, ensureRoot, root } from './engines.mjs';
import { packages } from './packages.mjs';

// Read as a text: nothing that reads TypeScript may be installed yet.
const NAMES = readFileSync(join(root, 'core/model/crm-names.ts'), 'utf8');
const CRMS = [...NAMES.matchAll(/^ {2}(\w+): '/gm)].map(([, crm]) => crm);
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const host = option('host', 'node-red');
const crm = option('crm', 'hubspot');
if (!['node-red', 'n8n'].includes(host)) fail(`--host is node-red or n8n, not ${host}.`);
if (!CRMS.includes(crm)) fail(`--crm takes one of ${CRMS.join(', ')}, not ${crm}.`);

function fail(message) {
  console.error(message);
  process.exit(1);
}

let packed;
try {
  await ensureRoot();
  await ensureEngine(host === 'n8n' ? 'n8n' : 'node-red-4');
  packed = packages();
} catch (error) {
  fail(error.message);
}
// No tsx wrapper: it would kill the demonstration before that has ended its host.
const args = ['--import', 'tsx', join(root, 'sandbox/demo/main.ts'), host, packed[host], crm];
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
// Ctrl-C reaches the demonstration twice (terminal and here), a signal sent to this script alone once; it minds neither.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
