/**
 * `npm run scan`: n8n's scan of community packages (all its rules, inline switches ignored), run here on what it would
 * look at: the sources of a checkout, and the packed tarball. The real one needs a published package.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureEngine } from './engines.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = join(root, '.cache/scan');
const scanner = join(root, 'engines/scan/node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
const run = (command, args, cwd = root) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

await ensureEngine('scan');
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(pathToFileURL(scanner).href);
await rm(work, { recursive: true, force: true });
await mkdir(join(work, 'packed'), { recursive: true });

const tracked = run('git', [
  'ls-files',
  '-co',
  '--exclude-standard',
  '--',
  'package.json',
  'nodes',
  'credentials',
  'icons',
]);
for (const file of tracked.split('\n').filter(Boolean)) {
  await mkdir(dirname(join(work, 'source', file)), { recursive: true });
  await cp(join(root, file), join(work, 'source', file));
}
run('npm', ['run', '--silent', 'build:n8n']);
const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', work]));
run('tar', ['-xzf', join(work, filename), '-C', join(work, 'packed'), '--strip-components=1']);

// The real scan lints nodes/ as a whole; the two packages are told apart here, so that a fault names its owner. The manifest
// of the Node-RED package cannot be an n8n package's (docs/decisions/0006) and is the one file left out.
const sources = join(work, 'source');
const kinds = SOURCE_FILE_PATTERNS.at(-1).split('**/*').at(-1);
const legs = {
  'n8n package, sources': await analyzePackage(sources, [
    'package.json',
    `{nodes/n8n,credentials}/**/*${kinds}`,
  ]),
  'n8n package, tarball': await analyzePackage(join(work, 'packed'), ['**/*.js', 'package.json']),
  'nodes/node-red, sources': await analyzePackage(sources, [
    `nodes/node-red/**/*${kinds}`,
    '!nodes/node-red/package.json',
  ]),
};
for (const [leg, { passed, details, message }] of Object.entries(legs)) {
  process.stdout.write(
    `scan of the ${leg}: ${passed ? 'passed' : `${message ?? 'failed'}\n${details ?? ''}`}\n`,
  );
}
if (!Object.values(legs).every(({ passed }) => passed)) process.exit(1);
