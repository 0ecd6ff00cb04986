// `npm run trace [-- scenario crm]`: which files of core/ one call walks through, in n8n and in Node-RED, from V8's coverage.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureEngine, ensureRoot, root } from './engines.mjs';

const [scenario = 'G-01', crm = 'hubspot'] = process.argv.slice(2);
const BUNDLE = /node-red-ringostat\/dist\/core\.js$/;

await ensureRoot();
for (const engine of ['n8n-core', 'node-red-4']) await ensureEngine(engine);
built();
// What runs when the files are only loaded is no part of a call.
const loading = called('n8n', 'no scenario is called so');
for (const host of ['n8n', 'node-red']) {
  const functions = [...called(host, `\\b${scenario}\\b`)].filter((name) => !loading.has(name));
  const files = [...new Set(functions.map((name) => name.split('#')[0]))].sort();
  if (files.length === 0) throw new Error(`Nothing of core/ ran in ${host}.`);
  console.log(`\n${scenario} of ${crm} in ${host}: ${files.length} files of core/`);
  for (const [folder, names] of byFolder(files))
    console.log(`  ${folder} ${names.length}: ${names.join(' ')}`);
}

function built() {
  const { status } = spawnSync('npm', ['run', '--silent', 'build:node-red'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs the scenarios of this name with coverage; returns `file#function` of all that were called. */
function called(host, name) {
  const folder = mkdtempSync(join(tmpdir(), 'ringostat-trace-'));
  try {
    const { status, stderr } = spawnSync('npx', ['jest', `test/scenarios/${host}.test`, '-i', '-t', name], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CRM: crm, NODE_V8_COVERAGE: folder },
    });
    if (status !== 0) throw new Error(`${scenario} failed in ${host}:\n${stderr.slice(-3000)}`);
    return new Set(readdirSync(folder).flatMap((file) => callsIn(join(folder, file))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function callsIn(file) {
  const scripts = JSON.parse(readFileSync(file, 'utf8')).result;
  return scripts.flatMap(({ url, functions }) => {
    const [, own] = /\/(core\/[\w./-]+\.ts)$/.exec(url) ?? [];
    const place = own && url.includes(`${root}core/`) ? () => own : BUNDLE.test(url) ? sections(url) : null;
    if (!place) return [];
    return functions
      .filter(({ functionName, ranges }) => functionName !== '' && ranges[0].count > 0)
      .flatMap(({ functionName, ranges }) => {
        const at = place(ranges[0].startOffset);
        return at ? [`${at}#${functionName}`] : [];
      });
  });
}

/** The bundler heads each file's part of the bundle with its path. */
function sections(url) {
  const text = readFileSync(join(root, 'node-red/dist/core.js'), 'utf8');
  if (!url.startsWith('file:')) return null;
  const heads = [...text.matchAll(/^\/\/ (.*)$/gm)].map(({ index, 1: path }) => ({ index, path }));
  return (offset) => {
    const path = heads.findLast(({ index }) => index <= offset)?.path ?? '';
    return /^core\/[\w./-]+\.ts$/.test(path) ? path : null;
  };
}

function byFolder(files) {
  const folders = new Map();
  for (const file of files) {
    const [, folder, name] = /^core\/(.*)\/(.*)\.ts$/.exec(file) ?? [, 'core', file];
    folders.set(folder, [...(folders.get(folder) ?? []), name]);
  }
  return [...folders].sort(([, a], [, b]) => b.length - a.length);
}
