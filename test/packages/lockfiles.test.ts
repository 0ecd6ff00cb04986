/**
 * `npm ci` takes every lockfile of the repository, with npm 10 and with npm 11. Two things have broken it: npm 11 refuses a lock
 * without the optional packages of other platforms (npm writes such a lock when node_modules are there), and a lock written
 * with legacy-peer-deps is refused where that setting does not hold.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const FOLDERS = execFileSync('git', ['ls-files', '--', 'package-lock.json', '**/package-lock.json'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean)
  .map((file) => join(file, '..'));

interface Locked {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

/** Packages of other platforms that a lock names and does not hold, looked for as Node looks for modules. */
function missing(packages: Record<string, Locked>): string[] {
  const holds = (from: string, name: string): boolean => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      if (`${at ? `${at}/` : ''}node_modules/${name}` in packages) return true;
      if (at === '') return false;
    }
  };
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !holds(path, name))
      .map((name) => `${path}: ${name}`),
  );
}

test('there are lockfiles to check: root, Node-RED package, engines', () => {
  expect(FOLDERS).toEqual(expect.arrayContaining(['.', 'node-red', 'engines/n8n', 'engines/node24']));
});

test.each(FOLDERS)('%s: the optional packages of every platform are locked', (folder) => {
  const lock = JSON.parse(readFileSync(join(ROOT, folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  expect(missing(lock.packages)).toEqual([]);
});

test('a lock that lacks them is seen', () => {
  const packages = { 'node_modules/a': { optionalDependencies: { '@a/linux': '1', '@a/mac': '1' } } };
  expect(missing({ ...packages, 'node_modules/@a/linux': {} })).toEqual(['node_modules/a: @a/mac']);
  expect(
    missing({ ...packages, 'node_modules/@a/linux': {}, 'node_modules/a/node_modules/@a/mac': {} }),
  ).toEqual([]);
});

test.each(FOLDERS)('%s: npm ci takes package.json and lock', (folder) => {
  const copy = mkdtempSync(join(tmpdir(), 'ci-'));
  try {
    for (const file of ['package.json', 'package-lock.json', '.npmrc'])
      if (existsSync(join(ROOT, folder, file))) copyFileSync(join(ROOT, folder, file), join(copy, file));
    const args = ['ci', '--dry-run', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    // A refusal is told on stderr, and thrown with it.
    execFileSync('npm', [...args, '--loglevel=error'], { cwd: copy, encoding: 'utf8', stdio: 'pipe' });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
