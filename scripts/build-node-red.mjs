/**
 * Builds @ringostat-nodes/node-red-ringostat into node-red/dist: per node one .js, one .html and its locales, and one core.js
 * with everything they share (core, adapter, axios), so that what the process remembers is remembered once.
 */
import { build } from 'esbuild';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withAbsoluteLinks } from './publish/links.mjs';
import { noticesOf } from './publish/notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'node-red');
/** Built aside and put in place at the end: a failed build leaves the last good one. */
const dist = join(root, '.cache/node-red-dist');
const target = join(source, 'dist');
/** Languages of the dialogs: Node-RED looks for a folder of each. */
const LANGUAGES = (await readdir(join(source, 'host/locales'))).map((file) => file.replace('.json', ''));
/** Languages in which records and reasons are written. */
const languageOptions = Object.entries(
  JSON.parse(await readFile(join(root, 'core/model/languages.json'), 'utf8')),
)
  .map(([value, { name }]) => `<option value="${value}">${name}</option>`)
  .join('\n    ');
const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
const nodes = Object.keys(manifest['node-red'].nodes);
/** The Upsert nodes are one dialog with a CRM's name in it: their folders hold what differs. */
const UPSERT = 'ringostat-upsert';
const { CRM_NAMES: names } = await load('core/model/crm-names.ts');
const { escapeHtml } = await load('core/text/html.ts');
const accountFields = (await load('node-red/host/crms.ts')).accountFields();
const baseOf = (node) => (existsSync(join(source, node, 'editor.html')) ? node : UPSERT);
const forNode = (node, text) =>
  text.replaceAll(`${UPSERT}.`, `${node}.`).replaceAll('{crm}', names[node.replace('ringostat-', '')] ?? '');

/** Every import of shared/product becomes a require of the one core.js beside the node. */
const shareCore = {
  name: 'share-core',
  setup: (esbuild) => {
    esbuild.onResolve({ filter: /\/product$/ }, () => ({ path: './core.js', external: true }));
  },
};
const common = { bundle: true, legalComments: 'none', logLevel: 'warning', charset: 'utf8', metafile: true };

/** Data of the core, for what the dialogs hold: bundled and read. */
async function load(file) {
  const { outputFiles } = await build({
    entryPoints: [join(root, file)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** A row per field of the CRMs' ways to sign in; the dialog shows those of the chosen one. */
function accountRow({ name, label, secret, options, multiline }) {
  const id = `node-config-input-${name}`;
  // A key of several lines loses them in an input.
  const control = options
    ? `<select id="${id}"></select>`
    : multiline
      ? `<textarea id="${id}" rows="4" style="width: 70%"></textarea>`
      : `<input type="${secret ? 'password' : 'text'}" id="${id}" />`;
  const icon = secret ? 'key' : 'id-card-o';
  return `<div class="form-row ringostat-field-${name}"><label for="${id}"><i class="fa fa-${icon}"></i> <span>${escapeHtml(label)}</span></label> ${control}</div>`;
}

async function text(path) {
  return existsSync(path) ? await readFile(path, 'utf8') : '';
}

/** Returns the bundler's result: what of others is in the dialog. */
async function buildEditor(node) {
  const result = await build({
    ...common,
    entryPoints: [join(source, baseOf(node), 'editor.ts')],
    platform: 'browser',
    format: 'iife',
    target: 'es2020',
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
    define: {
      ACCOUNT_FIELDS: JSON.stringify(accountFields.map(({ name, secret }) => ({ name, secret }))),
      UPSERT_TYPE: JSON.stringify(node),
      UPSERT_CRM: JSON.stringify(node.replace('ringostat-', '')),
    },
  });
  const template = forNode(node, await readFile(join(source, baseOf(node), 'editor.html'), 'utf8'))
    .replace(/<!-- account fields.*?-->/s, () => accountFields.map(accountRow).join('\n'))
    .replace('<!-- languages -->', () => languageOptions);
  // Styles all dialogs share come with the first node of the palette.
  const shared = node === nodes[0] ? await text(join(source, 'editor/common.css')) : '';
  const css = shared + (await text(join(source, node, 'editor.css')));
  const script = result.outputFiles[0].text.replaceAll('</script', '<\\/script');
  const html = [
    css && `<style>\n${css}</style>`,
    `<script type="text/html" data-template-name="${node}">\n<div class="ringostat-dialog">\n${template}</div>\n</script>`,
    `<script type="text/javascript">\n${script}</script>`,
  ];
  await writeFile(join(dist, `${node}.html`), html.filter(Boolean).join('\n') + '\n');
  return result;
}

async function buildLocales(node) {
  for (const language of LANGUAGES) {
    const folder = join(dist, 'locales', language);
    await mkdir(folder, { recursive: true });
    const base = join(source, baseOf(node), 'locales', language);
    const own = JSON.parse(forNode(node, await readFile(join(base, 'labels.json'), 'utf8')));
    const shared = JSON.parse(await readFile(join(source, 'host/locales', `${language}.json`), 'utf8'));
    await writeFile(join(folder, `${node}.json`), JSON.stringify({ [node]: own, shared }, null, 2));
    // A CRM's own paragraph follows what holds for all of them.
    const more = baseOf(node) === node ? '' : await text(join(source, node, 'locales', language, 'help.md'));
    const help = forNode(node, (await readFile(join(base, 'help.md'), 'utf8')) + (more && `\n${more}`));
    await writeFile(
      join(folder, `${node}.html`),
      `<script type="text/markdown" data-help-name="${node}">\n${help}</script>\n`,
    );
  }
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const bundles = [
  build({
    ...common,
    entryPoints: [join(source, 'host/product.ts')],
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
];
await Promise.all([
  Promise.all(bundles).then((built) => {
    const metafiles = built.map(({ metafile }) => metafile);
    return writeFile(join(dist, 'THIRD-PARTY-NOTICES.md'), noticesOf(metafiles, root));
  }),
  ...nodes.map(buildLocales),
  cp(join(source, 'icons'), join(dist, 'icons'), { recursive: true }),
  cp(join(root, 'LICENSE.md'), join(source, 'LICENSE.md')),
  // One changelog for both packages; beside the package its links would lead nowhere.
  readFile(join(root, 'CHANGELOG.md'), 'utf8').then((log) =>
    writeFile(join(source, 'CHANGELOG.md'), withAbsoluteLinks(log, manifest.homepage)),
  ),
]);
const examples = join(source, 'examples');
await rm(examples, { recursive: true, force: true });
await cp(join(root, 'workflows-templates/node-red'), examples, { recursive: true });
await rm(target, { recursive: true, force: true });
await rename(dist, target);
const sizes = await readdir(target);
process.stdout.write(
  `@ringostat-nodes/node-red-ringostat: ${nodes.length} nodes, ${sizes.length} entries in dist\n`,
);
