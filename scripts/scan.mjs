/**
 * `npm run scan`: n8n's scan of community packages (all its rules, inline switches ignored), run here on all it looks at:
 * the sources of a checkout, and the packed tarball. The real one needs a published package.
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

const legs = {
  sources: await analyzePackage(join(work, 'source'), SOURCE_FILE_PATTERNS),
  tarball: await analyzePackage(join(work, 'packed'), ['**/*.js', 'package.json']),
};
for (const [leg, { passed, details, message }] of Object.entries(legs)) {
  process.stdout.write(
    `scan of the ${leg}: ${passed ? 'passed' : `${message ?? 'failed'}\n${details ?? ''}`}\n`,
  );
}
if (!Object.values(legs).every(({ passed }) => passed)) process.exit(1);
