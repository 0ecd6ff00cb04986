/**
 * Builds n8n-nodes-ringostat into dist: a file per node and credential, and one core.js with everything the nodes share
 * (core, libphonenumber-js, luxon), so that what the process remembers is remembered once.
 */
import { build } from 'esbuild';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noticesOf } from './publish/notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { n8n, name } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  external: ['n8n-workflow'],
  // re2js asks the global object for them, which n8n's scan forbids; every Node from 20 on has them.
  define: { 'globalThis.TextEncoder': 'TextEncoder', 'globalThis.TextDecoder': 'TextDecoder' },
};

/** Every import of shared/product becomes a require of the one core.js; another way to the core would copy its state. */
const shareCore = {
  name: 'share-core',
  setup: (esbuild) => {
    esbuild.onResolve({ filter: /\/shared\/product$/ }, ({ importer }) => ({
      path: importer.startsWith(join(root, 'credentials')) ? '../core.js' : '../../core.js',
      external: true,
    }));
    esbuild.onResolve({ filter: /\/(core|shared)\/(?:[^p]|p[^r]|pr[^o])/ }, ({ path, importer }) => ({
      errors: [{ text: `${importer} imports ${path}; take it from shared/product` }],
    }));
  },
};

await rm(join(root, 'dist'), { recursive: true, force: true });
await mkdir(join(root, 'dist'), { recursive: true });
const bundles = [
  build({
    ...common,
    entryPoints: [join(root, 'nodes/shared/product.ts')],
    outfile: join(root, 'dist/core.js'),
  }),
  ...[...n8n.nodes, ...n8n.credentials].map((file) =>
    build({
      ...common,
      entryPoints: [join(root, file.replace(/^dist\//, '').replace(/\.js$/, '.ts'))],
      outfile: join(root, file),
      plugins: [shareCore],
    }),
  ),
];
await Promise.all([
  Promise.all(bundles).then((built) => {
    const metafiles = built.map(({ metafile }) => metafile);
    return writeFile(join(root, 'dist/THIRD-PARTY-NOTICES.md'), noticesOf(metafiles, root));
  }),
  ...n8n.nodes.map((file) => {
    const codex = file.replace(/\.js$/, '.json');
    return cp(join(root, codex.replace(/^dist\//, '')), join(root, codex));
  }),
  cp(join(root, 'icons'), join(root, 'dist/icons'), { recursive: true }),
]);
process.stdout.write(`${name}: ${n8n.nodes.length} nodes, ${n8n.credentials.length} credentials in dist\n`);
