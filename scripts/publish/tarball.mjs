/** What the tarball of a package holds: exactly these files, and in none of them what must never leave this machine. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
const manifestIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const NOTICES = 'dist/THIRD-PARTY-NOTICES.md';

/** Files the n8n package must hold, and no other. */
export function n8nFiles(root) {
  const { n8n } = manifestIn(root);
  return [
    ...['package.json', 'README.md', 'LICENSE.md', NOTICES, 'dist/core.js'],
    ...n8n.credentials,
    ...n8n.nodes.flatMap((file) => [file, file.replace(/\.js$/, '.json')]),
    ...filesIn(join(root, 'icons')).map((file) => `dist/icons/${file}`),
  ].sort();
}

/** Files the Node-RED package must hold, and no other. */
export function nodeRedFiles(root) {
  const { 'node-red': red } = manifestIn(join(root, 'node-red'));
  const languages = readdirSync(join(root, 'node-red/ringostat/locales'));
  return [
    ...['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE.md', NOTICES, 'dist/core.js'],
    ...Object.entries(red.nodes).flatMap(([node, file]) => [
      ...[file, file.replace(/\.js$/, '.html')],
      ...languages.flatMap((language) =>
        ['json', 'html'].map((ending) => `dist/locales/${language}/${node}.${ending}`),
      ),
    ]),
    ...filesIn(join(root, 'node-red/icons')).map((file) => `dist/icons/${file}`),
    ...filesIn(join(root, 'workflows-templates/node-red')).map((file) => `examples/${file}`),
  ].sort();
}

/** What no published file may say. */
const NEVER = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\\?n?\s*[A-Za-z0-9+/]{40}/,
  'a token':
    /\b(?:pat-(?:na|eu)\d-[0-9a-f]{8}-|gh[pousr]_\w{30}|npm_\w{30}|AKIA[0-9A-Z]{16}|xox[abp]-\w{10}|sk_live_\w{10})|\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.|1000\.[0-9a-f]{32}\.[0-9a-f]{32}/,
  'a path of a machine': /(?:^|[\s"'`(=:])(?:\/(?:home|Users|root|tmp|work)\/[\w.-]|[A-Z]:\\\\?Users\\)/m,
  'a source map': /sourceMappingURL=/,
};

/** Findings in the files of a package: what was packed and should not be, what lacks, what is said in a file. */
export function findings({ folder, packed, expected, root, placeholders = [] }) {
  const own = [root.replace(/\/$/, ''), homedir()].filter((path) => path.length > 1 && path !== '/root');
  return [
    ...expected.filter((file) => !packed.includes(file)).map((file) => `${file} is missing`),
    ...packed.filter((file) => !expected.includes(file)).map((file) => `${file} does not belong there`),
    ...packed.flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const said = Object.entries(NEVER)
        .filter(([, pattern]) => pattern.test(text))
        .map(([what]) => what);
      if (own.some((path) => text.includes(path))) said.push('a path of this machine');
      return [
        ...said,
        ...placeholders.filter((value) => text.includes(value)).map((value) => `the placeholder "${value}"`),
      ].map((what) => `${file} holds ${what}`);
    }),
  ];
}

/** Paths npm would pack from this folder, without running its scripts. */
export function packedFiles(folder) {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'];
  const [{ files }] = JSON.parse(execFileSync('npm', args, { cwd: folder, encoding: 'utf8' }));
  return files.map(({ path }) => path).sort();
}
