/**
 * Builds node-red-contrib-ringostat into nodes/node-red/dist: per node one .js, one .html and its locales, and one core.js
 * with everything they share (core, adapter, axios), so that what the process remembers is remembered once.
 */
import { build } from 'esbuild';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'nodes/node-red');
/** Built aside and put in place at the end: a failed build leaves the last good one. */
const dist = join(root, '.cache/node-red-dist');
const target = join(source, 'dist');
const LANGUAGES = ['en-US', 'uk', 'ru'];
const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
const nodes = Object.keys(manifest['node-red'].nodes);

/** Every import of shared/product becomes a require of the one core.js beside the node. */
const shareCore = {
  name: 'share-core',
  setup: (esbuild) => {
    esbuild.onResolve({ filter: /\/product$/ }, () => ({ path: './core.js', external: true }));
  },
};
const common = { bundle: true, legalComments: 'none', logLevel: 'warning', charset: 'utf8' };

async function text(path) {
  return existsSync(path) ? await readFile(path, 'utf8') : '';
}

async function buildEditor(node) {
  const result = await build({
    ...common,
    entryPoints: [join(source, node, 'editor.ts')],
    platform: 'browser',
    format: 'iife',
    target: 'es2020',
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
  });
  const template = await readFile(join(source, node, 'editor.html'), 'utf8');
  // Styles all dialogs share come with the first node of the palette.
  const shared = node === nodes[0] ? await text(join(source, 'editor/common.css')) : '';
  const css = shared + (await text(join(source, node, 'editor.css')));
  const script = result.outputFiles[0].text.replaceAll('</script', '<\\/script');
  const html = [
    css && `<style>\n${css}</style>`,
    `<script type="text/html" data-template-name="${node}">\n${template}</script>`,
    `<script type="text/javascript">\n${script}</script>`,
  ];
  await writeFile(join(dist, `${node}.html`), html.filter(Boolean).join('\n') + '\n');
}

async function buildLocales(node) {
  for (const language of LANGUAGES) {
    const folder = join(dist, 'locales', language);
    await mkdir(folder, { recursive: true });
    const own = JSON.parse(await readFile(join(source, node, 'locales', language, 'labels.json'), 'utf8'));
    const shared = JSON.parse(await readFile(join(source, 'shared/locales', `${language}.json`), 'utf8'));
    await writeFile(join(folder, `${node}.json`), JSON.stringify({ [node]: own, shared }, null, 2));
    const help = await readFile(join(source, node, 'locales', language, 'help.md'), 'utf8');
    await writeFile(
      join(folder, `${node}.html`),
      `<script type="text/markdown" data-help-name="${node}">\n${help}</script>\n`,
    );
  }
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([
  build({
    ...common,
    entryPoints: [join(source, 'shared/product.ts')],
    outfile: join(dist, 'core.js'),
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  }),
  ...nodes.map((node) =>
    build({
      ...common,
      entryPoints: [join(source, node, 'runtime.ts')],
      outfile: join(dist, `${node}.js`),
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      plugins: [shareCore],
    }),
  ),
  ...nodes.map(buildEditor),
  ...nodes.map(buildLocales),
  cp(join(source, 'icons'), join(dist, 'icons'), { recursive: true }),
  cp(join(root, 'LICENSE.md'), join(source, 'LICENSE.md')),
]);
const examples = join(source, 'examples');
await rm(examples, { recursive: true, force: true });
await cp(join(root, 'workflows-templates/node-red'), examples, { recursive: true });
await rm(target, { recursive: true, force: true });
await rename(dist, target);
const sizes = await readdir(target);
process.stdout.write(`node-red-contrib-ringostat: ${nodes.length} nodes, ${sizes.length} entries in dist\n`);
